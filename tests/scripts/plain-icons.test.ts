import { readdirSync, readFileSync } from 'node:fs';
import { compile } from 'svelte/compiler';
import { expect, test } from 'vitest';
import { plainIcon } from '../../scripts/plain-icons.js';

const FOLDER = new URL('../../node_modules/@lucide/svelte/dist/icons/', import.meta.url);
const sourceOf = (name: string) => readFileSync(new URL(`${name}.svelte`, FOLDER), 'utf8');

test('an icon is written as the SVG that it draws', () => {
	const icon = plainIcon(sourceOf('loader-circle'));
	expect(icon).toContain('<path d="M21 12a9 9 0 1 1-6.219-8.56" />');
	expect(icon).toContain('viewBox="0 0 24 24"');
	expect(compile(icon, { generate: 'client' }).warnings).toEqual([]);
});

test('every icon is read', () => {
	const names = readdirSync(FOLDER).filter((file) => /^[\w-]+\.svelte$/.test(file));
	expect(names.length).toBeGreaterThan(1_000);
	for (const name of names)
		expect(plainIcon(sourceOf(name.replace('.svelte', '')))).toMatch(/<svg [^]*<\/svg>$/);
});
