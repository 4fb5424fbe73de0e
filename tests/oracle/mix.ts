import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { isHeld, isRelayed, rootsOf, type Judged } from './oracle';
import { kindOfPermission } from './permissions';
import { makerKinds } from './recorded';
import { accountForm, form } from './text';

/** What the generated histories contained, by name: a property over histories that never do a thing proves nothing. */
export class Mix {
	readonly #counts = new Map<string, number>();

	add(what: string, times = 1): void {
		this.#counts.set(what, (this.#counts.get(what) ?? 0) + times);
	}

	of(what: string): number {
		return this.#counts.get(what) ?? 0;
	}
}

/** The grants that pass something on now, as edges of one product's graph. */
const effective = (world: Judged, product: ProductId) =>
	world.grants.filter(
		(each) => each.product === product && isRelayed(world, each.grantor, product, each.permission)
	);

/** The longest of the shortest ways from a root, in grants. */
function depthOf(world: Judged): number {
	let deepest = 0;
	for (const product of world.products.values()) {
		const depths = new Map<OrganizationId, number>(rootsOf(product).map((root) => [root, 0]));
		const edges = effective(world, product.id);
		for (let found = true; found;) {
			found = false;
			for (const { grantor, grantee } of edges) {
				const depth = depths.get(grantor);
				if (depth === undefined || (depths.get(grantee) ?? Infinity) <= depth + 1) continue;
				depths.set(grantee, depth + 1);
				found = true;
			}
		}
		deepest = Math.max(deepest, ...depths.values());
	}
	return deepest;
}

/** Does a grant that counts lead back to an organization that its grantor has it from? */
const hasCycle = (world: Judged): boolean =>
	[...world.products.keys()].some((product) => {
		const edges = world.grants.filter((each) => each.product === product);
		return edges.some(({ grantor, grantee }) => {
			const reached = new Set([grantee]);
			for (const each of reached)
				for (const edge of edges) if (edge.grantor === each) reached.add(edge.grantee);
			return reached.has(grantor);
		});
	});

/** Is one permission given to one organization by two others at once? */
const hasSeveralPaths = (world: Judged): boolean =>
	[...world.products.keys()].some((product) => {
		const edges = effective(world, product);
		return edges.some((a) =>
			edges.some((b) => a.grantee === b.grantee && a.permission === b.permission && a.grantor !== b.grantor)
		);
	});

/** What is to be seen in a state, each named once. */
export function sights(world: Judged): Set<string> {
	const seen = new Set<string>();
	const depth = depthOf(world);
	for (const least of [2, 4, 8, 12]) if (depth >= least) seen.add(`chain of ${least} or more`);
	if (hasCycle(world)) seen.add('cycle');
	if (hasSeveralPaths(world)) seen.add('several paths');
	for (const state of world.grantStates.values()) seen.add(`grant ${state}`);
	if (world.grants.some((each) => each.records.length > 1)) seen.add('one grant made twice');
	if (world.grants.some(({ flagged }) => flagged)) seen.add('third-party flag');
	if (world.deletedProducts.size > 0) seen.add('product deleted');
	if (world.deletedOrganizations.size > 0) seen.add('organization deleted');
	if (world.waitingPartnerDeletions.size > 0) seen.add('partner deletion waiting');
	if (world.partnerRecords.some((each) => !world.partners.get(each.owner)?.has(each.partner)))
		seen.add('partner deleted');
	for (const id of world.tombstones.keys()) {
		if (world.products.has(id) && !world.deletedProducts.has(id)) seen.add('product deletion waiting');
		if (world.organizations.has(id) && !world.deletedOrganizations.has(id))
			seen.add('organization deletion waiting');
	}
	for (const product of world.products.values()) {
		if (product.making.maker === null) continue;
		seen.add(`maker of ${makerKinds(product).join(' and ') || 'nothing'}`);
	}
	for (const { grantor, grantee, product, permission, flagged } of world.grants)
		for (const other of world.grants)
			if (
				other.grantor === grantor &&
				other.grantee === grantee &&
				other.product === product &&
				kindOfPermission(other.permission) === kindOfPermission(permission) &&
				other.flagged !== flagged
			)
				seen.add('mixed flags');
	for (const order of world.orders.values()) {
		const held = order.lines.map(({ product }) => isHeld(world, order.author, product, 'purchase'));
		seen.add(
			held.every(Boolean)
				? 'order covered'
				: held.some(Boolean)
					? 'order covered in part'
					: 'order not covered'
		);
		if (order.invoiceEntity !== order.author) seen.add('order invoiced to another');
	}
	const isTwice = (texts: string[]) => new Set(texts).size < texts.length;
	const organizations = [...world.organizations.values()];
	if (isTwice(organizations.map(({ account }) => accountForm(account)))) seen.add('one account twice');
	const there = [...world.products.values()].filter(({ id }) => !world.deletedProducts.has(id));
	if (isTwice(there.map(({ pid }) => form(pid)))) seen.add('one PID twice');
	return seen;
}

/** Grants that count again, or no more, although nobody touched them. */
export function turns(before: Judged, after: Judged): { woken: number; fellAsleep: number } {
	const states = new Map([...before.grantStates].map(([grant, state]) => [keyOf(grant), state]));
	let woken = 0;
	let fellAsleep = 0;
	for (const [grant, state] of after.grantStates) {
		const was = states.get(keyOf(grant));
		if (was === 'dormant' && state !== 'dormant') woken++;
		if (was !== undefined && was !== 'dormant' && state === 'dormant') fellAsleep++;
	}
	return { woken, fellAsleep };
}

const keyOf = (grant: Judged['grants'][number]) =>
	[grant.grantor, grant.grantee, grant.product, grant.permission].join(' ');
