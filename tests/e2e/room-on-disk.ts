/** The document room as one HTML file that opens from disk, as the single build of the app does. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { escapeForThePage } from '../../scripts/page-script.js';

/** Makes two copies of the room at an address in two folders, as two apps from different places would be. */
export async function roomsOnDisk(
	room: string
): Promise<{ addresses: [string, string]; remove: () => void }> {
	const read = async (name: string) => (await fetch(new URL(name, room))).text();
	const [, script] = /<script[^>]* src="([^"]+)"/.exec(await read('.'))!;
	const code = escapeForThePage(await read(script!));
	const page = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Room</title><script type="module">${code}</script>`;
	const folder = mkdtempSync(join(tmpdir(), 'grantbook-room-file-'));
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
