/**
 * What Chromium tests drive besides the app: the kit's gallery (`/gallery`), and the document room with sharing
 * (`/harness`). Each is built when it is first asked for, once for all workers, and not in a run that needs neither;
 * the answer is the address at which it is served.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { serve } from '../../scripts/serve.js';

const folder = mkdtempSync(join(tmpdir(), 'grantbook-harness-'));

/** @type {Record<string, () => Promise<string>>} what builds each, and answers with the folder */
const builds = {
	async gallery() {
		const args = ['vite', 'build', '--logLevel', 'error'];
		await promisify(execFile)('npx', args, { cwd: 'tests/e2e/gallery', shell: process.platform === 'win32' });
		return '.svelte-kit/gallery/site';
	},

	async harness() {
		const { build } = await import('vite');
		await build({
			configFile: false,
			root: resolve('tests/e2e/harness'),
			logLevel: 'error',
			resolve: { alias: { $lib: resolve('src/lib') } },
			build: {
				outDir: folder,
				emptyOutDir: true,
				modulePreload: false,
				// One script, which a page from disk can carry in itself.
				assetsInlineLimit: Number.POSITIVE_INFINITY,
				rolldownOptions: { output: { codeSplitting: false }, checks: { emptyImportMeta: false } }
			}
		});
		return folder;
	}
};

/** @type {Map<string, Promise<string>>} */
const served = new Map();

/** @param {() => Promise<string>} build */
const buildAndServe = async (build) => (await serve(await build(), { port: 0 })).url;

const server = createServer((request, response) => {
	const name = (request.url ?? '').slice(1);
	const build = builds[name];
	if (!build) {
		response.writeHead(404).end();
		return;
	}
	const address = served.get(name) ?? buildAndServe(build);
	served.set(name, address);
	address.then(
		(url) => response.end(url),
		(error) => response.writeHead(500).end(String(error))
	);
});

server.listen(0, '127.0.0.1', () => {
	const address = /** @type {import('node:net').AddressInfo} */ (server.address());
	console.log(`Harnesses are at http://localhost:${address.port}`);
});

process.once('SIGTERM', () => {
	rmSync(folder, { recursive: true, force: true });
	process.exit();
});
