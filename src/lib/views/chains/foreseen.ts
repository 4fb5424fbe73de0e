import { dormantPermissions } from '$lib/domain/permissions/grant-states';
import type { Shift } from '$lib/domain/permissions/difference';
import { noPermissions, type PermissionSet, withoutImplied } from '$lib/domain/permissions/standing';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { linksOn } from '$lib/domain/permissions/links';
import type { Link, Product } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import { Gathered, MOST_NODES, type SmallChain, smallChain } from './small-chain';

/** What changes between two states, and for whom. */
export interface Transition {
	shifts: readonly Shift[];
	/** Who everybody is. */
	snapshot: Snapshot;
	/** A product as it is before and after. */
	before: (product: ProductId) => Product | undefined;
	after: (product: ProductId) => Product | undefined;
}

/** The products of two states of a workspace. */
export const transitionBetween = (before: Snapshot, after: Snapshot): Omit<Transition, 'shifts'> => ({
	...{ snapshot: after, before: (id) => before.products.get(id), after: (id) => after.products.get(id) }
});

/** A change on more products than this is too much for one look. */
const MOST_PRODUCTS = 500;

/**
 * A change as a chain: what is lost and what is added, and beside it some of what stays between those whom it is about.
 * Undefined where no link loses or gains anything, as when only a maker's standing changes, and where it is about too
 * many products. Cost: the links of the products on which anybody's permissions change.
 */
export function chainOfChange({ snapshot, before, after, shifts }: Transition): SmallChain | undefined {
	const changing = new Set(shifts.map(({ product }) => product));
	if (changing.size > MOST_PRODUCTS) return undefined;
	const gathered = new Gathered();
	const staying: { link: Link; permissions: PermissionSet }[] = [];
	const products: Product[] = [];
	let loses = false;
	for (const id of changing) {
		const [was, is] = [before(id), after(id)];
		products.push((is ?? was)!);
		for (const { then, now, had, has } of pairsOf(was, is)) {
			const lost = had & ~has;
			loses ||= lost !== noPermissions;
			gathered.add(then, lost, 'lost');
			gathered.add(now, has & ~had, 'added');
			staying.push({ link: now, permissions: had & has });
		}
	}
	const changed = new Set(gathered.links().flatMap(({ from, to }) => [from, to]));
	const shown = new Set(changed);
	for (const { link, permissions } of staying) {
		const ends = [link.grantor, link.grantee];
		if (permissions === noPermissions || !ends.some((id) => changed.has(id))) continue;
		for (const id of ends) if (shown.size < MOST_NODES) shown.add(id);
		if (ends.every((id) => shown.has(id))) gathered.add(link, permissions, loses ? 'kept' : 'active');
	}
	if (changed.size === 0) return undefined;
	const chain = smallChain(snapshot, gathered, products, changed);
	return (
		chain && { ...chain, nodes: chain.nodes.map((node) => ({ ...node, ...changesFor(shifts, node.id) })) }
	);
}

/** Each link as it is before and after, and what it gives then. */
function* pairsOf(
	was: Product | undefined,
	is: Product | undefined
): Iterable<{ then: Link; now: Link; had: PermissionSet; has: PermissionSet }> {
	const linkIn = (product: Product | undefined, { grantor, grantee }: Link) =>
		product?.links.between(grantor, grantee);
	const given = (product: Product | undefined, link: Link | undefined) =>
		product && link ? link.permissions & ~dormantPermissions(product, link) : noPermissions;
	for (const then of was ? linksOn(was) : []) {
		const now = linkIn(is, then);
		yield { then, now: now ?? then, had: given(was, then), has: given(is, now) };
	}
	for (const now of is ? linksOn(is) : [])
		if (!linkIn(was, now)?.permissions) yield { then: now, now, had: noPermissions, has: given(is, now) };
}

function changesFor(
	shifts: readonly Shift[],
	organization: OrganizationId
): { lost: PermissionSet; gained: PermissionSet } {
	let [lost, gained] = [noPermissions, noPermissions];
	for (const shift of shifts)
		if (shift.organization === organization) {
			lost |= shift.lost;
			gained |= shift.gained;
		}
	return { lost: withoutImplied(lost), gained: withoutImplied(gained) };
}
