import { type PermissionSet, permissionsOfKind, withImplied } from '$lib/domain/permissions/standing';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Kind, Permission } from '$lib/domain/permissions/permissions';
import type { Link, Partnership } from '$lib/domain/records';
import { relationsOf, type Snapshot } from '$lib/domain/snapshot';
import { searchMatcher } from '$lib/domain/text/text';
import { type Party, partyOf } from './authorization';
import { type Given, givenBy, type GivenCount, givenCounts } from './given-permissions';
import { overallState, type ExplainedState, explainedStates } from './reasons';

/** A row of Granted to Me. */
export interface GrantorRow {
	grantor: OrganizationId;
	party: Party;
	develop: number;
	purchase: number;
	/** On how many products it gave which permission, and which of them may be passed on. */
	given: Record<Permission, GivenCount>;
	changedAt: number;
}

/** Who granted the acting organization anything that is not revoked. Cost: the products granted to it. */
export const grantedToMe = (snapshot: Snapshot, actor: OrganizationId, query = ''): GrantorRow[] => {
	const finds = searchMatcher(query);
	return [...relationsOf(snapshot, actor).partnerOf.values()]
		.filter(({ authorized }) => authorized.size > 0)
		.map((partnership) => grantorRow(snapshot, partnership))
		.filter(({ party }) => finds(party.name, party.account));
};

function grantorRow(snapshot: Snapshot, partnership: Partnership): GrantorRow {
	const { owner, counts, changedAt } = partnership;
	return {
		grantor: owner,
		party: partyOf(snapshot, owner),
		develop: counts.develop,
		purchase: counts.purchase,
		given: givenCounts(snapshot, partnership),
		changedAt
	};
}

/** One product that a grantor granted for one kind. */
export interface GrantedRow {
	product: ProductId;
	name: string;
	pid: string;
	owner: Party;
	/** As granted, with what is implied. */
	permissions: PermissionSet;
	/** What the grant gives of it, whatever the acting organization has from others. */
	given: Given;
	changedAt: number;
	link: Link;
}

/** What one grantor granted the acting organization, product by product. */
export function grantedProducts(
	snapshot: Snapshot,
	grantor: OrganizationId,
	actor: OrganizationId,
	kind: Kind,
	query = ''
): GrantedRow[] {
	const finds = searchMatcher(query);
	const parties = new Map<OrganizationId, Party>();
	const rows: GrantedRow[] = [];
	for (const link of relationsOf(snapshot, actor).partnerOf.get(grantor)?.authorized.values() ?? []) {
		if (!(link.permissions & permissionsOfKind[kind])) continue;
		const product = snapshot.products.get(link.product)!;
		if (!finds(product.name, product.pid)) continue;
		let owner = parties.get(product.owner);
		if (!owner) parties.set(product.owner, (owner = partyOf(snapshot, product.owner)));
		rows.push({
			product: product.id,
			name: product.name,
			pid: product.pid,
			owner,
			permissions: withImplied(link.permissions) & permissionsOfKind[kind],
			given: givenBy(product, link),
			changedAt: link.changedAt,
			link
		});
	}
	return rows;
}

/** A row's state with the reasons; found for the rows in sight only, for it costs fixed points. */
export function statesOf(
	snapshot: Snapshot,
	link: Link,
	kind: Kind
): { state: ReturnType<typeof overallState>; states: ExplainedState[] } {
	const states = explainedStates(snapshot, snapshot.products.get(link.product)!, link, kind);
	return { state: overallState(states), states };
}
