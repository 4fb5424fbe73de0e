/** The document room as one HTML file that opens from disk, as the single build of the app does. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { escapeForThePage } from '../tools/page-script.js';

/** Makes two copies of it in two folders, as two apps from different places would be. */
export async function roomsOnDisk(): Promise<{ addresses: [string, string]; remove: () => void }> {
	const folder = mkdtempSync(join(tmpdir(), 'grantbook-room-file-'));
	await build({
		configFile: false,
		root: resolve('tests/e2e/harness'),
		logLevel: 'error',
		build: {
			outDir: join(folder, 'built'),
			emptyOutDir: true,
			modulePreload: false,
			assetsInlineLimit: Number.POSITIVE_INFINITY,
			rolldownOptions: {
				output: { codeSplitting: false },
				checks: { emptyImportMeta: false }
			}
		}
	});
	const assets = join(folder, 'built', 'assets');
	const [script] = readdirSync(assets).filter((name) => name.endsWith('.js'));
	const code = escapeForThePage(readFileSync(join(assets, script!), 'utf8'));
	const page = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Room</title><script type="module">${code}</script>`;
	const write = (name: string) => {
		const file = join(folder, name);
		writeFileSync(file, page);
		return pathToFileURL(file).href;
	};
	return {
		addresses: [write('room.html'), write('another.html')],
		remove: () => rmSync(folder, { recursive: true, force: true })
	};
}
