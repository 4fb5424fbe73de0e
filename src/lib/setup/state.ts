import type { Entry } from '../domain/entry';
import { newestForm } from '../domain/entry';
import { type Fact, type GrantId, type OrganizationId, localRef, type ProductId } from '../domain/facts';
import { applyEntries } from '../domain/fold/apply';
import { getOrInsertComputed } from '../domain/algorithms/get-or-insert';
import { emptySnapshot, type Snapshot } from '../domain/snapshot';
import { includes, toList } from '../domain/permissions/standing';
import type { Key, Sentence, Setup, SetupProduct } from './setup';
import { atOnce, type Sliced } from './sliced';

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
export const textState = (setup: Setup): TextState => atOnce(textStateInSlices(setup));

/** The same with rests: each organization's part is folded by itself. */
export function* textStateInSlices(setup: Setup): Sliced<TextState> {
	const owned = new Map<Key, SetupProduct[]>(setup.organizations.map(({ key }) => [key, []]));
	for (const product of setup.products) owned.get(product.owner)!.push(product);
	const productIds = new Map<Key, ProductId>();
	const standings = [...owned].map(([owner, products]) => {
		let index = 1;
		for (const { key, making } of products) {
			productIds.set(key, `${owner}:${index}`);
			index += making.maker === null ? 1 : 2;
		}
		return { owner, products };
	});
	const byKey = new Map(setup.organizations.map((organization) => [organization.key, organization]));
	const snapshot = emptySnapshot();
	for (const { owner, products } of standings) {
		const { name, account } = byKey.get(owner)!;
		const facts: Fact[] = [{ table: 'organizations', name, account, colour: '' }];
		for (const product of products) facts.push(...factsOf(product, productIds));
		applyEntries(snapshot, [entry(owner, '', facts)]);
		yield;
	}
	for (const said of granting(setup, productIds)) {
		applyEntries(snapshot, [said]);
		yield;
	}
	return {
		snapshot,
		productIds,
		organizations: new Map(setup.organizations.map(({ key }) => [key, key])),
		products: new Map([...productIds].map(([key, id]) => [id, key]))
	};
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

/** What each grantor says of its partners, in one entry: whom it has added, what it grants, and what of that is passed on. */
function granting({ authorizations }: Setup, ids: ReadonlyMap<Key, ProductId>): Entry[] {
	const said = new Map<Key, { facts: Fact[]; flagged: GrantId[]; partners: Set<Key> }>();
	for (const { from, to, as, products, permissions, flagged } of authorizations) {
		const own = getOrInsertComputed(said, from, () => ({ facts: [], flagged: [], partners: new Set<Key>() }));
		if (!own.partners.has(to)) own.facts.push({ table: 'partners', partner: to, name: as ?? to });
		own.partners.add(to);
		for (const { key } of products)
			for (const permission of toList(permissions)) {
				if (includes(flagged, permission)) own.flagged.push(ownGrant(own.facts));
				own.facts.push({ table: 'grants', product: ids.get(key)!, grantee: to, permission });
			}
	}
	return [...said].map(([from, { facts, flagged }]) =>
		entry(`${from}+`, from, [
			...facts,
			...(flagged.length > 0 ? [{ table: 'flags', on: true, grants: flagged } satisfies Fact] : [])
		])
	);
}

const ownGrant = (before: readonly Fact[]): GrantId => localRef(before.length);

/** The same sentence with a text's ids instead of its keys. */
export const inState = ({ productIds }: TextState, sentence: Sentence): Sentence => ({
	...sentence,
	product: productIds.get(sentence.product)!
});
