import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * What a module of this folder exports, made one script as the app is. Vitest reads whatever a module imports through a
 * getter at each use, which made a short call that goes through many modules ten times slower than it is in the app.
 */
export async function bundled<Exports>(name: string): Promise<Exports> {
	const entry = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
	const $lib = fileURLToPath(new URL('../../src/lib', import.meta.url));
	const made = await build({
		...{ configFile: false, logLevel: 'silent', resolve: { alias: { $lib } }, ssr: { noExternal: true } },
		build: { ssr: entry, write: false, minify: false, target: 'esnext' }
	});
	if (Array.isArray(made) || !('output' in made)) throw new Error(`${name} is no script`);
	const { code } = made.output[0];
	return (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as Exports;
}
