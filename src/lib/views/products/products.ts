import type { Origin, OrganizationId, ProductId } from '$lib/domain/facts';
import type { Kind } from '$lib/domain/permissions/permissions';
import { kindsIn } from '$lib/domain/permissions/standing';
import type { Product } from '$lib/domain/records';
import { relationsOf, type Snapshot } from '$lib/domain/snapshot';
import { searchMatcher } from '$lib/domain/text/text';
import { type Duplicates, duplicatesOf } from './duplicates';
import { type Holding, holdingOf } from './grantors';
import { type OrganizationShown, organizationShown } from '../organizations/shown';

export interface ProductRow {
	id: ProductId;
	name: string;
	pid: string;
	category: string;
	origin: Origin;
	/** The owner deleted it, and something still blocks that. */
	waiting: boolean;
	/** Found when it is asked for: of those in sight. */
	readonly duplicates: Duplicates;
	changedAt: number;
}

/** A row of **My Product**. */
export interface MyProduct extends ProductRow {
	maker: OrganizationShown | null;
	/** The kinds for which the maker holds it without being granted it. */
	makerKinds: Kind[];
	/** How many organizations its owner has authorized on it. */
	partners: number;
	deleted: boolean;
}

/** A row of **Authorized Customer's Product**. */
export interface CustomersProduct extends ProductRow, Holding {
	owner: OrganizationShown;
	/** It is the maker, and holds nothing as that. */
	makerEnded: boolean;
}

const rowOf = (snapshot: Snapshot, product: Product): ProductRow => ({
	id: product.id,
	name: product.name,
	pid: product.pid,
	category: product.category,
	origin: product.making.origin,
	waiting: product.tombstones.size > 0 && !product.deleted,
	get duplicates() {
		return duplicatesOf(snapshot, product);
	},
	changedAt: product.changedAt
});

/** A row with more in it. Spreading would copy every field once more: three times the cost in a list of 20,000. */
const withMore = <Row extends ProductRow, More extends object>(row: Row, more: More): Row & More =>
	Object.assign(row, more);

const byChange = (a: ProductRow, b: ProductRow): number =>
	b.changedAt - a.changedAt || (a.id < b.id ? -1 : 1);

/** The organization's own products, deleted ones too (its data stays its own), those changed last first. */
export function myProducts(snapshot: Snapshot, owner: OrganizationId): MyProduct[] {
	const rows: MyProduct[] = [];
	for (const id of relationsOf(snapshot, owner).owned) {
		const product = snapshot.products.get(id)!;
		let partners = 0;
		for (const link of product.links.from(owner)) if (link.permissions !== 0) partners++;
		rows.push(
			withMore(rowOf(snapshot, product), {
				maker: product.making.maker ? organizationShown(snapshot, product.making.maker) : null,
				makerKinds: kindsIn(product.makerMay),
				partners,
				deleted: product.deleted
			})
		);
	}
	return rows.sort(byChange);
}

const isMakerOf = ({ making }: Product, organization: OrganizationId): boolean =>
	making.origin !== 'proprietary' && making.maker === organization;

/** Others' products on which the organization holds any permission, or which it makes; those changed last first. */
export function customersProducts(snapshot: Snapshot, organization: OrganizationId): CustomersProduct[] {
	const { holding, made } = relationsOf(snapshot, organization);
	const rows: CustomersProduct[] = [];
	for (const id of new Set([...holding.products(), ...made])) {
		const product = snapshot.products.get(id)!;
		if (product.owner === organization || product.deleted) continue;
		const row = withMore(rowOf(snapshot, product), holdingOf(snapshot, product, organization));
		rows.push(
			withMore(row, {
				owner: organizationShown(snapshot, product.owner),
				makerEnded: isMakerOf(product, organization) && product.makerMay === 0
			})
		);
	}
	return rows.sort(byChange);
}

/** What the list is narrowed to; an empty text and no origin narrow nothing. */
export interface ProductFilter {
	text: string;
	origin: Origin | undefined;
}

/** Those whose name or PID has the text in it, of the origin. */
export function filterProducts<Row extends ProductRow>(rows: readonly Row[], filter: ProductFilter): Row[] {
	const finds = searchMatcher(filter.text);
	return rows.filter(
		({ name, pid, origin }) => (filter.origin === undefined || origin === filter.origin) && finds(name, pid)
	);
}
