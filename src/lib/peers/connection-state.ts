import type { Connection } from './state';

/** What is known of one signalling socket. */
export interface SocketState {
	connected: boolean;
	/** Attempts that failed since it was last connected. */
	failures: number;
}

/** The one word for it all. A peer that is connected stays so when signalling falls. */
export function connectionOf(sockets: readonly SocketState[], openPeers: number): Connection {
	if (openPeers > 0) return 'connected';
	if (sockets.some(({ connected }) => connected)) return 'waiting';
	return sockets.some(({ failures }) => failures === 0) ? 'connecting' : 'unreachable';
}

/** A page from https may not speak to plain ws, except on this computer: the browser would throw. */
export function isMixedContent(url: string, pageProtocol: string): boolean {
	if (pageProtocol !== 'https:' || !url.toLowerCase().startsWith('ws:')) return false;
	return !/^(?:localhost|[^.]+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}
