import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { byName } from '../collation';
import { heldFrom, type Holding, holdingOf } from '../products/grantors';
import { type OrganizationShown, organizationShown } from '../organizations/shown';

/** What one organization may do on a product, as far as the viewer may know. */
export interface AccessRow extends Omit<Holding, 'dormant'> {
	party: OrganizationShown;
	isOwner: boolean;
	isViewer: boolean;
	/** The viewer itself has authorized it, and so can manage it. */
	isAuthorized: boolean;
}

/**
 * Who may do what. The owner sees everybody with an effective permission; another organization sees itself and those
 * that it authorized, and of these only its own part.
 */
export function accessOn(snapshot: Snapshot, viewer: OrganizationId, id: ProductId): AccessRow[] {
	const product = snapshot.products.get(id);
	if (!product) return [];
	const isAuthorized = (each: OrganizationId) =>
		(product.links.between(viewer, each)?.permissions ?? 0) !== 0;
	const seen = [...product.standings.keys()].filter(
		(each) => viewer === product.owner || each === viewer || isAuthorized(each)
	);
	const rows = seen.map((each): AccessRow => {
		const whole = holdingOf(snapshot, product, each);
		const showsAll = viewer === product.owner || each === viewer;
		return {
			...(showsAll ? whole : heldFrom(product, viewer, each)),
			asMaker: whole.asMaker,
			grantedBy: showsAll ? whole.grantedBy : whole.grantedBy.filter((grantor) => grantor.id === viewer),
			party: organizationShown(snapshot, each),
			isOwner: each === product.owner,
			isViewer: each === viewer,
			isAuthorized: isAuthorized(each)
		};
	});
	const rank = (row: AccessRow) => (row.isOwner ? 0 : row.asMaker ? 1 : row.isViewer ? 2 : 3);
	const inOrder = byName();
	return rows.sort((a, b) => rank(a) - rank(b) || inOrder(a.party, b.party));
}
