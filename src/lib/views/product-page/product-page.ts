import type { Origin, OrganizationId, ProductId } from '$lib/domain/facts';
import { standing } from '$lib/domain/permissions/effective-permissions';
import type { Kind } from '$lib/domain/permissions/permissions';
import { kindsIn } from '$lib/domain/permissions/standing';
import { relationsOf, type Snapshot } from '$lib/domain/snapshot';
import { productName } from '../names';
import { type Duplicates, duplicatesOf } from '../products/duplicates';
import { type OrganizationShown, organizationShown } from '../organizations/shown';

/** The head of a product's page. */
export interface ProductHead {
	id: ProductId;
	name: string;
	pid: string;
	category: string;
	origin: Origin;
	owner: OrganizationShown;
	/** The acting organization owns it. */
	isOwn: boolean;
	maker: OrganizationShown | null;
	/** The acting organization makes it. */
	isMaker: boolean;
	/** The kinds for which the maker holds it without being granted it. */
	makerKinds: Kind[];
	/** `isSeen` where the acting organization has it among its products too. */
	basedOn: { id: ProductId; name: string; isSeen: boolean } | null;
	deleted: boolean;
	waiting: boolean;
	duplicates: Duplicates;
	changedAt: number;
}

/** Undefined where no such product has arrived. */
export function productHead(
	snapshot: Snapshot,
	actor: OrganizationId,
	id: ProductId
): ProductHead | undefined {
	const product = snapshot.products.get(id);
	if (!product) return undefined;
	const { making, basedOn, deleted } = product;
	const { owned, made } = relationsOf(snapshot, actor);
	const isSeen = (each: ProductId) =>
		owned.has(each) || made.has(each) || standing(snapshot, actor, each) !== 0;
	return {
		id,
		name: product.name,
		pid: product.pid,
		category: product.category,
		origin: making.origin,
		owner: organizationShown(snapshot, product.owner),
		isOwn: product.owner === actor,
		maker: making.maker === null ? null : organizationShown(snapshot, making.maker),
		isMaker: making.maker === actor,
		makerKinds: kindsIn(product.makerMay),
		basedOn:
			basedOn === null
				? null
				: { id: basedOn, name: productName(snapshot, basedOn), isSeen: isSeen(basedOn) },
		deleted,
		waiting: product.tombstones.size > 0 && !deleted,
		duplicates: duplicatesOf(snapshot, product),
		changedAt: product.changedAt
	};
}
