import { pushAll } from '$lib/domain/algorithms/push-all';
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

/** Of a path that is twice as long or longer, so many organizations at each end are named. */
const namedAtEnd = 25;

/**
 * Who holds which permission on which product, a line each, with the shortest way by which it comes: from the owner or the maker,
 * by so many grants; of a long one, its ends. Cost: the links, once for each permission.
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
				const { steps, path } = ways.get(permission)!(holder);
				yield [
					...[account(holder), snapshot.organizations.get(holder)?.name ?? ''],
					...[product.pid, product.name, account(product.owner), permission],
					includes(relayedIn(standing), permission) ? 'yes' : 'no',
					steps > 0 ? 'partner' : holder === product.owner ? 'owner' : 'maker',
					...[String(steps), path.join(' > ')]
				];
			}
	}
}

/** By so many grants, and over these accounts. */
interface Way {
	steps: number;
	path: readonly string[];
}

/** The shortest way to each holder, of equally short ones the first by account at each step. */
function shortestWays(
	product: Product,
	permission: Permission,
	account: (id: OrganizationId) => string
): (holder: OrganizationId) => Way {
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
	/** Of each that relays it, who is before it, and with whom its way begins. The nearest come first. */
	const relaying = new Map<OrganizationId, { from: OrganizationId | undefined; begin: readonly string[] }>();
	for (const [id, depth] of depths) {
		const from = depth === 0 ? undefined : before(id, false);
		const begin = from === undefined ? [] : relaying.get(from)!.begin;
		relaying.set(id, { from, begin: begin.length < namedAtEnd ? [...begin, account(id)] : begin });
	}
	return (holder) => {
		const last = depths.get(holder) === 0 ? undefined : before(holder, true);
		if (last === undefined) return { steps: 0, path: [account(holder)] };
		const steps = depths.get(last)! + 1;
		const isLong = steps >= 2 * namedAtEnd;
		const path = [account(holder)];
		let each: OrganizationId | undefined = last;
		for (let left = isLong ? namedAtEnd - 1 : steps; left > 0; left--) {
			path.push(account(each!));
			({ from: each } = relaying.get(each!)!);
		}
		if (isLong) pushAll(path, ['…', ...relaying.get(last)!.begin.toReversed()]);
		return { steps, path: path.reverse() };
	};
}
