import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
	.filter((file) => /\.(?:css|svelte)$/.test(file) && !file.endsWith('print.css'))
	.map((file) => join('src', file));

/** What a style asks of everything within: `:has(*)` and `:has(.x)`, but not `:has(> .x)`, or of a field within a label. */
function broad(text: string): string[] {
	return [...text.matchAll(/([^\s{}]*):has\(([^{]*)\{/g)]
		.map(([whole]) => whole)
		.filter((selector) =>
			/(?:^|[\s(])(?:html|body|:root)[^\s>]*:has\((?!>)|:has\((?:> \S+ )?\*\)/.test(selector)
		);
}

test('no style has the browser look at the whole page, or at all of a part, whenever anything comes or goes', () => {
	expect(files.length).toBeGreaterThan(100);
	expect(broad(':root:has([data-strip]) {')).toHaveLength(1);
	expect(broad('.body:not(:has(*)) {')).toHaveLength(1);
	expect(broad('section:not(:has(> .body *)) > .head {')).toHaveLength(1);
	const found = files.flatMap((file) => broad(readFileSync(file, 'utf8')).map((each) => `${file}: ${each}`));
	expect(found).toEqual([]);
});
