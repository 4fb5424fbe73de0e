import { WorkspaceKeys } from '../keys/workspace-keys';
import type { KeyRow, KeyStore, LockRow } from '../keys/key-rows';
import type { Keys } from '../keys/keys';
import type { Storage } from '../storage/api';
import type { Tabs } from '../tabs/tabs';

/** A place for keys that lives as long as the page: several may look into one, as tabs do. */
export function memoryKeyStore(): KeyStore {
	const rows = new Map<string, KeyRow | LockRow>();
	const at = ({ organization, key }: { organization: string; key: string }) => `${organization}/${key}`;
	return {
		all: () => Promise.resolve([...rows.values()]),
		lock: () => Promise.resolve(rows.get('/')),
		put: (row) => {
			rows.set(at(row), row);
			return Promise.resolve();
		},
		delete: (keys) => {
			for (const each of keys) rows.delete(at(each));
			return Promise.resolve();
		}
	};
}

/** Keys that live as long as the page: where there is no IndexedDB, and in unit tests. */
export const memoryKeys = (store = memoryKeyStore(), workspace = 'w'): Keys =>
	new WorkspaceKeys(workspace, store);

/** A storage that keeps nothing, trusts what is in the document, and says that all is well: for unit tests. */
export const memoryStorage = (): Storage => ({
	open(document) {
		const sealed = new Map([...document.keys()].map((id) => [id, [document.get(id)!]]));
		return Promise.resolve({ quarantined: [], sealed, unsealed: [], readOnly: false });
	},
	catchUp: () => Promise.resolve(),
	checkedOf: ({ before }) => Promise.resolve(before),
	keepCheck: () => Promise.resolve(),
	stored: () => Promise.resolve(),
	onState: (listener) => listener({ state: 'saved' }),
	exportQuarantine: () => Promise.resolve(new Uint8Array()),
	close: () => Promise.resolve()
});

/** A workspace that no other tab can see: for unit tests. */
export const noTabs = (): Tabs => ({
	exclusively: (work) => work(),
	checking: (work) => work(),
	follow: () => undefined,
	close: () => undefined
});
