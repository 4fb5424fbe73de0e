import { holds } from '$lib/domain/permissions/effective-permissions';
import { heldIn, includes } from '$lib/domain/permissions/standing';
import type { FactId, Operation, OrganizationId, ProductId } from '$lib/domain/facts';
import { permissionFor } from '$lib/domain/permissions/operations';
import type { Product } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import { searchMatcher } from '$lib/domain/text/text';
import { type OrganizationShown, organizationShown } from '../organizations/shown';

/** One work entry as a list shows it. */
export interface WorkRow {
	id: FactId;
	operation: Operation;
	subject: string;
	value: string;
	note: string;
	by: OrganizationShown;
	/** The viewer's own: it may be retracted, unless it is already. */
	isMine: boolean;
	at: number;
	/** Who made it holds the permission for it now. */
	covered: boolean;
	retracted: boolean;
}

/**
 * The work on a product that an organization sees, the newest first. The owner sees all of it, by anybody, also after a
 * revocation, a retraction or a deletion; organizations that hold product development see each other's; every
 * organization sees its own.
 */
export function workOn(
	snapshot: Snapshot,
	viewer: OrganizationId,
	id: ProductId,
	operation?: Operation
): WorkRow[] {
	const product = snapshot.products.get(id);
	if (!product) return [];
	const rows: WorkRow[] = [];
	for (const work of product.work.values()) {
		const retracted = work.tombstones.size > 0;
		if (operation !== undefined && work.operation !== operation) continue;
		if (!seesWork(product, viewer, work.owner) || (retracted && viewer !== product.owner)) continue;
		rows.push({
			id: work.id,
			operation: work.operation,
			subject: work.subject,
			value: work.value,
			note: work.note,
			by: organizationShown(snapshot, work.owner),
			isMine: work.owner === viewer,
			at: work.at,
			covered: holds(snapshot, work.owner, id, permissionFor[work.operation]),
			retracted
		});
	}
	return rows.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

/** Does the viewer see what `author` did on the product? */
function seesWork(product: Product, viewer: OrganizationId, author: OrganizationId): boolean {
	const develops = (each: OrganizationId) =>
		includes(heldIn(product.standings.get(each) ?? 0), 'product-development');
	return viewer === product.owner || viewer === author || (develops(viewer) && develops(author));
}

/** Those with the text in what was done, its value, its note or the name of who did it; of one operation, where given. */
export function findWork(rows: readonly WorkRow[], text: string, operation?: Operation): WorkRow[] {
	const finds = searchMatcher(text);
	return rows.filter(
		(row) =>
			(operation === undefined || row.operation === operation) &&
			finds(row.subject, row.value, row.note, row.by.name)
	);
}
