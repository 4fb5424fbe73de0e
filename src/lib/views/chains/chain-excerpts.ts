import { dormantPermissions } from '$lib/domain/permissions/grant-states';
import { outgoingLinks } from '$lib/domain/permissions/links';
import {
	includes,
	only,
	type PermissionSet,
	toList,
	toSet,
	withImplied
} from '$lib/domain/permissions/standing';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Link, Product } from '$lib/domain/records';
import { partnershipBetween, type Snapshot } from '$lib/domain/snapshot';
import type { Answer, Question } from '../ask/ask';
import { linksOnPathsThrough } from './paths';
import { Gathered, type SmallChain, smallChain } from './small-chain';

function addLink(
	gathered: Gathered,
	product: Product,
	link: Link,
	permissions: PermissionSet = link.permissions
): void {
	const dormant = dormantPermissions(product, link);
	gathered.add(link, permissions & ~dormant, 'active');
	gathered.add(link, permissions & dormant, 'dormant');
}

/**
 * How a product came to an organization, and what that passed on: the paths through it. Undefined where there are none.
 * Cost: the product's links.
 */
export function chainOnProduct(
	snapshot: Snapshot,
	id: ProductId,
	organization: OrganizationId
): SmallChain | undefined {
	const product = snapshot.products.get(id);
	if (!product) return undefined;
	const gathered = new Gathered();
	for (const link of linksOnPathsThrough(product, organization)) addLink(gathered, product, link);
	return smallChain(snapshot, gathered, [product], [organization]);
}

/**
 * What an organization granted a partner, and what the partner granted on of that; undefined where it granted nothing.
 * Cost: the products authorized to the partner, and what it granted on them.
 */
export function chainToPartner(
	snapshot: Snapshot,
	actor: OrganizationId,
	partner: OrganizationId
): SmallChain | undefined {
	const gathered = new Gathered();
	const products: Product[] = [];
	for (const [id, link] of partnershipBetween(snapshot, actor, partner)?.authorized ?? []) {
		const product = snapshot.products.get(id);
		if (!product || product.deleted) continue;
		products.push(product);
		addLink(gathered, product, link);
		for (const onward of outgoingLinks(product, partner)) addLink(gathered, product, onward);
	}
	return smallChain(snapshot, gathered, products, [actor, partner]);
}

/**
 * An answer as a chain: the paths that make it yes, or what was granted without effect; undefined where it has neither.
 * Cost: the links of those.
 */
export function chainOfAnswer(
	snapshot: Snapshot,
	{ organization, product: id, permission }: Question,
	answer: Answer
): SmallChain | undefined {
	const product = snapshot.products.get(id);
	if (!product) return undefined;
	const gathered = new Gathered();
	const links = new Set<Link>();
	if (answer.is === 'yes')
		for (const path of answer.paths) for (const { link } of path.links) links.add(link);
	else if (answer.because === 'not-held') for (const { link } of answer.withoutEffect) links.add(link);
	const gives = (each: PermissionSet) => includes(withImplied(each), permission);
	for (const link of links)
		addLink(gathered, product, link, toSet(toList(link.permissions).filter((each) => gives(only(each)))));
	return smallChain(snapshot, gathered, [product], [organization]);
}
