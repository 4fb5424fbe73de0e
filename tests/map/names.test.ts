import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

const files = readdirSync('src/lib', { recursive: true, encoding: 'utf8' })
	.map((name) => `src/lib/${name.replaceAll('\\', '/')}`)
	.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.includes('/paraglide/'));

interface Declared {
	/** Functions, classes and constants. */
	values: string[];
	/** Type aliases and interfaces. */
	types: string[];
}

/** The names that a text declares and exports; what it re-exports from elsewhere is not among them. */
function declared(text: string): Declared {
	const values = new Set<string>();
	const types = new Set<string>();
	const exported = new Set<string>();
	for (const statement of ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest).statements) {
		const names = namesOf(statement);
		names.forEach((name) => (isType(statement) ? types : values).add(name));
		if (isExported(statement)) names.forEach((name) => exported.add(name));
		if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier) continue;
		const { exportClause } = statement;
		if (exportClause && ts.isNamedExports(exportClause))
			for (const { name, propertyName } of exportClause.elements) exported.add((propertyName ?? name).text);
	}
	const own = (names: Set<string>) => [...names].filter((name) => exported.has(name));
	return { values: own(values), types: own(types) };
}

const isType = (statement: ts.Statement) =>
	ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement);

function namesOf(statement: ts.Statement): string[] {
	if (ts.isVariableStatement(statement))
		return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
	if (ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement))
		return [statement.name.text];
	if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
		return statement.name ? [statement.name.text] : [];
	return [];
}

const isExported = (statement: ts.Statement): boolean =>
	ts.canHaveModifiers(statement) &&
	(ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

const namesIn = (name: ts.BindingName): string[] =>
	ts.isIdentifier(name)
		? [name.text]
		: name.elements.flatMap((each) => (ts.isOmittedExpression(each) ? [] : namesIn(each.name)));

/** The names that several files export, each with these files. */
function shared(namesIn: (file: string) => readonly string[]): string[][] {
	const places = new Map<string, string[]>();
	for (const file of files)
		for (const name of new Set(namesIn(file))) places.set(name, [...(places.get(name) ?? []), file]);
	return [...places].filter(([, { length }]) => length > 1).map(([name, all]) => [name, ...all]);
}

test('no two files export a value of one name', () => {
	expect(shared((file) => declared(readFileSync(file, 'utf8')).values)).toEqual([]);
});

test('no two files export one name, whether of a value or a type', () => {
	const several = shared((file) => {
		const { values, types } = declared(readFileSync(file, 'utf8'));
		return [...values, ...types];
	});
	expect(several).toEqual([]);
});

test('every form of declaration is seen, and nothing that is re-exported', () => {
	const text = `
		export const one = 1, { two, at: [three] } = four;
		export function five() {}
		export async function* six() {}
		export class Seven {}
		const eight = 8;
		export { eight };
		export { nine } from './nine';
		export type Ten = 10;
		export interface Eleven {}
		type Twelve = 12;
		export type { Twelve };
		export type { Thirteen } from './thirteen';
		type Fourteen = 14;
		export function over(a: string): void;
		export function over(a: number): void;
	`;
	expect(declared(text)).toEqual({
		values: ['one', 'two', 'three', 'five', 'six', 'Seven', 'eight', 'over'],
		types: ['Ten', 'Eleven', 'Twelve']
	});
});
