import type { KeyId, OrganizationId } from '../domain/facts';
import { completed, openDatabase, result } from './database';
import { makePair, signerWith, type Keys, type Signer } from './keys';
import { keyDatabase } from './names';

const store = 'keys';

interface KeptKey {
	workspace: string;
	organization: OrganizationId;
	key: KeyId;
	privateKey: CryptoKey;
	/** When it was made: the newest of an organization's is the one that signs. */
	madeAt: number;
}

const open = (): Promise<IDBDatabase> =>
	openDatabase(keyDatabase, (database) => {
		database.createObjectStore(store, { keyPath: ['workspace', 'organization', 'key'] });
	});

/** Everything filed under these beginnings of a key path: an empty array sorts behind every text. */
const under = (...beginning: string[]): IDBKeyRange => IDBKeyRange.bound(beginning, [...beginning, []]);

async function withStore<T>(
	mode: IDBTransactionMode,
	work: (keys: IDBObjectStore) => IDBRequest<T>
): Promise<T> {
	const database = await open();
	try {
		const transaction = database.transaction(store, mode, { durability: 'strict' });
		const [value] = await Promise.all([result(work(transaction.objectStore(store))), completed(transaction)]);
		return value;
	} finally {
		database.close();
	}
}

/** The keys of one workspace, as CryptoKeys that IndexedDB keeps and nobody can read out. */
export function databaseKeys(workspace: string): Keys {
	/** Made in this tab, or found before: a key never changes. */
	const signers = new Map<OrganizationId, Signer>();
	/** Not stored yet: a full disk must not keep an organization from being founded, only from being called saved. */
	const unstored = new Set<KeptKey>();

	async function storeAll(): Promise<void> {
		for (const kept of unstored) {
			await withStore('readwrite', (keys) => keys.put(kept));
			unstored.delete(kept);
		}
	}

	return {
		async make() {
			const { key, privateKey } = await makePair();
			const signer = signerWith(key, privateKey);
			return {
				signer,
				async keep(organization) {
					signers.set(organization, signer);
					unstored.add({ workspace, organization, key, privateKey, madeAt: Date.now() });
					await storeAll().catch(() => undefined);
				}
			};
		},
		async signerOf(organization) {
			const known = signers.get(organization);
			if (known) return known;
			const kept = await withStore(
				'readonly',
				(keys) => keys.getAll(under(workspace, organization)) as IDBRequest<KeptKey[]>
			).catch(() => []);
			const newest = kept.sort((one, other) => other.madeAt - one.madeAt)[0];
			if (!newest) return null;
			const signer = signerWith(newest.key, newest.privateKey);
			signers.set(organization, signer);
			return signer;
		},
		async organizations() {
			const kept = await withStore(
				'readonly',
				(keys) => keys.getAll(under(workspace)) as IDBRequest<KeptKey[]>
			).catch(() => []);
			return [...new Set([...signers.keys(), ...kept.map(({ organization }) => organization)])];
		},
		stored: storeAll,
		close: () => undefined
	};
}

/** Deletes every key of a workspace. */
export async function deleteKeys(workspace: string): Promise<void> {
	await withStore('readwrite', (keys) => keys.delete(under(workspace)));
}
