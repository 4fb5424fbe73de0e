import { m } from '$lib/paraglide/messages';
import type { TableKind } from '$lib/setup/tables/columns';

/** Everything that is written as a table; what is held is only written. */
export type WrittenTable = TableKind | 'held';

const names: Record<WrittenTable, () => string> = {
	organizations: m.tables_organizations,
	products: m.tables_products,
	partners: m.tables_partners,
	authorizations: m.tables_authorizations,
	held: m.tables_held
};

const hints: Record<WrittenTable, () => string> = {
	organizations: m.tables_organizations_hint,
	products: m.tables_products_hint,
	partners: m.tables_partners_hint,
	authorizations: m.tables_authorizations_hint,
	held: m.tables_held_hint
};

export const tableName = (kind: WrittenTable): string => names[kind]();
export const tableHint = (kind: WrittenTable): string => hints[kind]();
