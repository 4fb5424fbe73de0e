import type { Fact, OrganizationId, ProductId } from '../facts';
import type { Link, Product } from '../records';
import { emptySnapshot, type Snapshot } from '../snapshot';
import { state } from './apply';
import type { Folding } from './handlers';
import { refreshProduct } from './refresh';

/** What one organization would say, all at once. */
export interface Stated {
	author: OrganizationId;
	facts: readonly Fact[];
}

/** Later than anything that was said so far. */
const LAST = Number.MAX_SAFE_INTEGER / 2;

/**
 * The products that the facts would touch, as they would be: folded by the real fold, on copies. The snapshot stays as it
 * is. Only the products count in the answer; nothing else is kept up. Cost: the links and orders of those products.
 */
export function foldAside(snapshot: Snapshot, stated: readonly Stated[]): Map<ProductId, Product> {
	const aside = emptySnapshot();
	const folding: Folding = { snapshot: aside, touched: new Set(), waits: false };
	for (const { facts } of stated)
		for (const fact of facts)
			for (const id of productsNamed(snapshot, fact))
				if (!aside.products.has(id)) copyProduct(snapshot, aside, id);
	stated.forEach(({ author, facts }, number) => {
		const entry = `aside ${number}`;
		facts.forEach((fact, index) =>
			state(folding, fact, { entry, author, stamp: LAST + number, at: 0, index })
		);
	});
	for (const id of folding.touched) refreshProduct(aside, id);
	return new Map([...aside.products].filter(([id]) => folding.touched.has(id)));
}

/** The products whose fixed point or deletion a fact may move. */
function productsNamed(snapshot: Snapshot, fact: Fact): readonly ProductId[] {
	switch (fact.table) {
		case 'grants':
		case 'flags':
		case 'product-makings':
		case 'maker-standings':
			return [fact.product];
		case 'revocations': {
			const grant = snapshot.grants.get(fact.grant);
			return grant ? [grant.link.product] : [];
		}
		case 'tombstones':
			return [fact.record];
		case 'withdrawals': {
			const tombstone = snapshot.tombstones.get(fact.tombstone);
			return tombstone ? [tombstone.record] : [];
		}
		case 'orders':
			return fact.lines.map(({ product }) => product);
		case 'order-statuses':
			return snapshot.orders.get(fact.order)?.lines.map(({ product }) => product) ?? [];
		default:
			return [];
	}
}

/** A product with everything of it that the fold writes to, and the orders that may hold up its deletion. */
function copyProduct(snapshot: Snapshot, aside: Snapshot, id: ProductId): void {
	const product = snapshot.products.get(id);
	if (!product) return;
	const links = new Map<OrganizationId, Map<OrganizationId, Link>>();
	for (const [grantor, byGrantee] of product.links) {
		const copies = new Map<OrganizationId, Link>();
		for (const [grantee, link] of byGrantee) copies.set(grantee, copyLink(snapshot, aside, link));
		links.set(grantor, copies);
	}
	const { pid, name, category } = product.fields;
	aside.products.set(id, {
		...product,
		links,
		fields: { pid: [...pid], name: [...name], category: [...category] },
		makings: [...product.makings],
		bases: [...product.bases],
		tombstones: new Set(product.tombstones),
		makerStandings: new Map([...product.makerStandings].map(([maker, field]) => [maker, [...field]]))
	});
	for (const tombstone of product.tombstones)
		aside.tombstones.set(tombstone, { ...snapshot.tombstones.get(tombstone)! });
	const orders = snapshot.ordersByProduct.get(id);
	if (!orders) return;
	aside.ordersByProduct.set(id, new Set(orders));
	for (const each of orders) {
		const order = snapshot.orders.get(each)!;
		if (!aside.orders.has(each)) aside.orders.set(each, { ...order, statuses: [...order.statuses] });
	}
}

function copyLink(snapshot: Snapshot, aside: Snapshot, link: Link): Link {
	const flags = { develop: [...link.flags.develop], purchase: [...link.flags.purchase] };
	const copy = { ...link, grants: [...link.grants], thirdParty: new Set(link.thirdParty), flags };
	for (const { id } of link.grants) aside.grants.set(id, { ...snapshot.grants.get(id)!, link: copy });
	return copy;
}
