import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';

/** One import of one file. Paths are relative to the project, with forward slashes. */
export interface Import {
	from: string;
	/** A file of the project, or the name that a package is imported by. */
	to: string;
	kind: 'file' | 'package' | 'nowhere';
}

const ENDINGS = ['', '.ts', '.svelte.ts', '.js', '.d.ts', '/index.ts'];

/** Everything that a `.ts` or `.svelte` file imports, re-exports, or loads later. */
export function importsOf(file: string) {
	return importsIn(file, readFileSync(file, 'utf8'));
}

/** The same for a text that would stand in that file. */
export function importsIn(file: string, text: string): Import[] {
	const scripts = file.endsWith('.svelte')
		? [...text.matchAll(/<script[^>]*>([^]*?)<\/script>/g)].map(([, script = '']) => script)
		: [text];
	return scripts.flatMap((script) => named(script).map((name) => ({ from: file, ...target(file, name) })));
}

function named(script: string) {
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
		else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
		else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
			add(node.arguments[0]);
		ts.forEachChild(node, visit);
	};
	const add = (specifier: ts.Node | undefined) => {
		if (specifier && ts.isStringLiteralLike(specifier)) found.push(specifier.text);
	};
	visit(ts.createSourceFile('script.ts', script, ts.ScriptTarget.Latest, true));
	return found;
}

function target(file: string, name: string): Pick<Import, 'to' | 'kind'> {
	const [path = name] = name.split('?');
	const near = path.startsWith('.') ? join(dirname(file), path) : undefined;
	const place = (near ?? path.replace(/^\$lib(?=\/|$)/, 'src/lib')).replaceAll('\\', '/');
	if (near === undefined && !path.startsWith('$lib')) return { to: name, kind: 'package' };
	// Generated: it need not be there yet.
	if (place.startsWith('src/lib/paraglide/')) return { to: place, kind: 'file' };
	if (posix.basename(place) === '$types') return { to: '$app/types', kind: 'package' };
	const found = [...ENDINGS.map((ending) => place + ending), place.replace(/\.js$/, '.ts')].find(
		(candidate) => existsSync(candidate) && statSync(candidate).isFile()
	);
	return found === undefined ? { to: place, kind: 'nowhere' } : { to: found, kind: 'file' };
}
