import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cycles, idle, roomOf, strays } from './map/check';
import { importsIn, importsOf, type Import } from './map/imports';
import { MAP } from './map/map';

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
	.map((name) => join('src', name).replaceAll('\\', '/'))
	.filter((file) => /\.(ts|svelte)$/.test(file) && !file.endsWith('.d.ts'))
	.filter((file) => !file.startsWith('src/lib/paraglide/'));
const imports = files.flatMap(importsOf);

describe('the code', () => {
	test('every file is in a room of the map', () => {
		expect(files.filter((file) => MAP[roomOf(file)] === undefined)).toEqual([]);
	});

	test('every import is one that the map allows', () => {
		expect(strays(imports)).toEqual([]);
	});

	test('whatever the map allows is imported: a editor that nobody uses is shut', () => {
		expect(idle(imports)).toEqual([]);
	});

	test('imports go one way: there is no cycle', () => {
		expect(cycles(imports)).toEqual([]);
	});

	test('rooms go one way too', () => {
		const between = imports
			.filter(({ kind }) => kind === 'file')
			.map(({ from, to }): Import => ({ from: roomOf(from), to: roomOf(to), kind: 'file' }))
			.filter(({ from, to }) => from !== to);
		expect(cycles(between)).toEqual([]);
	});
});

describe('the check of the map', () => {
	const edge = (from: string, to: string, kind: Import['kind'] = 'file'): Import => ({ from, to, kind });

	test.each([
		edge('src/lib/domain/grants.ts', 'src/lib/commands/grants.ts'),
		edge('src/lib/domain/grants.ts', 'yjs', 'package'),
		edge('src/lib/domain/grants.ts', 'zod', 'package'),
		edge('src/lib/views/partners.ts', 'svelte/reactivity', 'package'),
		edge('src/lib/ui/kit/table.svelte', 'src/lib/document/ledger/ledger.ts'),
		edge('src/lib/ui/kit/table.svelte', 'src/lib/ui/words/names.ts'),
		edge('src/lib/ui/words/names.ts', 'src/lib/ui/session/session.ts'),
		edge('src/lib/ui/session/session.ts', 'src/lib/ui/purchase/order.svelte'),
		edge('src/lib/ui/purchase/order.svelte', 'src/lib/ui/products/product.svelte'),
		edge('src/lib/ui/purchase/order.svelte', 'src/lib/ui/app/shell.svelte'),
		edge('src/lib/ui/loose.svelte', 'src/lib/domain/grants.ts'),
		edge('src/lib/exchange/file.ts', 'yjs', 'package'),
		edge('src/lib/ui/kit/table.svelte', 'src/routes/+page.svelte'),
		edge('src/routes/+page.svelte', 'yjs', 'package'),
		edge('src/lib/elsewhere/thing.ts', 'src/lib/domain/grants.ts'),
		edge('src/lib/domain/grants.ts', 'src/lib/domain/missing.ts', 'nowhere')
	])('refuses $from → $to', (forbidden) => {
		expect(strays([forbidden])).toHaveLength(1);
	});

	test.each([
		edge('src/lib/commands/grants.ts', 'src/lib/domain/grants.ts'),
		edge('src/lib/document/storage/provider.ts', 'y-indexeddb', 'package'),
		edge('src/routes/+page.svelte', 'src/lib/ui/kit/table.svelte'),
		edge('src/lib/ui/workspaces/settings.svelte', 'src/lib/ui/guide/start.svelte')
	])('allows $from → $to', (fine) => {
		expect(strays([fine])).toEqual([]);
	});

	test('tells what is allowed and not imported, save where the map is loose on purpose', () => {
		const map = {
			a: { rooms: ['b', 'c'], packages: ['svelte', 'zod', 'y-*'] },
			routes: { rooms: ['*'], packages: ['svelte'] }
		};
		const found = [
			edge('src/lib/a/one.ts', 'src/lib/b/two.ts'),
			edge('src/lib/a/one.ts', 'svelte/store', 'package'),
			edge('src/lib/b/two.ts', 'zod', 'package')
		];
		expect(idle(found, map)).toEqual(['a need not import c', 'a need not import zod']);
	});

	test('sees a cycle, however long', () => {
		const round = ['a', 'b', 'c'].map((name, at, all) => edge(name, all[(at + 1) % all.length] ?? ''));
		expect(cycles([...round, edge('a', 'd'), edge('c', 'd')])).toEqual(['a → b → c → a']);
	});

	test('reads every form of import', () => {
		const written = `
			<script module lang="ts">import 'svelte';</script>
			<script lang="ts">
				import type { A } from 'zod';
				import { type B } from 'zod';
				import { type C, d } from 'yjs';
				import { m } from '$lib/paraglide/messages';
				import Worker from './map?worker&inline';
				export { e } from './missing';
				const later = () => import('$lib/app');
				type F = import('lib0').F;
			</script>
			<p>import 'not a script'</p>`;
		const read = importsIn('tests/map/sample.svelte', written);
		expect(read.map(({ to, kind }) => [to, kind])).toEqual([
			['svelte', 'package'],
			['zod', 'package'],
			['zod', 'package'],
			['yjs', 'package'],
			['src/lib/paraglide/messages', 'file'],
			['tests/map/map.ts', 'file'],
			['tests/map/missing', 'nowhere'],
			['src/lib/app', 'nowhere'],
			['lib0', 'package']
		]);
	});
});
