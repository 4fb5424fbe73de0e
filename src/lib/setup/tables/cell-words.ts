import { type Origin, origins } from '../../domain/facts';
import { type Kind, kinds, type Permission, permissions } from '../../domain/permissions/permissions';
import {
	noPermissions,
	only,
	type PermissionSet,
	permissionsOfKind,
	toList
} from '../../domain/permissions/standing';
import { folded } from '../../domain/text/text';

/** What people call permissions, kinds and origins besides our own words. */
const others: Record<Permission | Kind | Origin, readonly string[]> = {
	'product-development': ['产品开发'],
	'panel-development': ['develop panels', 'panels', '面板开发'],
	'view-logs': ['logs', 'device logs', '查看日志', '日志'],
	purchase: ['purchasing', 'buy', '采购'],
	develop: ['development', '开发'],
	proprietary: ['own', '自研', '自有'],
	oem: ['OEM（代工）', '代工'],
	odm: ['ODM（设计代工）', '设计代工']
};

/** "Product Development", "product_development" and "product-development" are one word. */
const form = (text: string): string => folded(text).replaceAll(/[\s_-]+/gu, '-');

const formsOf = <Word extends Permission | Kind | Origin>(
	words: readonly Word[]
): ReadonlyMap<string, Word> =>
	new Map(words.flatMap((word) => [word, ...others[word]].map((name): [string, Word] => [form(name), word])));

const permissionForms = formsOf(permissions);
const kindForms = formsOf(kinds);
const originForms = formsOf(origins);

const NONE: ReadonlySet<string> = new Set(['none', 'no', 'false', '-', '0', '无', '否']);
const ALL: ReadonlySet<string> = new Set(['all', 'yes', 'true', '1', 'x', '全部', '是']);

/** What was found in a list, or the first word in it that is none. */
export type FoundWords<Value> =
	| { value: Value; unknown?: undefined }
	| { value?: undefined; unknown: string };

/** The items of a list in one cell: between commas, semicolons, bars, slashes or lines. */
const itemsIn = (cell: string): string[] =>
	cell
		.split(/[,;|/\n\r，；、]+/u)
		.map((item) => item.trim())
		.filter((item) => item !== '');

/** The permissions that a cell lists; none where it is empty or says so. */
export function permissionsIn(cell: string): FoundWords<PermissionSet> {
	return wordsIn(cell, (word) => {
		const permission = permissionForms.get(word);
		return permission && only(permission);
	});
}

/** What a grant passes on: permissions, kinds for all that is granted of them (all of them where nothing is), or yes for all of it. */
export function thirdPartyIn(cell: string, granted: PermissionSet): FoundWords<PermissionSet> {
	return wordsIn(cell, (word) => {
		if (ALL.has(word)) return granted;
		const kind = kindForms.get(word);
		if (kind) return permissionsOfKind[kind] & granted || permissionsOfKind[kind];
		const permission = permissionForms.get(word);
		return permission && only(permission);
	});
}

/** The kinds that a maker holds: both where the cell is empty. */
export function makerKindsIn(cell: string): FoundWords<Kind[]> {
	if (itemsIn(cell).length === 0) return { value: [...kinds] };
	const { value, unknown } = wordsIn(cell, (word) => {
		if (ALL.has(word)) return permissionsOfKind.develop | permissionsOfKind.purchase;
		const kind = kindForms.get(word);
		return kind && permissionsOfKind[kind];
	});
	if (unknown !== undefined) return { unknown };
	return { value: kinds.filter((kind) => value & permissionsOfKind[kind]) };
}

/** An origin; proprietary where the cell is empty. */
export function originIn(cell: string): FoundWords<Origin> {
	const word = cell.trim();
	if (word === '') return { value: 'proprietary' };
	const origin = originForms.get(form(word));
	return origin ? { value: origin } : { unknown: word };
}

function wordsIn(
	cell: string,
	meant: (word: string) => PermissionSet | undefined
): FoundWords<PermissionSet> {
	let set = noPermissions;
	for (const item of itemsIn(cell)) {
		const word = form(item);
		if (NONE.has(word)) continue;
		const found = meant(word);
		if (found === undefined) return { unknown: item };
		set |= found;
	}
	return { value: set };
}

/** The list as it is written in a cell. */
export const listOf = (words: readonly string[]): string => words.join(', ');

/** What may be passed on, as it is written: the kind where all that is granted of it may be, else the permissions. */
export function thirdPartyCell(granted: PermissionSet, flagged: PermissionSet): string {
	const develop = granted & permissionsOfKind.develop;
	const free = flagged & develop;
	return listOf([
		...(free !== noPermissions && free === develop ? ['develop'] : toList(free)),
		...(flagged & granted & permissionsOfKind.purchase ? ['purchase'] : [])
	]);
}
