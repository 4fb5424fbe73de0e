import type { Entry } from '$lib/domain/entry';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Permission } from '$lib/domain/permissions/permissions';
import { deletionsDone, deletionsIn, type Deletions } from './deletions';
import { reachOf, shareOf, tuple, type Reach } from './permissions';
import { record, rootedIn, type OracleGrant, type Recorded } from './recorded';

export { rootedIn, rootsOf } from './recorded';

/** Of standing grants; those that ended are history only. */
export type OracleState = 'active' | 'dormant' | 'redundant';

/** What the rules say about a set of entries. */
export interface Judged extends Recorded, Deletions {
	/** Who holds and relays what now, by product. */
	reach: Map<ProductId, Reach>;
	grantStates: Map<OracleGrant, OracleState>;
}

type Reached = Pick<Judged, 'reach'>;

export const isHeld = (
	{ reach }: Reached,
	organization: OrganizationId,
	product: ProductId,
	permission: Permission
): boolean => reach.get(product)?.holds.has(tuple(organization, permission)) ?? false;

export const isRelayed = (
	{ reach }: Reached,
	organization: OrganizationId,
	product: ProductId,
	permission: Permission
): boolean => reach.get(product)?.relays.has(tuple(organization, permission)) ?? false;

/** "off(o, p): o or p is deleted": of a deleted product nobody holds anything. */
function reachOn({ products, grants }: Recorded, deletions: Deletions, product: ProductId): Reach {
	if (deletions.deletedProducts.has(product)) return { holds: new Set(), relays: new Set() };
	const links = grants.filter((grant) => grant.product === product);
	return reachOf(rootedIn(products.get(product)!), links, deletions.deletedOrganizations);
}

function stateOf(judged: Omit<Judged, 'grantStates'>, done: Set<string>, grant: OracleGrant): OracleState {
	const { grantor, grantee, product, permission } = grant;
	// "dormant (its grantor does not, or no longer, relay the permission, or the grantee is kept off)"
	if (!isRelayed(judged, grantor, product, permission)) return 'dormant';
	if (judged.deletedOrganizations.has(grantee)) return 'dormant';
	// "redundant (active, but without it the grantee would hold and relay the same …"
	const without = { ...judged, grants: judged.grants.filter((each) => each !== grant) };
	const reach = reachOn(without, judged, product);
	if (shareOf(judged.reach.get(product)!, grantee) !== shareOf(reach, grantee)) return 'active';
	// "… and no waiting deletion would complete)"
	const asked = judged.tombstones.size > 0;
	const completes =
		asked && [...deletionsDone(without, deletionsIn(without))].some((each) => !done.has(each));
	return completes ? 'active' : 'redundant';
}

/** Everything that the rules say, computed anew and without cleverness. */
export function judge(entries: readonly Entry[]): Judged {
	const recorded = record(entries);
	const deletions = deletionsIn(recorded);
	const reach: Judged['reach'] = new Map(
		[...recorded.products.keys()].map((id) => [id, reachOn(recorded, deletions, id)])
	);
	const judged = { ...recorded, ...deletions, reach };
	const done = deletionsDone(recorded, deletions);
	return {
		...judged,
		// "Grants that count as one have one state."
		grantStates: new Map(recorded.grants.map((grant) => [grant, stateOf(judged, done, grant)]))
	};
}
