import type { OrganizationId } from '../domain/facts';
import { makePair, signerWith, type Keys, type Signer } from './keys';
import type { Storage } from './storage/port';
import type { Tabs } from './tabs';

/** Keys that live as long as the page: where there is no IndexedDB, and in unit tests. */
export function memoryKeys(): Keys {
	const all: { organization: OrganizationId; signer: Signer }[] = [];
	return {
		async make() {
			const { key, privateKey } = await makePair();
			const signer = signerWith(key, privateKey);
			return {
				signer,
				keep: (organization) => {
					all.push({ organization, signer });
					return Promise.resolve();
				}
			};
		},
		signerOf: (organization, may) => {
			const found = all.findLast((each) => each.organization === organization && may(each.signer.key));
			return Promise.resolve(found?.signer ?? null);
		},
		kept: () => Promise.resolve(all.map(({ organization, signer: { key } }) => ({ organization, key }))),
		stored: () => Promise.resolve(),
		close: () => undefined
	};
}

/** A storage that keeps nothing and says that all is well: for unit tests. */
export const memoryStorage = (): Storage => ({
	open: () => Promise.resolve({ quarantined: [], found: new Map(), readOnly: false }),
	catchUp: () => Promise.resolve(),
	stored: () => Promise.resolve(),
	onState: (listener) => listener({ state: 'saved' }),
	exportQuarantine: () => Promise.resolve(new Uint8Array()),
	close: () => Promise.resolve()
});

/** A workspace that no other tab can see: for unit tests. */
export const noTabs = (): Tabs => ({
	exclusively: (work) => work(),
	follow: () => undefined,
	close: () => undefined
});
