import type { Entry } from '../../src/lib/domain/entry';
import type { Keys } from '../../src/lib/document/keys/keys';
import { memoryKeys } from '../../src/lib/document/ledger/in-memory';
import { generateNetwork } from '../../src/lib/generator/generate-network';
import type { NetworkSize } from '../../src/lib/scenarios/supply-network/network-size';
import { hashOf } from '../oracle/ledger';

/** A supply network as the app's own generator makes it. */
export interface SupplyNetwork {
	entries: Entry[];
	/** Their canonical form, in the same order. */
	texts: string[];
	organizations: string[];
	products: string[];
	/** The owner of each product, in the same order. */
	owners: string[];
}

/** When it is told as finished. */
export const now = Date.UTC(2025, 5, 1);

/** Keys that are the same each time, and whose signatures nobody could verify: to sign takes longer than all the rest. */
function unverifiableKeys(): Keys {
	const signers = new Map<string, { key: string; sign: () => Promise<Uint8Array> }>();
	return Object.assign(memoryKeys(), {
		make() {
			const key = hashOf(`key ${signers.size}`);
			const signer = { key, sign: () => Promise.resolve(new Uint8Array(64)) };
			const keep = (organization: string) => Promise.resolve(void signers.set(organization, signer));
			return Promise.resolve({ signer, keep });
		},
		signerOf: (organization: string) => Promise.resolve(signers.get(organization) ?? null)
	});
}

/** A supply network of that size. Its ids differ each time, by what names its acts. */
export async function supplyNetwork(size: NetworkSize): Promise<SupplyNetwork> {
	const { texts: pairs, snapshot } = await generateNetwork({
		...{ size, workspace: 'w', language: 'en', now, keys: unverifiableKeys() }
	});
	const texts = pairs.map(([, text]) => text);
	const products = [...snapshot.products.values()];
	return {
		entries: pairs.map(([id, text]) => ({ ...(JSON.parse(text) as Omit<Entry, 'id'>), id })),
		texts,
		organizations: [...snapshot.organizations.keys()],
		products: products.map(({ id }) => id),
		owners: products.map(({ owner }) => owner)
	};
}
