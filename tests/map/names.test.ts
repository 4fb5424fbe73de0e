import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

const files = readdirSync('src/lib', { recursive: true, encoding: 'utf8' })
	.map((name) => `src/lib/${name.replaceAll('\\', '/')}`)
	.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !file.includes('/paraglide/'));

/** The functions, classes and constants that a text declares and exports; what it passes on from elsewhere is not among them. */
function declared(text: string): string[] {
	const own: string[] = [];
	const exported = new Set<string>();
	for (const statement of ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest).statements) {
		const names = valuesOf(statement);
		own.push(...names);
		if (isExported(statement)) names.forEach((name) => exported.add(name));
		if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier) continue;
		const { exportClause } = statement;
		if (exportClause && ts.isNamedExports(exportClause))
			for (const { name, propertyName } of exportClause.elements) exported.add((propertyName ?? name).text);
	}
	return [...new Set(own)].filter((name) => exported.has(name));
}

function valuesOf(statement: ts.Statement): string[] {
	if (ts.isVariableStatement(statement))
		return statement.declarationList.declarations.flatMap(({ name }) => namesIn(name));
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

test('no two files export a value of one name', () => {
	const places = new Map<string, Set<string>>();
	for (const file of files)
		for (const name of declared(readFileSync(file, 'utf8')))
			places.set(name, (places.get(name) ?? new Set()).add(file));
	const several = [...places].filter(([, { size }]) => size > 1).map(([name, all]) => [name, ...all]);
	expect(several).toEqual([]);
});

test('every form of declaration is seen, and nothing that is passed on or is a type', () => {
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
		export function over(a: string): void;
		export function over(a: number): void;
	`;
	expect(declared(text)).toEqual(['one', 'two', 'three', 'five', 'six', 'Seven', 'eight', 'over']);
});
