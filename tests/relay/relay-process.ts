/** A relay in a process of its own, as `npm run relay` starts it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface RelayProcess {
	url: string;
	port: number;
	/** Ends it as Ctrl+C does, with what it has to store; or at once. */
	stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** @param env what `scripts/relay/server.js` reads: PORT, RELAY_FILE, REDIS, … */
export async function startRelay(env: Record<string, string>): Promise<RelayProcess> {
	const child = spawn(process.execPath, ['scripts/relay/server.js'], {
		env: { ...process.env, PORT: '0', ...env },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const exit = once(child, 'exit');
	for await (const line of createInterface(child.stdout)) {
		const url = /The relay is at (\S+)/.exec(line)?.[1];
		if (!url) continue;
		return {
			url,
			port: Number(new URL(url).port),
			stop: async (signal = 'SIGTERM') => {
				child.kill(signal);
				await exit;
			}
		};
	}
	throw new Error('the relay did not start');
}
