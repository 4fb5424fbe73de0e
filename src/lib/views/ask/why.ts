import { allOf } from '$lib/domain/algorithms/small-set';
import type { GrantRecord } from '$lib/domain/grants/grant-record';
import { holds } from '$lib/domain/permissions/effective-permissions';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Permission } from '$lib/domain/permissions/permissions';
import { includes, only, withImplied } from '$lib/domain/permissions/standing';
import type { Link } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import { cutLinksOn, pathsTo } from './why-paths';

/** One link of a path: who granted what to whom, by which grants, and since when it may be passed on. */
export interface WhyLink {
	link: Link;
	/** The grants that give the permission, the oldest first. */
	grants: GrantRecord[];
	/** When the third-party flag was switched on, where this path needs it: on every link but the last. */
	relayedSince: number | null;
	/** Every path has this link: without it alone the organization would not hold the permission. */
	needed: boolean;
}

/** A way by which the permission comes from a root; no links where the organization is the root itself. */
export interface WhyPath {
	root: OrganizationId;
	as: 'owner' | 'maker';
	links: WhyLink[];
}

/** Each path is enough by itself, the shortest first; `more` where there are more than are listed. */
export interface Why {
	paths: WhyPath[];
	more: boolean;
}

/** Why the organization holds the permission: the paths of the least fixed point. Null where it does not hold it. */
export function why(
	snapshot: Snapshot,
	organization: OrganizationId,
	id: ProductId,
	permission: Permission
): Why | null {
	const product = snapshot.products.get(id);
	if (!product || !holds(snapshot, organization, id, permission)) return null;
	const { paths, more } = pathsTo(product, organization, permission);
	const needed = cutLinksOn(product, permission, paths[0] ?? []);
	const whyPaths = paths.map((links): WhyPath => {
		const root = links[0]?.grantor ?? organization;
		return {
			root,
			as: root === product.owner ? 'owner' : 'maker',
			links: links.map((link, place) => ({
				link,
				grants: grantsOf(link, permission),
				relayedSince: place < links.length - 1 ? onSince(link, permission) : null,
				needed: needed.has(link)
			}))
		};
	});
	return { paths: whyPaths, more };
}

const grantsOf = (link: Link, permission: Permission): GrantRecord[] =>
	[...allOf(link.grants)]
		.filter((grant) => includes(withImplied(only(grant.permission)), permission))
		.sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));

/** Since when the permission may be passed on: the earliest time at which a grant was last flagged. */
function onSince(link: Link, permission: Permission): number | null {
	const times = grantsOf(link, permission).flatMap(({ flag }) => {
		const off = flag.findLastIndex(({ value }) => !value);
		return flag[off + 1]?.at ?? [];
	});
	return times.reduce<number | null>((first, each) => (first !== null && first < each ? first : each), null);
}
