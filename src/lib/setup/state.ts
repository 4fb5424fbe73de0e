import type { Entry } from '../domain/entry';
import { newestForm } from '../domain/entry';
import { type Fact, type GrantId, type OrganizationId, localRef, type ProductId } from '../domain/facts';
import { applyEntries } from '../domain/fold/apply';
import { getOrInsertComputed } from '../domain/algorithms/get-or-insert';
import { emptySnapshot, type Snapshot } from '../domain/snapshot';
import { includes, toList } from '../domain/permissions/standing';
import type { Key, Sentence, Setup, SetupProduct } from './setup';
import { atOnce } from '../domain/algorithms/sliced';

/** Ids and keys, each found by the other. */
export interface Names {
	organizations: ReadonlyMap<OrganizationId, Key>;
	products: ReadonlyMap<ProductId, Key>;
}

/** What a text says as a state of its own: as though everything in it were so, what is dormant included. */
export interface TextState extends Names {
	snapshot: Snapshot;
	/** An organization's id is its key. */
	productIds: ReadonlyMap<Key, ProductId>;
}

/** Folds a text into a state that no rule was asked about. Cost: as a workspace with as many grants. */
export const textState = (setup: Setup): TextState => atOnce(textStates(setup));

/** The same, yielding after each entry. */
export function* textStates(setup: Setup): Generator<undefined, TextState> {
	const owned = new Map<Key, SetupProduct[]>(setup.organizations.map(({ key }) => [key, []]));
	for (const product of setup.products) owned.get(product.owner)!.push(product);
	const productIds = new Map<Key, ProductId>();
	const byKey = new Map(setup.organizations.map((organization) => [organization.key, organization]));
	const founding = [...owned].map(([owner, products]) => {
		const { name, account } = byKey.get(owner)!;
		chunked(products).forEach((some, at) => {
			let index = 0;
			for (const { key, making } of some) {
				productIds.set(key, `${owner}+${at}:${index}`);
				index += making.maker === null ? 1 : 2;
			}
		});
		return entry(owner, '', [{ table: 'organizations', name, account, colour: '' }]);
	});
	const owning = [...owned].flatMap(([owner, products]) =>
		chunked(products).map((some, at) =>
			entry(
				`${owner}+${at}`,
				owner,
				some.flatMap((product) => factsOf(product, productIds))
			)
		)
	);
	const snapshot = emptySnapshot();
	for (const each of [...founding, ...owning, ...(yield* granting(setup, productIds))]) {
		applyEntries(snapshot, [each]);
		yield undefined;
	}
	return {
		snapshot,
		productIds,
		organizations: new Map(setup.organizations.map(({ key }) => [key, key])),
		products: new Map([...productIds].map(([key, id]) => [id, key]))
	};
}

/** No entry holds up whoever waits for the next. */
const mostTogether = 200;

function chunked<T>(all: readonly T[]): T[][] {
	const chunks: T[][] = [];
	for (let at = 0; at < all.length; at += mostTogether) chunks.push(all.slice(at, at + mostTogether));
	return chunks;
}

const entry = (id: string, organization: OrganizationId | '', facts: Fact[]): Entry => ({
	...{ id, v: newestForm, workspace: '', organization, key: organization || id, seq: 1, previous: '' },
	...{ stamp: 1, at: 0, action: '', command: '', facts, signature: '' }
});

function factsOf(product: SetupProduct, ids: ReadonlyMap<Key, ProductId>): Fact[] {
	const { key, pid, name, category, making, basedOn } = product;
	const { origin, maker } = making;
	const base = basedOn === null ? null : ids.get(basedOn)!;
	const added: Fact = { table: 'products', pid, name, category, making: { origin, maker }, basedOn: base };
	if (maker === null) return [added];
	return [added, { table: 'maker-standings', product: ids.get(key)!, maker, kinds: making.kinds }];
}

/** What a grantor says in one entry. */
interface Granting {
	facts: Fact[];
	flagged: GrantId[];
}

/** What each grantor says of its partners: whom it has added, what it grants, and what of that is passed on. */
function* granting(
	{ authorizations }: Setup,
	ids: ReadonlyMap<Key, ProductId>
): Generator<undefined, Entry[]> {
	const byGrantor = new Map<Key, { entries: Granting[]; partners: Set<Key> }>();
	for (const { from, to, as, products, permissions, flagged } of authorizations) {
		yield undefined;
		const own = getOrInsertComputed(byGrantor, from, () => ({ entries: [], partners: new Set<Key>() }));
		if (!own.partners.has(to))
			openIn(own.entries).facts.push({ table: 'partners', partner: to, name: as ?? to });
		own.partners.add(to);
		for (const { key } of products)
			for (const permission of toList(permissions)) {
				const open = openIn(own.entries);
				if (includes(flagged, permission)) open.flagged.push(ownGrant(open.facts));
				open.facts.push({ table: 'grants', product: ids.get(key)!, grantee: to, permission });
			}
	}
	return [...byGrantor].flatMap(([from, { entries }]) =>
		entries.map(({ facts, flagged }, at) =>
			entry(`${from}++${at}`, from, [
				...facts,
				...(flagged.length > 0 ? [{ table: 'flags', on: true, grants: flagged } satisfies Fact] : [])
			])
		)
	);
}

/** The entry that more goes into. */
function openIn(entries: Granting[]): Granting {
	const last = entries.at(-1);
	if (last && last.facts.length < mostTogether) return last;
	const next: Granting = { facts: [], flagged: [] };
	entries.push(next);
	return next;
}

const ownGrant = (before: readonly Fact[]): GrantId => localRef(before.length);

/** The same sentence with a text's ids instead of its keys. */
export const inState = ({ productIds }: TextState, sentence: Sentence): Sentence => ({
	...sentence,
	product: productIds.get(sentence.product)!
});
