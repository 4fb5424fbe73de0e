import type { OrganizationId } from '../domain/facts';
import type { Chain } from './chains';
import { alikeIn } from './chains-bundles';
import { beginnings, granteesIn, wayTo } from './chains-layers';
import { portioned } from './chains-shown';

/** What fits a screen in a size to read: organizations and bundles, edges, grantees of one organization. */
const SCREEN = { nodes: 26, edges: 40, grantees: 20 };
/** So many screens are the most that unfolds together; beyond, one organization after another. */
const MOST = 4;

/** Of one organization, so many grantees are drawn one by one in a picture of so many screens. */
export const portionIn = (screens: number): number => SCREEN.grantees * screens;

/** Whether all of a chain may be drawn. */
const fits = ({ nodes, edges }: Chain, screens: number): boolean =>
	nodes.length <= SCREEN.nodes * screens && edges.length <= SCREEN.edges * screens;

/**
 * How many screens come after so many, when more is asked for: twice as many, without end where that is all there is,
 * and undefined where one picture would not be readable any more.
 */
export function moreThan(screens: number, chain: Chain): number | undefined {
	const more = screens * 2;
	if (fits(chain, Math.min(more, MOST))) return Infinity;
	return more <= MOST ? more : undefined;
}

/** Some organizations, and who is on the way down to each. */
export function onTheWay(chain: Chain, ids: readonly OrganizationId[]): Set<OrganizationId> {
	const below = granteesIn(chain);
	const first = beginnings(chain, below);
	return new Set(ids.flatMap((id) => [...wayTo(id, first, below)]));
}

/**
 * Where a big chain is folded by itself: read from its beginnings, layer by layer, until as many screens as said are
 * full; whose grantees no longer fit is collapsed, and so is everything below, to be unfolded one layer at a time.
 * `towards` stays in sight. A small chain is not folded.
 */
export function foldedIn(chain: Chain, towards: OrganizationId, screens: number): Set<OrganizationId> {
	if (fits(chain, screens)) return new Set();
	const below = granteesIn(chain);
	// What is asked for has to fit before what else begins here does.
	const roles = new Map(chain.nodes.map(({ id, role }) => [id, role]));
	const rank = (id: OrganizationId) => (id === towards ? 0 : roles.get(id) === 'owner' ? 1 : 2);
	const first = beginnings(chain, below).sort((one, other) => rank(one) - rank(other));
	const way = wayTo(towards, first, below);
	const { bundles, swallowed } = alikeIn(chain, below, { isOpened: () => false, kept: way });
	const visible = new Set(first);
	const collapsed = new Set<OrganizationId>();
	const drawn = { nodes: visible.size, edges: 0 };
	for (const id of visible) {
		if (!below.has(id)) continue;
		const grantees = below.get(id)!.filter((each) => !swallowed.has(each));
		const fresh = grantees.filter((each) => !visible.has(each));
		const single = portioned(fresh, portionIn(screens), way);
		const bundled =
			bundles.filter(({ grantor }) => grantor === id).length + Number(single.length < fresh.length);
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
