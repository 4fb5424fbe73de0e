import {
	type Deletion,
	organizationDeletion,
	partnerDeletion,
	productDeletion
} from '$lib/domain/deletion/deletion';
import { authorOf, type Entry } from '$lib/domain/entry';
import {
	type EntryId,
	type Fact,
	type FactId,
	type OrganizationId,
	type ProductId,
	resolveRef
} from '$lib/domain/facts';
import { unsettledFirst } from '$lib/domain/fold/apply';
import { isPartner } from '$lib/domain/partners';
import { partnershipBetween, type Snapshot } from '$lib/domain/snapshot';

/** A fact that the entries state, or that waited for one of theirs. */
export interface ArrivingFact {
	id: FactId;
	fact: Fact;
	entry: EntryId;
	author: OrganizationId;
}

/** How things were that the entries may change, apart from what anybody may do on a product. */
export interface Before {
	stated: ArrivingFact[];
	/** The records that the entries add. */
	added: ReadonlySet<string>;
	products: ReadonlyMap<ProductId, Deletion>;
	organizations: ReadonlyMap<OrganizationId, Deletion>;
	partnerships: Map<
		string,
		{ owner: OrganizationId; partner: OrganizationId; was: boolean; deletion: Deletion }
	>;
}

/**
 * To be called between `addEntries` and `settle`. Cost: the facts of the entries and of what counts from then on, and who
 * ordered the products that these name.
 * @param fresh what `addEntries` answered with
 * @param most as `settle` will be given it
 */
export function beforeEntries(
	snapshot: Snapshot,
	fresh: readonly Entry[],
	most = Number.POSITIVE_INFINITY
): Before {
	const stated = statedBy(snapshot, fresh, most);
	const before: Before = {
		stated,
		added: new Set(
			stated.flatMap(({ id, fact, entry }) => (fact.table === 'organizations' ? [id, entry] : [id]))
		),
		products: new Map(),
		organizations: new Map(),
		partnerships: new Map()
	};
	const products = new Map<ProductId, Deletion>();
	const organizations = new Map<OrganizationId, Deletion>();
	const notePartnership = (owner: OrganizationId, partner: OrganizationId) => {
		const known = partnershipBetween(snapshot, owner, partner);
		const was = { was: known !== undefined && isPartner(known), deletion: partnerDeletion(known) };
		before.partnerships.set(`${owner} ${partner}`, { owner, partner, ...was });
		for (const id of [owner, partner]) noteOrganization(id);
	};
	const noteOrganization = (id: OrganizationId) => {
		if (!organizations.has(id)) organizations.set(id, organizationDeletion(snapshot, id));
	};
	for (const each of stated) {
		const named = recordsNamedBy(snapshot, each);
		noteOrganization(each.author);
		if (named.partner !== undefined) notePartnership(each.author, named.partner);
		for (const id of named.products) {
			if (products.has(id)) continue;
			products.set(id, productDeletion(snapshot, id));
			for (const concerned of concernedBy(snapshot, id)) noteOrganization(concerned);
		}
	}
	return { ...before, products, organizations };
}

/** The facts of the fresh entries, of those that may count from now on, and what waited for any of them. */
function statedBy(snapshot: Snapshot, fresh: readonly Entry[], most: number): ArrivingFact[] {
	const entries = new Set(fresh);
	for (const entry of unsettledFirst(snapshot, most))
		if (snapshot.uncounted.get(authorOf(entry))?.has(entry.id)) entries.add(entry);
	const stated = new Map<FactId, ArrivingFact>();
	const take = (each: ArrivingFact) => {
		if (stated.has(each.id)) return;
		stated.set(each.id, each);
		const record = each.fact.table === 'organizations' ? each.entry : each.id;
		for (const { fact, source } of snapshot.waiting.get(record)?.values() ?? [])
			take({ id: `${source.entry}:${source.index}`, fact, entry: source.entry, author: source.author });
	};
	for (const entry of entries)
		entry.facts.forEach((fact, index) =>
			take({ id: `${entry.id}:${index}`, fact, entry: entry.id, author: authorOf(entry) })
		);
	return [...stated.values()];
}

/** The partner and the products that a fact is about, as far as the records it names are here. */
export function recordsNamedBy(
	snapshot: Snapshot,
	{ id, fact, entry }: ArrivingFact
): { partner?: OrganizationId | undefined; products: ProductId[] } {
	const at = (ref: string) => resolveRef(ref, entry);
	switch (fact.table) {
		case 'products':
			return { products: [id] };
		case 'partners':
			return { partner: fact.partner, products: [] };
		case 'grants':
			return { partner: fact.grantee, products: [at(fact.product)] };
		case 'flags': {
			const grants = fact.grants.flatMap((each) => snapshot.grants.get(at(each)) ?? []);
			return { partner: grants[0]?.grantee, products: [...new Set(grants.map(({ product }) => product))] };
		}
		case 'revocations': {
			const grant = snapshot.grants.get(at(fact.grant));
			return { partner: grant?.grantee, products: grant ? [grant.product] : [] };
		}
		case 'product-makings':
		case 'maker-standings':
			return { products: [at(fact.product)] };
		case 'orders':
			return { products: fact.lines.map(({ product }) => at(product)) };
		case 'order-statuses':
			return { products: snapshot.orders.get(at(fact.order))?.lines.map(({ product }) => product) ?? [] };
		case 'tombstones':
			return namedRecord(snapshot, at(fact.record));
		case 'withdrawals':
			return namedRecord(snapshot, snapshot.tombstones.get(at(fact.tombstone))?.record ?? '');
		default:
			return { products: [] };
	}
}

function namedRecord(snapshot: Snapshot, record: FactId) {
	const partner = snapshot.partners.get(record)?.partner;
	return { partner, products: snapshot.products.has(record) ? [record] : [] };
}

/** The organizations whose own deletion may depend on the product. */
function concernedBy(snapshot: Snapshot, id: ProductId): OrganizationId[] {
	const product = snapshot.products.get(id);
	return [...(product ? [product.owner] : []), ...(snapshot.ordersByProduct.get(id)?.keys() ?? [])];
}
