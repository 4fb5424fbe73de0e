import { folded, foldedAccount } from '../domain/text/text';
import type { OrganizationId, ProductId } from '../domain/facts';
import { permissions } from '../domain/permissions/permissions';
import type { Snapshot } from '../domain/snapshot';
import {
	heldIn,
	includes,
	noPermissions,
	type PermissionSet,
	relayedIn
} from '../domain/permissions/standing';
import type { Key } from './setup';
import type { Names, TextState } from './state';

/** What an organization effectively holds on a product, and what of it it may pass on. */
export interface EffectiveRow {
	organization: Key;
	product: Key;
	holds: PermissionSet;
	mayPassOn: PermissionSet;
}

/** By UTF-16 units, as everything in a text is sorted. */
export const byUnits = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Who holds what, for everybody and everything that has a key; by organization, then by product. */
export function effectiveTable({ products }: Snapshot, names: Names): EffectiveRow[] {
	const rows: EffectiveRow[] = [];
	for (const [id, product] of names.products)
		for (const [holder, standing] of products.get(id)?.standings ?? []) {
			const organization = names.organizations.get(holder);
			const holds = heldIn(standing);
			if (organization === undefined || holds === noPermissions) continue;
			rows.push({ organization, product, holds, mayPassOn: relayedIn(standing) });
		}
	return rows.sort(
		(one, other) => byUnits(one.organization, other.organization) || byUnits(one.product, other.product)
	);
}

/** One line of the difference of two tables: what is only in the second is `+`, what is only in the first is `-`. */
export type DifferenceLine = `${'+' | '-'} ${string}`;

/**
 * What somebody holds or may pass on by the one text and not by the other. Organizations are the same by account, products by
 * owner and PID; they are called by the keys of the second text, or of the first where the second has none.
 */
export function differenceOf(before: TextState, after: TextState): DifferenceLine[] {
	const [was, is] = [before, after].map((state) => identified(state)) as [Identified, Identified];
	const lines: DifferenceLine[] = [];
	const compare = (sign: '+' | '-', one: Identified, other: Identified) => {
		for (const [row, { organization, product, holds, mayPassOn }] of one.rows) {
			const beside = other.rows.get(row);
			const called = `${is.called.get(organization) ?? was.called.get(organization)!} ${is.called.get(product) ?? was.called.get(product)!}`;
			for (const permission of permissions) {
				if (includes(holds & ~(beside?.holds ?? 0), permission))
					lines.push(`${sign} ${called} ${permission}`);
				if (includes(mayPassOn & ~(beside?.mayPassOn ?? 0), permission))
					lines.push(`${sign} ${called} ${permission} may pass on`);
			}
		}
	};
	compare('-', was, is);
	compare('+', is, was);
	return lines.sort(byUnits);
}

interface Identified {
	/** By organization and product, as another text knows them too. */
	rows: Map<string, EffectiveRow>;
	/** The keys of both kinds. */
	called: Map<string, Key>;
}

function identified(state: TextState): Identified {
	const { organizations, products } = state.snapshot;
	const accountOf = (id: OrganizationId) => `@${foldedAccount(organizations.get(id)!.account)}`;
	const markOf = (id: ProductId) => {
		const { owner, pid } = products.get(id)!;
		return `${accountOf(owner)} ${folded(pid)}`;
	};
	const called = new Map<string, Key>();
	for (const [id, key] of state.organizations) called.set(accountOf(id), key);
	for (const [id, key] of state.products) called.set(markOf(id), key);
	const identities = {
		organizations: new Map([...state.organizations.keys()].map((id) => [id, accountOf(id)])),
		products: new Map([...state.products.keys()].map((id) => [id, markOf(id)]))
	};
	const rows = effectiveTable(state.snapshot, identities).map((row): [string, EffectiveRow] => [
		JSON.stringify([row.organization, row.product]),
		row
	]);
	return { rows: new Map(rows), called };
}
