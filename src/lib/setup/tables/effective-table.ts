import type { OrganizationId } from '../../domain/facts';
import { passesOn } from '../../domain/permissions/effective-permissions';
import { type Permission, permissions } from '../../domain/permissions/permissions';
import { heldIn, includes, relayedIn } from '../../domain/permissions/standing';
import type { Product } from '../../domain/records';
import type { Snapshot } from '../../domain/snapshot';
import { linksByGrantee, relayDepths } from '../../views/ask/why-paths';
import { byUnits } from '../effective';
import { goingThrough, type GoneThrough, type Lines, productsInOrder } from './write-table';

/** The columns of the effective table. */
export const heldHeader = [
	...['organization', 'organization name', 'product', 'product name', 'owner', 'permission'],
	...['may pass on', 'as', 'steps', 'path']
] as const;

/**
 * Who holds which permission on which product, a line each, with the shortest way by which it comes: from the owner or the maker,
 * by so many grants. Cost: the links, once for each permission.
 */
export function* heldLines(snapshot: Snapshot, at: GoneThrough = () => undefined): Lines {
	const account = (id: OrganizationId) => snapshot.organizations.get(id)?.account ?? id;
	for (const product of goingThrough(productsInOrder(snapshot), at)) {
		const ways = new Map(
			permissions.map((permission) => [permission, shortestWays(product, permission, account)])
		);
		const holders = [...product.standings].sort(([one], [other]) => byUnits(account(one), account(other)));
		for (const [holder, standing] of holders)
			for (const permission of permissions) {
				if (!includes(heldIn(standing), permission)) continue;
				const way = ways.get(permission)!(holder);
				yield [
					...[account(holder), snapshot.organizations.get(holder)?.name ?? ''],
					...[product.pid, product.name, account(product.owner), permission],
					includes(relayedIn(standing), permission) ? 'yes' : 'no',
					way.length > 1 ? 'partner' : holder === product.owner ? 'owner' : 'maker',
					...[String(way.length - 1), way.map(account).join(' > ')]
				];
			}
	}
}

/** The shortest way to each holder, of equally short ones the first by account at each step. */
function shortestWays(
	product: Product,
	permission: Permission,
	account: (id: OrganizationId) => string
): (holder: OrganizationId) => OrganizationId[] {
	const depths = relayDepths(product, permission);
	const into = linksByGrantee(product, permission);
	const before = (holder: OrganizationId, isLast: boolean): OrganizationId | undefined => {
		let best: OrganizationId | undefined;
		for (const link of into.get(holder) ?? []) {
			const { grantor } = link;
			const depth = depths.get(grantor);
			if (depth === undefined || (!isLast && !passesOn(link, permission))) continue;
			const least = best === undefined ? Infinity : depths.get(best)!;
			if (depth < least || (depth === least && byUnits(account(grantor), account(best!)) < 0)) best = grantor;
		}
		return best;
	};
	return (holder) => {
		const way = [holder];
		let here: OrganizationId | undefined = holder;
		while (here !== undefined && depths.get(here) !== 0) {
			here = before(here, here === holder);
			if (here === undefined || way.includes(here)) break;
			way.unshift(here);
		}
		return way;
	};
}
