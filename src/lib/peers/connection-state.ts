import type { ConnectionState } from './sharing-state';

/** The state of one signalling socket. */
export interface SocketState {
	connected: boolean;
	/** Failed attempts since it was last connected. */
	failures: number;
}

/** The overall state of the connection. Connected peers stay connected when signalling fails. */
export function connectionState(sockets: readonly SocketState[], openPeers: number): ConnectionState {
	if (openPeers > 0) return 'connected';
	if (sockets.some(({ connected }) => connected)) return 'waiting';
	return sockets.some(({ failures }) => failures === 0) ? 'connecting' : 'unreachable';
}

/** Whether the browser would refuse a ws: socket because the page is https. Loopback addresses are exempt. */
export function isMixedContent(url: string, pageProtocol: string): boolean {
	if (pageProtocol !== 'https:' || !url.toLowerCase().startsWith('ws:')) return false;
	return !/^(?:localhost|[^.]+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}
