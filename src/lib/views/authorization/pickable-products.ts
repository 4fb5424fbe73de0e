import type { AuthorizeItem } from '$lib/commands/command';
import {
	noPermissions,
	type PermissionSet,
	permissionsOfKind,
	relayedIn,
	toList,
	withImplied,
	withoutImplied
} from '$lib/domain/permissions/standing';
import type { Origin, OrganizationId, ProductId } from '$lib/domain/facts';
import type { Kind } from '$lib/domain/permissions/permissions';
import type { Link, Product } from '$lib/domain/records';
import { partnershipBetween, relationsOf, type Snapshot } from '$lib/domain/snapshot';
import { searchMatcher } from '$lib/domain/text/text';
import { type NotRelayedReason, whyNotRelayed } from './reasons';
import { type Party, partyOf } from './authorization';

/** What a picker is for: who authorizes whom, which kind, and with which permissions of it. */
export interface PickerContext {
	actor: OrganizationId;
	partner: OrganizationId;
	kind: Kind;
	/** The permissions that the section's boxes choose. */
	scope: PermissionSet;
}

/** What the sections' own boxes and switches say about products to be added. */
export interface Adding {
	scope: Record<Kind, PermissionSet>;
	thirdParty: Record<Kind, boolean>;
}

/** A product that may be authorized now. */
export interface PickableRow {
	product: ProductId;
	name: string;
	pid: string;
	category: string;
	origin: Origin;
	owner: Party;
	/** What of the chosen scope may be passed on, and is authorized if it is picked. */
	permissions: PermissionSet;
	/** Less than what was chosen. */
	narrowed: boolean;
	/** What may be passed on of the other kind, where nothing of it is authorized yet; 0 for nothing. */
	other: PermissionSet;
}

/** Why a product is not offered. */
export type Unoffered =
	| NotRelayedReason
	| { because: 'already'; who: OrganizationId[] }
	| { because: 'partner-owns'; who: OrganizationId[] }
	/** Something of the kind may be passed on, nothing of what is chosen. */
	| { because: 'not-in-scope'; who: OrganizationId[]; relayed: PermissionSet };

export interface UnofferedRow {
	product: ProductId;
	name: string;
	pid: string;
	why: Unoffered;
}

/** The kind that is not this one. */
export const otherKind = (kind: Kind): Kind => (kind === 'develop' ? 'purchase' : 'develop');

/** Which products a picker offers: the acting organization's own, or its customers'. */
export type PickerSource = 'mine' | 'customers';

const isThere = (product: Product | undefined): product is Product => product?.deleted === false;

/** Everything on a shelf that has to do with the acting organization, dormant grants to it included. */
function* onShelf(snapshot: Snapshot, { actor }: PickerContext, shelf: PickerSource): Iterable<Product> {
	const { owned, holding, partnerOf } = relationsOf(snapshot, actor);
	if (shelf === 'mine') {
		for (const id of owned) {
			const product = snapshot.products.get(id);
			if (isThere(product)) yield product;
		}
		return;
	}
	const seen = new Set(owned);
	const ids = [holding.products(), ...[...partnerOf.values()].map(({ authorized }) => authorized.keys())];
	for (const id of ids.flatMap((each) => [...each])) {
		if (seen.has(id)) continue;
		seen.add(id);
		const product = snapshot.products.get(id);
		if (isThere(product)) yield product;
	}
}

/** What the acting organization has granted the partner, by product: found once for a whole list. */
type Granted = ReadonlyMap<ProductId, Link>;

const none: Granted = new Map();

const grantedTo = (snapshot: Snapshot, { actor, partner }: PickerContext): Granted =>
	partnershipBetween(snapshot, actor, partner)?.authorized ?? none;

/** Is it offered, and with what? 0 where it is not: one rule for the list and for the reasons. */
function offered(picking: PickerContext, granted: Granted, product: Product): PermissionSet {
	const { actor, partner, kind, scope } = picking;
	if (product.owner === partner) return noPermissions;
	if ((granted.get(product.id)?.permissions ?? 0) & permissionsOfKind[kind]) return noPermissions;
	return relayedIn(product.standings.get(actor) ?? 0) & withImplied(scope) & permissionsOfKind[kind];
}

/** The products of a shelf that may be authorized now. Cost: the products of the shelf. */
export function pickableProducts(
	snapshot: Snapshot,
	picking: PickerContext,
	shelf: PickerSource
): PickableRow[] {
	const { actor, kind, scope } = picking;
	const other = permissionsOfKind[otherKind(kind)];
	const wanted = withImplied(scope) & permissionsOfKind[kind];
	const parties = new Map<OrganizationId, Party>();
	const granted = grantedTo(snapshot, picking);
	const rows: PickableRow[] = [];
	for (const product of onShelf(snapshot, picking, shelf)) {
		const permissions = offered(picking, granted, product);
		if (!permissions) continue;
		let owner = parties.get(product.owner);
		if (!owner) parties.set(product.owner, (owner = partyOf(snapshot, product.owner)));
		const isOtherGranted = (granted.get(product.id)?.permissions ?? 0) & other;
		rows.push({
			product: product.id,
			name: product.name,
			pid: product.pid,
			category: product.category,
			origin: product.making.origin,
			owner,
			permissions,
			narrowed: permissions !== wanted,
			other: isOtherGranted ? noPermissions : relayedIn(product.standings.get(actor) ?? 0) & other
		});
	}
	return rows;
}

/** Those that a person looks for: by name or PID, and by origin. */
export function findPickable(
	rows: PickableRow[],
	{ query, origin }: { query: string; origin: Origin | undefined }
): PickableRow[] {
	const finds = searchMatcher(query);
	return rows.filter((row) => (!origin || row.origin === origin) && finds(row.name, row.pid));
}

/** The products of a shelf that are not offered, each with why, and who could change it. */
export function unofferedProducts(
	snapshot: Snapshot,
	picking: PickerContext,
	shelf: PickerSource,
	query = ''
): UnofferedRow[] {
	const finds = searchMatcher(query);
	const granted = grantedTo(snapshot, picking);
	const rows: UnofferedRow[] = [];
	for (const product of onShelf(snapshot, picking, shelf)) {
		if (offered(picking, granted, product) || !finds(product.name, product.pid)) continue;
		const { id, name, pid } = product;
		rows.push({ product: id, name, pid, why: whyNotOffered(picking, granted, product) });
	}
	return rows;
}

function whyNotOffered(picking: PickerContext, granted: Granted, product: Product): Unoffered {
	const { actor, partner, kind } = picking;
	if (product.owner === partner) return { because: 'partner-owns', who: [partner] };
	if ((granted.get(product.id)?.permissions ?? 0) & permissionsOfKind[kind])
		return { because: 'already', who: [actor] };
	const relayed = relayedIn(product.standings.get(actor) ?? 0) & permissionsOfKind[kind];
	if (relayed) return { because: 'not-in-scope', who: [actor], relayed };
	return whyNotRelayed(product, actor, permissionsOfKind[kind]);
}

/** What authorizing the chosen rows asks for; `also` adds the other kind wherever it may be passed on. */
export function itemsToAuthorize(
	rows: readonly PickableRow[],
	kind: Kind,
	{ scope, thirdParty }: Adding,
	also: boolean
): AuthorizeItem[] {
	const other = otherKind(kind);
	return rows.map((row) => {
		const more = also ? otherPermissions(row, kind, scope) : noPermissions;
		const chosen = (row.permissions & withImplied(scope[kind])) | more;
		const flagged = [kind, ...(more ? [other] : [])].filter((each) => thirdParty[each]);
		return { product: row.product, permissions: toList(withoutImplied(chosen)), thirdParty: flagged };
	});
}

/** What of the other kind's chosen scope a row would get too; 0 for nothing. */
export const otherPermissions = (
	row: PickableRow,
	kind: Kind,
	scope: Record<Kind, PermissionSet>
): PermissionSet => row.other & withImplied(scope[otherKind(kind)]);
