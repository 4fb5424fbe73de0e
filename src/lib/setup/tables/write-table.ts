import type { OrganizationId, ProductId } from '../../domain/facts';
import { current } from '../../domain/merge/field';
import { partnersOf } from '../../domain/partners';
import { dormantPermissions } from '../../domain/permissions/grant-states';
import { linksOn } from '../../domain/permissions/links';
import {
	includes,
	kindsIn,
	noPermissions,
	only,
	type PermissionSet,
	toList
} from '../../domain/permissions/standing';
import type { Link, Organization, Product } from '../../domain/records';
import type { Snapshot } from '../../domain/snapshot';
import { byUnits } from '../effective';
import { dormantGivesPanels } from '../verdicts';
import type { TableKind } from './columns';
import { listOf, thirdPartyCell } from './cell-words';

/** The lines of a table, one after another, without its header: whoever asks for the next decides when to rest. */
export type Lines = Generator<string[], void>;

/** Is told how many of the records that lines are made of are gone through. */
export type GoneThrough = (done: number, total: number) => void;

const writers: Record<TableKind, (snapshot: Snapshot, at: GoneThrough) => Lines> = {
	organizations: organizationLines,
	products: productLines,
	partners: partnerLines,
	authorizations: authorizationLines
};

/**
 * Everything of one kind that is there and not deleted, a line each, in the order of accounts and PIDs. What is dormant is no
 * line, as in a setup's text: a table of it could not be read again.
 */
export const tableLines = (kind: TableKind, snapshot: Snapshot, at: GoneThrough = () => undefined): Lines =>
	writers[kind](snapshot, at);

/** The same records one after another, each told before its lines are made. */
export function* goingThrough<T>(records: readonly T[], at: GoneThrough): Generator<T, void> {
	for (const [done, record] of records.entries()) {
		at(done, records.length);
		yield record;
	}
}

/** The organizations that are there, by account. */
function organizationsInOrder({ organizations }: Snapshot): Organization[] {
	const there = [...organizations.values()].filter(({ deleted }) => !deleted);
	return there.sort((one, other) => byUnits(one.account, other.account) || byUnits(one.id, other.id));
}

function* organizationLines(snapshot: Snapshot, at: GoneThrough): Lines {
	for (const { account, name } of goingThrough(organizationsInOrder(snapshot), at)) yield [account, name];
}

const accountIn = ({ organizations }: Snapshot, id: OrganizationId): string =>
	organizations.get(id)?.account ?? '';

/** The account of who is there; undefined of who is not, or is deleted. */
function standingAccount({ organizations }: Snapshot, id: OrganizationId | null): string | undefined {
	const organization = id === null ? undefined : organizations.get(id);
	return organization?.deleted === false ? organization.account : undefined;
}

/** The products that are there, by owner and PID. */
export function productsInOrder(snapshot: Snapshot): Product[] {
	const there = [...snapshot.products.values()].filter(
		({ deleted, owner }) => !deleted && standingAccount(snapshot, owner) !== undefined
	);
	return there.sort(
		(one, other) =>
			byUnits(accountIn(snapshot, one.owner), accountIn(snapshot, other.owner)) ||
			byUnits(one.pid, other.pid) ||
			byUnits(one.id, other.id)
	);
}

function* productLines(snapshot: Snapshot, at: GoneThrough): Lines {
	for (const each of goingThrough(productsInOrder(snapshot), at)) {
		const { pid, name, category, making, makerMay, basedOn, owner } = each;
		const maker =
			making.origin === 'proprietary' || making.maker === owner
				? undefined
				: standingAccount(snapshot, making.maker);
		const kinds = kindsIn(makerMay);
		const made =
			maker === undefined
				? ['proprietary', '', '']
				: [making.origin, maker, kinds.length === 0 ? 'none' : listOf(kinds)];
		yield [pid, name, category, ...made, pidOf(snapshot, basedOn), accountIn(snapshot, owner)];
	}
}

function pidOf({ products }: Snapshot, id: ProductId | null): string {
	const product = id === null ? undefined : products.get(id);
	return product?.deleted === false ? product.pid : '';
}

function* partnerLines(snapshot: Snapshot, at: GoneThrough): Lines {
	for (const { id, account } of goingThrough(organizationsInOrder(snapshot), at)) {
		const partners = partnersOf(snapshot, id).flatMap(({ partner, names }) => {
			const theirs = standingAccount(snapshot, partner);
			if (theirs === undefined || partner === id) return [];
			return [[account, theirs, current(names) ?? snapshot.organizations.get(partner)!.name]];
		});
		yield* partners.sort((one, other) => byUnits(one[1]!, other[1]!));
	}
}

/**
 * How many grants, of one permission each, are no line of the table of authorizations because they are dormant. Cost: all
 * that is granted.
 */
export function dormantGrants(snapshot: Snapshot): number {
	let count = 0;
	for (const product of productsInOrder(snapshot))
		for (const link of linksOn(product)) count += toList(dormantPermissions(product, link)).length;
	return count;
}

function* authorizationLines(snapshot: Snapshot, at: GoneThrough): Lines {
	for (const product of goingThrough(productsInOrder(snapshot), at)) {
		const lines = linksOn(product).flatMap((link) => {
			const [from, to] = [link.grantor, link.grantee].map((id) => standingAccount(snapshot, id));
			const { permissions, flagged } = effectivePartOf(product, link);
			if (from === undefined || to === undefined || permissions === noPermissions) return [];
			const owner = accountIn(snapshot, product.owner);
			return [
				[from, to, product.pid, owner, listOf(toList(permissions)), thirdPartyCell(permissions, flagged)]
			];
		});
		yield* lines.sort((one, other) => byUnits(one[0]!, other[0]!) || byUnits(one[1]!, other[1]!));
	}
}

/** What of a link has an effect: product development that is dormant as the panel development that it still gives. */
function effectivePartOf(
	product: Product,
	link: Link
): { permissions: PermissionSet; flagged: PermissionSet } {
	const dormant = dormantPermissions(product, link);
	const isGiving = includes(link.permissions, 'product-development') && dormantGivesPanels(product, link);
	const panels = isGiving ? only('panel-development') : noPermissions;
	const passed = includes(link.flagged, 'product-development') ? panels : noPermissions;
	return { permissions: (link.permissions & ~dormant) | panels, flagged: (link.flagged & ~dormant) | passed };
}
