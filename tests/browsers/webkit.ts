import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from './browser';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
const WINDOW = fileURLToPath(new URL('webkit-window.py', import.meta.url));

/** Debian's WebKitGTK on a screen that nobody sees, by WebDriver; what it stores outlives it in the folder. */
export async function webkit(folder: string): Promise<Browser> {
	const downloads = join(folder, 'downloads');
	const profile = join(folder, 'profile');
	for (const each of [downloads, profile]) mkdirSync(each, { recursive: true });
	const port = await freePort();
	const env = { ...process.env, GRANTBOOK_PROFILE: profile, GRANTBOOK_DOWNLOADS: downloads };
	// The driver and its windows are one group, to be ended together.
	const driver = spawn(
		'xvfb-run',
		['-a', '-s', '-screen 0 1280x1000x24', 'WebKitWebDriver', `--port=${port}`],
		{
			...{ env, stdio: 'ignore', detached: true }
		}
	);
	const ask = asker(`http://127.0.0.1:${port}`);
	await answering(ask);
	const { sessionId, capabilities } = (await ask('POST', '/session', {
		capabilities: {
			alwaysMatch: { 'webkitgtk:browserOptions': { binary: '/usr/bin/python3', args: [WINDOW] } }
		}
	})) as { sessionId: string; capabilities: { browserName: string; browserVersion: string } };
	const session = (method: string, path: string, body?: object) =>
		ask(method, `/session/${sessionId}${path}`, body);
	const script = (body: string) => `return (async function () { ${body} }).apply(null, arguments)`;
	return {
		version: `WebKitGTK ${capabilities.browserVersion}`,
		downloads,
		complaints: [],
		goto: async (url) => void (await session('POST', '/url', { url })),
		evaluate: async (body, ...args) =>
			(await session('POST', '/execute/sync', { script: script(body), args })) as never,
		async click(body, ...args) {
			const found = await session('POST', '/execute/sync', { script: script(body), args });
			if (!found) return false;
			await session('POST', `/element/${(found as Record<string, string>)[ELEMENT]}/click`, {});
			return true;
		},
		async type(text) {
			const focused = (await session('GET', '/element/active')) as Record<string, string>;
			await session('POST', `/element/${focused[ELEMENT]}/value`, { text });
		},
		async close() {
			await session('DELETE', '').catch(() => undefined);
			await ended(driver);
		}
	};
}

const asker =
	(address: string) =>
	async (method: string, path: string, body?: object): Promise<unknown> => {
		const answer = await fetch(address + path, { method, ...(body && { body: JSON.stringify(body) }) });
		const { value } = (await answer.json()) as { value: { error?: string; message?: string } | null };
		if (value?.error) throw new Error(`${value.error}: ${value.message}`);
		return value;
	};

async function answering(ask: ReturnType<typeof asker>): Promise<void> {
	for (let tries = 0; ; tries++) {
		const isUp = await ask('GET', '/status').then(
			() => true,
			() => false
		);
		if (isUp) return;
		if (tries > 300) throw new Error('WebKitWebDriver does not answer');
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

function ended(child: ChildProcess): Promise<void> {
	return new Promise((resolve) => {
		child.once('exit', () => resolve());
		process.kill(-child.pid!, 'SIGTERM');
	});
}

const freePort = (): Promise<number> =>
	new Promise((resolve) => {
		const server = createServer().listen(0, '127.0.0.1', () => {
			const { port } = server.address() as { port: number };
			server.close(() => resolve(port));
		});
	});
