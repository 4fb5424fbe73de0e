import { isIceServer, isSocketUrl } from '$lib/workspace/sharing/reachability';
import type { IceServer } from '$lib/workspace/sharing/sharing-settings';

const linesOf = (text: string): string[] =>
	text
		.split('\n')
		.map((line) => line.trim())
		.filter(Boolean);

/** Addresses of signalling servers, one a line, and the lines that are none. */
export function readSignalling(text: string): { servers: string[]; wrong: string[] } {
	const lines = [...new Set(linesOf(text))];
	return { servers: lines.filter(isSocketUrl), wrong: lines.filter((line) => !isSocketUrl(line)) };
}

export const signallingText = (servers: readonly string[]): string => servers.join('\n');

/** STUN and TURN servers, one a line; a TURN server with its user and password behind it. */
export function readIce(text: string): { servers: IceServer[]; wrong: string[] } {
	const servers: IceServer[] = [];
	const wrong: string[] = [];
	for (const line of linesOf(text)) {
		const [url = '', username, credential, ...rest] = line.split(/\s+/);
		const needsUser = /^turns?:/.test(url);
		const server = credential === undefined ? { urls: [url] } : { urls: [url], username, credential };
		if (!isIceServer(server) || rest.length > 0 || needsUser !== (credential !== undefined)) wrong.push(line);
		else servers.push(server);
	}
	return { servers, wrong };
}

export const iceText = (servers: readonly IceServer[]): string =>
	servers
		.flatMap(({ urls, username, credential }) =>
			urls.map((url) => [url, username, credential].filter(Boolean).join(' '))
		)
		.join('\n');
