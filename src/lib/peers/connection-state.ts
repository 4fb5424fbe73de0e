import type { RelayState } from './relay/relay-state';
import type { ConnectionState } from './sharing-state';

/** The state of one signalling socket. */
export interface SocketState {
	connected: boolean;
	/** Failed attempts since it was last connected. */
	failures: number;
}

/**
 * The overall state of the connection. Connected peers stay connected when signalling fails, and a relay needs neither.
 * @param relay how it stands with the relay, if there is one
 */
export function connectionState(
	sockets: readonly SocketState[],
	openPeers: number,
	relay: RelayState | null = null
): ConnectionState {
	if (openPeers > 0) return 'connected';
	if (relay?.connection === 'connected') return 'relayed';
	if (sockets.some(({ connected }) => connected)) return 'waiting';
	const isTrying = relay?.connection === 'connecting' || sockets.some(({ failures }) => failures === 0);
	return isTrying ? 'connecting' : 'unreachable';
}

/** Whether the browser would refuse a ws: socket because the page is https. Loopback addresses are exempt. */
export function isMixedContent(url: string, pageProtocol: string): boolean {
	if (pageProtocol !== 'https:' || !url.toLowerCase().startsWith('ws:')) return false;
	return !/^(?:localhost|[^.]+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}

/** Whether this browser can connect to another one at all. Without it, a relay or files carry the entries. */
export const hasWebRtc = (): boolean => 'RTCPeerConnection' in globalThis;
