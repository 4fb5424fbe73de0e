import { m } from '$lib/paraglide/messages';
import type { TableColumn } from '$lib/setup/tables/columns';

const labels: Record<TableColumn, () => string> = {
	account: m.tables_column_account,
	name: m.tables_column_name,
	pid: m.products_field_pid,
	category: m.tables_column_category,
	origin: m.tables_column_origin,
	maker: m.tables_column_maker,
	makerMay: m.tables_column_maker_may,
	basedOn: m.tables_column_based_on,
	owner: m.tables_column_owner,
	organization: m.tables_column_organization,
	partner: m.tables_column_partner,
	partnerName: m.tables_column_partner_name,
	grantor: m.tables_column_grantor,
	grantee: m.tables_column_grantee,
	product: m.tables_column_product,
	permissions: m.tables_column_permissions,
	thirdParty: m.tables_column_third_party,
	steps: m.tables_column_steps,
	through: m.tables_column_through
};

export const columnLabel = (column: TableColumn): string => labels[column]();
