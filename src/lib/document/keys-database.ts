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
	/** When it was made: of several that may sign, the newest does. */
	madeAt: number;
}

interface Found {
	organization: OrganizationId;
	signer: Signer;
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
	/** Made in this tab, or found before, in the order in which they were made: a key never changes. */
	let found: Found[] = [];
	/** Not stored yet: a full disk must not keep an organization from being founded, only from being called saved. */
	const unstored = new Set<KeptKey>();

	async function storeAll(): Promise<void> {
		for (const kept of unstored) {
			await withStore('readwrite', (keys) => keys.put(kept));
			unstored.delete(kept);
		}
	}

	/** Another tab may have made more since. */
	async function lookAgain(): Promise<void> {
		const kept = await withStore(
			'readonly',
			(keys) => keys.getAll(under(workspace)) as IDBRequest<KeptKey[]>
		).catch(() => []);
		const known = new Set(found.map(({ signer }) => signer.key));
		const more = kept.filter(({ key }) => !known.has(key));
		found = [
			...found,
			...more.map(({ organization, key, privateKey, madeAt }) => ({
				organization,
				signer: signerWith(key, privateKey),
				madeAt
			}))
		].sort((one, other) => one.madeAt - other.madeAt);
	}

	return {
		async make() {
			const { key, privateKey } = await makePair();
			const signer = signerWith(key, privateKey);
			return {
				signer,
				async keep(organization) {
					const madeAt = Date.now();
					found.push({ organization, signer, madeAt });
					unstored.add({ workspace, organization, key, privateKey, madeAt });
					await storeAll().catch(() => undefined);
				}
			};
		},
		async signerOf(organization, may) {
			const newest = () =>
				found.findLast((each) => each.organization === organization && may(each.signer.key))?.signer;
			const known = newest();
			if (known) return known;
			await lookAgain();
			return newest() ?? null;
		},
		async kept() {
			await lookAgain();
			return found.map(({ organization, signer: { key } }) => ({ organization, key }));
		},
		stored: storeAll,
		close: () => undefined
	};
}

/** Deletes every key of a workspace. */
export async function deleteKeys(workspace: string): Promise<void> {
	await withStore('readwrite', (keys) => keys.delete(under(workspace)));
}
