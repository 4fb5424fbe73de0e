import * as Y from 'yjs';
import type { Entry, EntryDraft } from '../../../src/lib/domain/entry';
import type { Fact, OrganizationId } from '../../../src/lib/domain/facts';
import { permissions } from '../../../src/lib/domain/permissions/permissions';
import { toBase64Url } from '../../../src/lib/document/entries/base64url';
import { type Keys, type Signer, signerWith } from '../../../src/lib/document/keys/keys';
import { memoryKeys } from '../../../src/lib/document/ledger/in-memory';
import { rootName } from '../../../src/lib/document/storage/api';
import { updateOf } from '../../../src/lib/document/storage/rewrite';
import { ChainTips } from '../../../src/lib/document/signing/chain-tips';
import { signDraft } from '../../../src/lib/document/signing/sign-draft';
import { Random } from '../../../src/lib/scenarios/supply-network/random';

export const sizes = {
	S: { organizations: 20, products: 400, grants: 2_000 },
	M: { organizations: 225, products: 4_500, grants: 45_000 },
	L: { organizations: 1_000, products: 20_000, grants: 200_000 }
};
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

/** Products that a person authorizes to a partner in one act: mostly one, sometimes several. */
const productsInAct = [1, 1, 1, 2, 2, 3];

/**
 * A workspace of that size as people make it: every act is an entry, signed by its organization's own key, and most
 * authorize a product or a few to one partner, in chains below each product's owner. The same each time, but for its keys.
 */
export async function largeWorkspace(size: Size): Promise<LargeWorkspace> {
	const { organizations: count, products, grants } = sizes[size];
	const random = new Random(7);
	const { keys, exported } = openKeys();
	const workspace = crypto.randomUUID();
	const signing = { workspace, keys, tips: new ChainTips() };
	const texts: [id: string, text: string][] = [];
	async function say(organization: OrganizationId | null, command: string, facts: Fact[]): Promise<Entry> {
		const at = 1_700_000_000_000 + texts.length * 60_000;
		const act = { stamp: texts.length + 1, at, action: crypto.randomUUID() };
		const draft: EntryDraft = { ...act, organization, command, facts };
		const { entry, text } = await signDraft(draft, signing);
		texts.push([entry.id, text]);
		return entry;
	}

	const organizations: OrganizationId[] = [];
	for (let n = 0; n < count; n++) {
		const described = { name: `Organization ${n}`, account: `info@organization-${n}.example.com` };
		const facts: Fact[] = [{ table: 'organizations', ...described, colour: '#3457c9' }];
		organizations.push((await say(null, 'add-organization', facts)).id);
	}
	/** The next organizations are its partners. */
	const partnersOf = (n: number) => [1, 2, 3, 5, 8].map((step) => (n + step) % count);
	for (const [n, id] of organizations.entries())
		for (const partner of partnersOf(n))
			await say(id, 'add-partner', [
				{ table: 'partners', partner: organizations[partner]!, name: `Organization ${partner}` }
			]);
	/** What each may authorize. */
	const offers: string[][] = organizations.map(() => []);
	for (let n = 0; n < products; n++) {
		const owner = n % count;
		const described = { pid: random.code(16), name: `Product ${n}`, category: 'lamp', basedOn: null };
		const making = { origin: 'proprietary', maker: null } as const;
		const { id } = await say(organizations[owner]!, 'add-product', [
			{ table: 'products', ...described, making }
		]);
		offers[owner]!.push(`${id}:0`);
	}
	for (let made = 0, n = 0; made < grants; n++) {
		const grantor = (n * 7) % count;
		const grantee = random.pick(partnersOf(grantor));
		const facts: Fact[] = [];
		for (let left = random.pick(productsInAct); left > 0; left--) {
			const product = random.pick(offers[grantor]!);
			const permission = random.pick(permissions);
			facts.push({ table: 'grants', product, grantee: organizations[grantee]!, permission });
			if (offers[grantee]!.length < 60) offers[grantee]!.push(product);
		}
		const granted = facts.map((_, index) => `#${index}`);
		made += granted.length;
		await say(organizations[grantor]!, 'authorize', [
			...facts,
			{ table: 'flags', on: true, grants: granted }
		]);
	}
	const organization = organizations[0]!;
	return {
		...{ workspace, organization, entries: texts.length },
		...(await exported(organization)),
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
