import type { OrganizationId } from '$lib/domain/facts';
import type { Chain } from './chains';
import { bundlesOfAlike } from './bundles';
import { sourcesOf, successorsIn, shortestPathTo } from './reachability';
import { firstPortion } from './visible-chain';

/** What fits a screen in a size to read: organizations and bundles, edges, grantees of one organization. */
const SCREEN = { nodes: 26, edges: 40, grantees: 20 };
/** So many screens are the most that unfolds together; beyond, one organization after another. */
const MOST = 4;

/** How many grantees of one organization are drawn one by one in a picture of so many screens. */
export const granteesDrawn = (screens: number): number => SCREEN.grantees * screens;

/** Whether all of a chain may be drawn. */
const fits = ({ nodes, edges }: Chain, screens: number): boolean =>
	nodes.length <= SCREEN.nodes * screens && edges.length <= SCREEN.edges * screens;

/**
 * How many screens a picture takes when more of it is asked for: twice as many, `Infinity` where that shows
 * everything, and undefined where it would no longer be readable.
 */
export function nextScreens(screens: number, chain: Chain): number | undefined {
	const more = screens * 2;
	if (fits(chain, Math.min(more, MOST))) return Infinity;
	return more <= MOST ? more : undefined;
}

/** The paths down to some organizations, as far up as there is room for them. */
export interface PathExcerpt {
	/** Themselves, and those before them, the nearest first. */
	way: ReadonlySet<OrganizationId>;
	/** Where a way that is longer begins to be drawn. */
	from: readonly OrganizationId[];
}

/** The paths down to some organizations, in a picture of so many screens. */
export function pathsDownTo(chain: Chain, ids: readonly OrganizationId[], screens: number): PathExcerpt {
	const below = successorsIn(chain);
	const first = sourcesOf(chain, below);
	const ways = ids.map((id) => wayIn(chain, shortestPathTo(id, first, below), screens));
	return {
		way: new Set(ways.flatMap(({ way }) => [...way])),
		from: ways.flatMap(({ from }) => from)
	};
}

/** A path, or its end where it would fill more than half of the picture. */
function wayIn(chain: Chain, whole: ReadonlySet<OrganizationId>, screens: number): PathExcerpt {
	const most = (SCREEN.nodes * screens) / 2;
	if (whole.size <= most || fits(chain, screens)) return { way: whole, from: [] };
	const way = [...whole].slice(0, most);
	return { way: new Set(way), from: way.slice(-1) };
}

/**
 * What of a big chain is collapsed at first. It is read from its sources, layer by layer, until so many screens are
 * full; an organization whose grantees no longer fit is collapsed, with everything below. `towards` stays visible,
 * with the end of the path to it. A small chain is not collapsed.
 */
export function collapsedByDefault(
	chain: Chain,
	towards: OrganizationId,
	screens: number
): Set<OrganizationId> {
	if (fits(chain, screens)) return new Set();
	const below = successorsIn(chain);
	// What is asked for has to fit before what else begins here does.
	const roles = new Map(chain.nodes.map(({ id, role }) => [id, role]));
	const rank = (id: OrganizationId) => (id === towards ? 0 : roles.get(id) === 'owner' ? 1 : 2);
	const first = sourcesOf(chain, below).sort((one, other) => rank(one) - rank(other));
	const { way, from } = wayIn(chain, shortestPathTo(towards, first, below), screens);
	const { bundles, inBundles } = bundlesOfAlike(chain, below, { isOpened: () => false, kept: way });
	const bundlesOf = new Map<OrganizationId, number>();
	for (const { grantor } of bundles) bundlesOf.set(grantor, (bundlesOf.get(grantor) ?? 0) + 1);
	const visible = new Set([...from, ...first]);
	const collapsed = new Set<OrganizationId>();
	const drawn = { nodes: visible.size, edges: 0 };
	for (const id of visible) {
		if (!below.has(id)) continue;
		const grantees = below.get(id)!.filter((each) => !inBundles.has(each));
		const fresh = grantees.filter((each) => !visible.has(each));
		const single = firstPortion(fresh, granteesDrawn(screens), way);
		const bundled = (bundlesOf.get(id) ?? 0) + Number(single.length < fresh.length);
		const nodes = drawn.nodes + single.length + bundled;
		const edges = drawn.edges + grantees.length - fresh.length + single.length + bundled;
		const fit = nodes <= SCREEN.nodes * screens && edges <= SCREEN.edges * screens;
		if (!fit && !way.has(id)) collapsed.add(id);
		else {
			Object.assign(drawn, { nodes, edges });
			for (const each of single) visible.add(each);
		}
	}
	for (const id of below.keys()) if (!visible.has(id)) collapsed.add(id);
	return collapsed;
}
