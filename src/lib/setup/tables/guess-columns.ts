import { isAccount, tidyAccount } from '../../commands/text';
import type { TableColumn, TableKind } from './columns';
import { permissionsIn } from './cell-words';

/** Cells that are looked at, from the top. */
const mostLooked = 100;

/** What an identifier looks like: one word with a figure in it. */
const IDENTIFIER = /^(?=.*\d)[^\s@]+$/u;

type Look = 'account' | 'permissions' | 'identifier' | 'text';

function lookOf(cells: readonly string[]): Look | undefined {
	const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
	const all = (is: (cell: string) => boolean) => filled.every(is);
	if (filled.length === 0) return undefined;
	if (all((cell) => isAccount(tidyAccount(cell)))) return 'account';
	if (all((cell) => (permissionsIn(cell).value ?? 0) !== 0)) return 'permissions';
	return all((cell) => IDENTIFIER.test(cell)) ? 'identifier' : 'text';
}

/** What the columns are taken as by their looks, in the order of the table. */
const meant: Record<TableKind | 'questions', readonly (readonly [TableColumn, Look])[]> = {
	organizations: [
		['account', 'account'],
		['name', 'text']
	],
	products: [
		['pid', 'identifier'],
		['name', 'text'],
		['category', 'text']
	],
	partners: [
		['partner', 'account'],
		['partnerName', 'text']
	],
	authorizations: [
		['grantor', 'account'],
		['grantee', 'account'],
		['product', 'identifier'],
		['permissions', 'permissions'],
		['thirdParty', 'permissions']
	],
	questions: [
		['organization', 'account'],
		['permissions', 'permissions'],
		['product', 'identifier'],
		['product', 'text']
	]
};

/** The columns of a table without names, by what is in them: what was copied out of a spreadsheet has often no header. */
export function guessedColumns(
	kind: TableKind | 'questions',
	rows: readonly (readonly string[])[]
): Partial<Record<TableColumn, number>> {
	const looked = rows.slice(0, mostLooked);
	const width = Math.max(0, ...looked.map((cells) => cells.length));
	const looks = Array.from({ length: width }, (_, at) => lookOf(looked.map((cells) => cells[at] ?? '')));
	// Of one column of accounts, these are whom something is granted to.
	const isAlone = looks.filter((look) => look === 'account').length === 1;
	const found: Partial<Record<TableColumn, number>> = {};
	const taken = new Set<number>();
	for (const [column, look] of meant[kind]) {
		if (column === 'grantor' && isAlone) continue;
		const at = looks.findIndex((each, index) => each === look && !taken.has(index));
		if (at < 0 || found[column] !== undefined) continue;
		found[column] = at;
		taken.add(at);
	}
	return found;
}
