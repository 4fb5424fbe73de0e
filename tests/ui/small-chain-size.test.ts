/** Small chains stand on many pages: what draws them stays small. */
import { gzipSync } from 'node:zlib';
import { compile } from 'svelte/compiler';
import { build, minify, type Rolldown } from 'vite';
import { expect, test } from 'vitest';

const FOLDER = 'src/lib/ui/diagrams';
/** Compressed, in bytes. */
const MOST = 5 * 1024;

test('what draws a small chain is at most five kilobytes, and nothing of what draws large ones', async () => {
	const svelte = {
		name: 'svelte',
		transform: (code: string, id: string) =>
			id.endsWith('.svelte') ? { code: compile(code, { css: 'external' }).js.code, moduleType: 'js' } : null
	};
	const bundles = (await build({
		...{ configFile: false, logLevel: 'silent', plugins: [svelte] },
		build: {
			...{ write: false, minify: true, lib: { entry: `${FOLDER}/SmallChain.svelte`, formats: ['es'] } },
			// Everything else is there anyway, or counted elsewhere.
			rolldownOptions: {
				external: (id, from) => from !== undefined && !id.startsWith('./') && !id.includes(FOLDER)
			}
		}
	})) as Rolldown.RolldownOutput[];
	const { code, imports } = bundles[0]!.output[0];
	expect(code).toContain('small-chain');
	// A library keeps its line breaks.
	const shipped = await minify('small-chain.js', code);
	expect(gzipSync(shipped.code).length).toBeLessThanOrEqual(MOST);
	expect(imports.filter((each) => /dagre|\/chains\/(?!drawing-limits)/.test(each))).toEqual([]);
});
