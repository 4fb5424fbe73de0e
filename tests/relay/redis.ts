/** A Redis server of a test's own, Debian's: installed where it is not there yet. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

const isThere = () => spawnSync('redis-server', ['--version']).status === 0;

function install(): void {
	for (const args of [
		['update', '-qq'],
		['install', '-y', '-qq', '--no-install-recommends', 'redis-server']
	])
		spawnSync('apt-get', args, {
			stdio: 'ignore',
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
		});
	if (!isThere()) throw new Error('There is no redis-server, and apt-get could not install it.');
}

async function freePort(): Promise<number> {
	const probe = createServer().listen(0);
	await once(probe, 'listening');
	const { port } = probe.address() as AddressInfo;
	probe.close();
	await once(probe, 'close');
	return port;
}

/** Starts one that keeps nothing on disk. */
export async function startRedis(): Promise<{ url: string; stop: () => Promise<void> }> {
	if (!isThere()) install();
	const port = await freePort();
	const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
	const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
	const exit = once(child, 'exit');
	for await (const line of createInterface(child.stdout)) if (line.includes('Ready to accept')) break;
	child.stdout.resume();
	return {
		url: `redis://127.0.0.1:${port}`,
		stop: async () => {
			child.kill();
			await exit;
		}
	};
}
