/** The tables that are written and read; each line is one record. */
export const tableKinds = ['organizations', 'products', 'partners', 'authorizations'] as const;
export type TableKind = (typeof tableKinds)[number];

/** Every column that a table may have. */
export type TableColumn =
	| 'account'
	| 'name'
	| 'pid'
	| 'category'
	| 'origin'
	| 'maker'
	| 'makerMay'
	| 'basedOn'
	| 'owner'
	| 'organization'
	| 'partner'
	| 'partnerName'
	| 'grantor'
	| 'grantee'
	| 'product'
	| 'permissions'
	| 'thirdParty'
	| 'steps'
	| 'through';

/** The cells of a line, by column; a column that the table does not have is missing. */
export type Cells = Partial<Record<TableColumn, string>>;

/** A column, and what it is called, in our own tables first. */
export interface TableField {
	key: TableColumn;
	names: readonly string[];
}

const account = ['account', 'authorized account', 'e-mail', 'email', 'mail', '账号', '授权账号', '邮箱'];
const pid = ['pid', 'product id', 'product key', 'model id', '产品ID', '产品编号', '产品标识'];
const owner = ['owner', 'product owner', 'owner account', '所有者', '产品所有者', '所有者账号'];
const organization = ['organization', 'organisation', 'company', 'org', '组织', '企业', '公司'];
const permissions = ['permissions', 'permission', 'scope', 'scopes', '权限', '授权范围'];

/** The columns of each table, in the order in which they are written. */
export const tableFields: Readonly<Record<TableKind | 'questions', readonly TableField[]>> = {
	organizations: [
		{ key: 'account', names: account },
		{ key: 'name', names: ['name', 'organization name', ...organization, '名称', '组织名称'] }
	],
	products: [
		{ key: 'pid', names: pid },
		{ key: 'name', names: ['name', 'product name', 'product', '名称', '产品名称', '产品'] },
		{ key: 'category', names: ['category', 'type', '品类', '类别', '产品类别'] },
		{ key: 'origin', names: ['origin', 'product origin', '来源', '产品来源'] },
		{
			key: 'maker',
			names: ['maker', 'manufacturer', 'factory', 'maker account', '制造商', '生产方', '工厂']
		},
		{ key: 'makerMay', names: ['maker may', 'maker kinds', '制造商权限', '制造商可'] },
		{ key: 'basedOn', names: ['based on', 'base', 'base pid', '基于', '基于产品'] },
		{ key: 'owner', names: owner }
	],
	partners: [
		{ key: 'organization', names: [...organization, 'grantor', 'authorized by', '授权方'] },
		{ key: 'partner', names: ['partner', 'partner account', ...account, '合作伙伴', '合作伙伴账号'] },
		{ key: 'partnerName', names: ['partner name', 'as', 'name', '合作伙伴名称', '名称'] }
	],
	authorizations: [
		{ key: 'grantor', names: ['grantor', 'from', 'granted by', '授权方', '授权人'] },
		{
			key: 'grantee',
			names: ['grantee', 'to', 'partner', 'granted to', ...account, '被授权方', '合作伙伴', '合作伙伴账号']
		},
		{ key: 'product', names: ['product', ...pid, '产品'] },
		{ key: 'owner', names: owner },
		{ key: 'permissions', names: permissions },
		{
			key: 'thirdParty',
			names: [
				'third party',
				'may authorize third parties',
				'may pass on',
				'passes on',
				'第三方',
				'可授权第三方'
			]
		}
	],
	questions: [
		{ key: 'organization', names: [...organization, 'partner', 'who', ...account] },
		{ key: 'permissions', names: permissions },
		{ key: 'product', names: ['product', ...pid, 'product name', '产品'] },
		{ key: 'owner', names: owner },
		{ key: 'steps', names: ['steps', 'step', 'within steps', 'at most steps', '步数', '级数'] },
		{ key: 'through', names: ['through', 'via', '经由', '通过'] }
	]
};

/** The columns without which a line says nothing; of products, one of the two is enough. */
const neededColumns: Readonly<Record<TableKind | 'questions', readonly TableColumn[]>> = {
	organizations: ['account'],
	products: ['name'],
	partners: ['partner'],
	authorizations: ['grantee', 'product', 'permissions'],
	questions: ['organization', 'permissions', 'product']
};

/** The columns that are needed and not among those found. */
export const missingColumns = (
	kind: TableKind | 'questions',
	has: (column: TableColumn) => boolean
): TableColumn[] =>
	kind === 'products' && has('pid') ? [] : neededColumns[kind].filter((column) => !has(column));

/** The names of a table's columns, as they are written. */
export const headerOf = (kind: TableKind): string[] => tableFields[kind].map(({ names }) => names[0]!);
