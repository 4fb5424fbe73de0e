import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** The rooms that hold the rules: whoever calls them reads there which rule it is, what it costs and what it refuses. */
const ROOMS = ['src/lib/domain', 'src/lib/commands', 'src/lib/views'];

const files = ROOMS.flatMap((room) =>
	readdirSync(room, { recursive: true, encoding: 'utf8' })
		.map((name) => `${room}/${name.replaceAll('\\', '/')}`)
		.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
);

/** The functions, classes and constants that a text exports without a docstring. */
function undocumented(text: string): string[] {
	const source = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
	return source.statements
		.filter((statement) => isExported(statement) && ts.getJSDocCommentsAndTags(statement).length === 0)
		.flatMap(valuesOf);
}

const isExported = (statement: ts.Statement): boolean =>
	ts.canHaveModifiers(statement) &&
	(ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function valuesOf(statement: ts.Statement): string[] {
	if (ts.isVariableStatement(statement))
		return statement.declarationList.declarations.map(({ name }) => name.getText());
	if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
		return [statement.name?.text ?? 'default'];
	return [];
}

test.each(ROOMS)('every function, class and constant that %s exports has a docstring', (room) => {
	const found = files
		.filter((file) => file.startsWith(`${room}/`))
		.flatMap((file) => undocumented(readFileSync(file, 'utf8')).map((name) => `${file}: ${name}`));
	expect(found).toEqual([]);
});

test('a comment that is no docstring does not count, and types need none', () => {
	const text = `
		/** One. */
		export const one = 1;
		// Two.
		export const two = 2;
		export function three() {}
		/** Four. */
		export async function* four() {}
		export class Five {}
		export type Six = 6;
		export interface Seven {}
		const eight = 8;
		export { nine } from './nine';
	`;
	expect(undocumented(text)).toEqual(['two', 'three', 'Five']);
});
