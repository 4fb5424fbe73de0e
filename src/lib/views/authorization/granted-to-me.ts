import { delegatedBy } from '$lib/domain/permissions/effective-permissions';
import {
	noPermissions,
	type PermissionSet,
	permissionsOfKind,
	relayedIn,
	withImplied
} from '$lib/domain/permissions/standing';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { type Kind, kinds } from '$lib/domain/permissions/permissions';
import type { Link, Partnership, Product } from '$lib/domain/records';
import { relationsOf, type Snapshot } from '$lib/domain/snapshot';
import { searchMatcher } from '$lib/domain/text/text';
import { type Party, partyOf } from './authorization';
import { overallState, type ExplainedState, explainedStates } from './reasons';

/** A row of Granted to Me. */
export interface GrantorRow {
	grantor: OrganizationId;
	party: Party;
	develop: number;
	purchase: number;
	/** On how many products the acting organization may authorize third parties, by kind, through this grantor. */
	thirdParty: Record<Kind, number>;
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
	const thirdParty = { develop: 0, purchase: 0 };
	for (const link of partnership.authorized.values()) {
		if (link.flagged === noPermissions) continue;
		const product = snapshot.products.get(link.product)!;
		for (const kind of kinds) if (passesOn(product, link, kind)) thirdParty[kind]++;
	}
	const { owner, counts, changedAt } = partnership;
	return {
		grantor: owner,
		party: partyOf(snapshot, owner),
		develop: counts.develop,
		purchase: counts.purchase,
		thirdParty,
		changedAt
	};
}

/** Does this very link let its grantee pass on something of the kind, now? */
const passesOn = (product: Product, link: Link, kind: Kind): boolean =>
	(relayedIn(delegatedBy(link, relayedIn(product.standings.get(link.grantor) ?? 0))) &
		permissionsOfKind[kind]) !==
	noPermissions;

/** One product that a grantor granted for one kind. */
export interface GrantedRow {
	product: ProductId;
	name: string;
	pid: string;
	owner: Party;
	/** As granted, with what is implied. */
	permissions: PermissionSet;
	mayPassOn: boolean;
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
			mayPassOn: passesOn(product, link, kind),
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
