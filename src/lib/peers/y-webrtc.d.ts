/**
 * What sharing relies on of y-webrtc 10.3.0 and its simple-peer, internals included; its own declarations are not
 * reachable through its `exports`. `tests/peers/y-webrtc.test.ts` checks each of these against the source.
 */
declare module 'y-webrtc' {
	import type { Awareness } from 'y-protocols/awareness';
	import type * as Y from 'yjs';

	/** A duplex stream over one data channel. */
	export interface SimplePeer {
		readonly initiator: boolean;
		readonly destroyed: boolean;
		/** The data channel is open. */
		readonly connected: boolean;
		readonly bufferSize: number;
		readonly _pc: RTCPeerConnection | null;
		readonly _channel: RTCDataChannel | null;
		on(event: 'data', listener: (bytes: Uint8Array) => void): void;
		on(event: 'connect' | 'close', listener: () => void): void;
		on(event: 'error', listener: (error: Error) => void): void;
		removeAllListeners(event: 'data'): void;
		send(chunk: Uint8Array<ArrayBuffer>): void;
		destroy(): void;
	}

	export interface WebrtcConn {
		readonly remotePeerId: string;
		readonly peer: SimplePeer;
	}

	export interface Room {
		readonly peerId: string;
		readonly name: string;
		readonly webrtcConns: Map<string, WebrtcConn>;
		readonly _beforeUnloadHandler: () => void;
		connect(): void;
		disconnect(): void;
	}

	/** A reconnecting socket to a signalling server, one for all rooms of a page. */
	export interface SignalingConn {
		readonly url: string;
		readonly ws: WebSocket | null;
		readonly connected: boolean;
		readonly unsuccessfulReconnects: number;
		on(event: 'connect' | 'disconnect', listener: () => void): void;
		off(event: 'connect' | 'disconnect', listener: () => void): void;
		emit(event: string, details: unknown[]): void;
		send(message: object): void;
	}

	export interface PeersChange {
		added: string[];
		removed: string[];
	}

	export class WebrtcProvider {
		constructor(
			room: string,
			doc: Y.Doc,
			options: {
				signaling: string[];
				password?: undefined;
				awareness: Awareness;
				maxConns: number;
				filterBcConns: boolean;
				peerOpts: { config: RTCConfiguration };
			}
		);
		/** Set in a microtask after the provider is created. */
		room: Room | null;
		readonly signalingConns: SignalingConn[];
		on(event: 'peers', listener: (change: PeersChange) => void): void;
		disconnect(): void;
		destroy(): void;
	}
}
