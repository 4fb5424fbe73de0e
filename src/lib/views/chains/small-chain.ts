import type { OrganizationId } from '$lib/domain/facts';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import { standingMaker } from '$lib/domain/permissions/effective-permissions';
import type { Permission } from '$lib/domain/permissions/permissions';
import {
	heldIn,
	includes,
	noPermissions,
	type PermissionSet,
	relayedIn,
	toList,
	withImplied
} from '$lib/domain/permissions/standing';
import type { Link, Product } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import { organizationName } from '../names';

/** `lost` and `added` are what a change takes and brings; `kept` is what it takes nothing of. */
export type MarkState = 'active' | 'dormant' | 'lost' | 'added' | 'kept';

/** One permission from one organization to another, in one state, on so many products. */
export interface LinkMark {
	permission: Permission;
	state: MarkState;
	products: number;
	/** On how many of them the grantee may pass it on. */
	passesOn: number;
}

/** Everything that one organization grants another in a small chain. */
export interface SmallLink {
	from: OrganizationId;
	to: OrganizationId;
	marks: LinkMark[];
}

/** An organization in a small chain. */
export interface SmallNode {
	id: OrganizationId;
	name: string;
	/** As it was stored; whoever puts it into a style checks it. */
	colour: string;
	role: 'owner' | 'maker' | null;
	/** What it holds and what of that it may pass on; the union over the products. */
	held: PermissionSet;
	relayed: PermissionSet;
	/** What a change takes from it, and brings it. */
	lost: PermissionSet;
	gained: PermissionSet;
}

/** A few organizations and what they grant each other: as much as is taken in at one look. */
export interface SmallChain {
	nodes: SmallNode[];
	links: SmallLink[];
	/** The chain is over several products: its marks are counted. */
	spans: boolean;
	/** How many organizations there was no room for. */
	omitted: number;
}

/** The most organizations of a small chain. */
export const MOST_NODES = 9;

type Marks = Map<string, LinkMark>;

/** What is to be shown between organizations, put together link by link. */
export class Gathered {
	readonly #pairs = new Map<OrganizationId, Map<OrganizationId, Marks>>();

	/** Adds permissions of a link, all in one state; the same on another product is counted. */
	add(
		link: Pick<Link, 'grantor' | 'grantee' | 'flagged'>,
		permissions: PermissionSet,
		state: MarkState
	): void {
		if (permissions === noPermissions) return;
		const free = withImplied(link.flagged);
		const byGrantee = getOrInsertComputed(this.#pairs, link.grantor, () => new Map<OrganizationId, Marks>());
		const marks = getOrInsertComputed(byGrantee, link.grantee, (): Marks => new Map());
		for (const permission of toList(permissions)) {
			const mark = getOrInsertComputed(marks, `${permission} ${state}`, (): LinkMark => ({
				permission,
				state,
				products: 0,
				passesOn: 0
			}));
			mark.products++;
			if (includes(free, permission)) mark.passesOn++;
		}
	}

	/** All pairs, as links. */
	links(): SmallLink[] {
		return [...this.#pairs].flatMap(([from, byGrantee]) =>
			[...byGrantee].map(([to, marks]) => ({ from, to, marks: [...marks.values()] }))
		);
	}
}

/**
 * As much of what was gathered as there is room for: `first`, then whoever is nearest to them over the links in either
 * direction; undefined where there is no link. Cost: the links.
 * @param products which the chain is of; a node's standing is their union
 */
export function smallChain(
	snapshot: Snapshot,
	gathered: Gathered,
	products: readonly Product[],
	first: Iterable<OrganizationId>
): SmallChain | undefined {
	const links = gathered.links();
	if (links.length === 0) return undefined;
	const beside = new Map<OrganizationId, OrganizationId[]>();
	for (const { from, to } of links) {
		getOrInsertComputed(beside, from, (): OrganizationId[] => []).push(to);
		getOrInsertComputed(beside, to, (): OrganizationId[] => []).push(from);
	}
	const near = new Set<OrganizationId>(first);
	for (const id of near) for (const each of beside.get(id) ?? []) near.add(each);
	for (const id of beside.keys()) near.add(id);
	const drawn = new Set([...near].slice(0, MOST_NODES));
	return {
		nodes: [...drawn].map((id) => nodeOf(snapshot, id, products)),
		links: links.filter(({ from, to }) => drawn.has(from) && drawn.has(to)),
		spans: products.length > 1,
		omitted: near.size - drawn.size
	};
}

function nodeOf(snapshot: Snapshot, id: OrganizationId, products: readonly Product[]): SmallNode {
	let [held, relayed] = [noPermissions, noPermissions];
	for (const { standings } of products) {
		const standing = standings.get(id) ?? 0;
		held |= heldIn(standing);
		relayed |= relayedIn(standing);
	}
	const role = products.some(({ owner }) => owner === id)
		? 'owner'
		: products.some((product) => standingMaker(product) === id)
			? 'maker'
			: null;
	return {
		...{ id, name: organizationName(snapshot, id), role, held, relayed },
		...{ colour: snapshot.organizations.get(id)?.colour ?? '', lost: noPermissions, gained: noPermissions }
	};
}
