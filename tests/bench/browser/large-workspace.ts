import * as Y from 'yjs';
import type { OrganizationId } from '../../../src/lib/domain/facts';
import { toBase64Url } from '../../../src/lib/document/entries/base64url';
import { type Keys, type Signer, signerWith } from '../../../src/lib/document/keys/keys';
import { memoryKeys } from '../../../src/lib/document/ledger/in-memory';
import { rootName } from '../../../src/lib/document/storage/names';
import { updateOf } from '../../../src/lib/document/storage/plain-update';
import { generateNetwork } from '../../../src/lib/generator/generate-network';
import { type NetworkSize, networkSizes } from '../../../src/lib/scenarios/supply-network/network-size';

const [, , middle, , largest] = networkSizes;
export const sizes = {
	S: { organizations: 20, products: 400, grants: 2_000, partners: 2, inSmallActs: true },
	M: middle,
	L: largest
} satisfies Record<string, NetworkSize>;
export type Size = keyof typeof sizes;

/** A workspace as a browser has it stored. */
export interface LargeWorkspace {
	workspace: string;
	/** Who looks at it: an organization that owns products and has partners. */
	organization: OrganizationId;
	/** The key of that organization, and its private half as a JWK. */
	key: string;
	privateKey: JsonWebKey;
	entries: number;
	/** Updates in the order in which they were stored: one large one, then those since rows were last made into one. */
	rows: Uint8Array[];
}

/** Rows that come after the large one. */
const recentRows = 300;

/** When it is told as finished. */
const now = Date.UTC(2025, 5, 1);

/** A supply network of that size, as the app's own generator makes it. The same each time, but for its keys. */
export async function largeWorkspace(size: Size): Promise<LargeWorkspace> {
	const { keys, exported } = openKeys();
	const workspace = crypto.randomUUID();
	const { texts, opensAs } = await generateNetwork({
		...{ size: sizes[size], workspace, language: 'en', now, keys }
	});
	return {
		...{ workspace, organization: opensAs, entries: texts.length },
		...(await exported(opensAs)),
		rows: rowsOf(texts)
	};
}

function rowsOf(texts: [id: string, text: string][]): Uint8Array[] {
	const split = Math.max(0, texts.length - recentRows);
	const doc = new Y.Doc();
	const rows = [updateOf(texts.slice(0, split))];
	Y.applyUpdate(doc, rows[0]!);
	doc.on('update', (update: Uint8Array) => rows.push(update));
	for (const [id, text] of texts.slice(split)) doc.getMap<string>(rootName).set(id, text);
	doc.destroy();
	return rows;
}

/** Keys that can be copied out, as none of the app can: one for each organization. */
function openKeys() {
	const pairs = new Map<OrganizationId, { signer: Signer; privateKey: CryptoKey }>();
	const keys: Keys = Object.assign(memoryKeys(), {
		async make() {
			const { publicKey, privateKey } = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
			const key = toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)));
			const signer = signerWith(key, privateKey);
			const keep = (organization: OrganizationId) =>
				Promise.resolve(void pairs.set(organization, { signer, privateKey }));
			return { signer, keep };
		},
		signerOf: (organization: OrganizationId) => Promise.resolve(pairs.get(organization)?.signer ?? null)
	});
	async function exported(organization: OrganizationId): Promise<Pick<LargeWorkspace, 'key' | 'privateKey'>> {
		const { signer, privateKey } = pairs.get(organization)!;
		return { key: signer.key, privateKey: await crypto.subtle.exportKey('jwk', privateKey) };
	}
	return { keys, exported };
}
