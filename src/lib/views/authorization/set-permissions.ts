import { partnershipNow } from '$lib/commands/partners';
import { thirdPartyOf } from '$lib/domain/permissions/effective-permissions';
import {
	type PermissionSet,
	permissionsOfKind,
	relayedIn,
	withImplied
} from '$lib/domain/permissions/standing';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Kind } from '$lib/domain/permissions/permissions';
import type { Link } from '$lib/domain/records';
import { partnershipBetween, type Snapshot } from '$lib/domain/snapshot';
import { searchMatcher } from '$lib/domain/text/text';
import { type PartnerRow, partnerRow, type Party, partyOf } from './authorization';

/** The partner that Set Permissions is about; undefined where the acting organization has no such partner. */
export function partnerHeader(
	snapshot: Snapshot,
	actor: OrganizationId,
	partner: OrganizationId
): PartnerRow | undefined {
	const partnership = partnershipNow(snapshot, actor, partner);
	return partnership && partnerRow(snapshot, partnership);
}

/** Whether each of the products is authorized to the partner, for whatever of a kind. */
export function areAuthorized(
	snapshot: Snapshot,
	actor: OrganizationId,
	partner: OrganizationId,
	kind: Kind,
	products: readonly ProductId[]
): boolean {
	const authorized = partnershipBetween(snapshot, actor, partner)?.authorized;
	return products.every((id) => ((authorized?.get(id)?.permissions ?? 0) & permissionsOfKind[kind]) !== 0);
}

/** A product that is authorized to the partner for one kind. */
export interface AuthorizedRow {
	product: ProductId;
	name: string;
	pid: string;
	/** Null where the acting organization owns it. */
	owner: Party | null;
	/** What is granted of the kind, and the same with what is implied. */
	granted: PermissionSet;
	scope: PermissionSet;
	/** What the acting organization may pass on there: a box beyond it cannot be ticked. */
	relayed: PermissionSet;
	thirdParty: 'on' | 'off' | 'mixed';
	changedAt: number;
	link: Link;
}

/** Cost: the products authorized to the partner; the state of each is found apart (`statesOf`), for the rows in sight. */
export function authorizedProducts(
	snapshot: Snapshot,
	actor: OrganizationId,
	partner: OrganizationId,
	kind: Kind,
	query = ''
): AuthorizedRow[] {
	const finds = searchMatcher(query);
	const parties = new Map<OrganizationId, Party>();
	const rows: AuthorizedRow[] = [];
	for (const link of partnershipBetween(snapshot, actor, partner)?.authorized.values() ?? []) {
		const granted = link.permissions & permissionsOfKind[kind];
		if (!granted) continue;
		const product = snapshot.products.get(link.product)!;
		if (!finds(product.name, product.pid)) continue;
		let owner = product.owner === actor ? null : parties.get(product.owner);
		if (owner === undefined) parties.set(product.owner, (owner = partyOf(snapshot, product.owner)));
		rows.push({
			product: product.id,
			name: product.name,
			pid: product.pid,
			owner,
			granted,
			scope: withImplied(granted),
			relayed: relayedIn(product.standings.get(actor) ?? 0),
			thirdParty: thirdPartyOf(link, kind),
			changedAt: link.changedAt,
			link
		});
	}
	return rows;
}
