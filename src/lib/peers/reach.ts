import { isMixedContent } from './connection-state';
import { reachOfHost } from './hosts';
import { isSignallingUrl, type IceServer } from './servers';

/** From where somebody could join. */
export type Reach = 'this-computer' | 'this-network' | 'anywhere' | 'nobody';

/** What trying a signalling server has shown. */
export interface TriedSignalling {
	/** It answers as y-webrtc's signalling servers do. */
	ok: boolean;
	/** From where its address means the same server; 'nobody' where it does not answer. */
	reach: Reach;
	/** What a technician would want to know; '' where it answers. */
	detail: string;
}

/** What trying the STUN and TURN servers has shown. */
export interface TriedIce {
	/** A TURN server passes data on: works from behind any firewall that lets it be reached. */
	relayed: boolean;
	/** A public address of this browser was found: others may reach it directly. */
	public: boolean;
}

/** In milliseconds. */
const patience = { signalling: 5_000, ice: 8_000 };

/** Opens a socket and waits for the answer to a ping. Never rejects. */
export async function testSignalling(url: string): Promise<TriedSignalling> {
	const silent = (detail: string): TriedSignalling => ({ ok: false, reach: 'nobody', detail });
	if (!isSignallingUrl(url)) return silent('not a ws:// or wss:// address');
	const page = (globalThis.location as Location | undefined)?.protocol ?? '';
	if (isMixedContent(url, page)) return silent('mixed content: a page from https may only use wss://');
	try {
		const problem = await ping(url);
		return problem === ''
			? { ok: true, reach: reachOfHost(new URL(url).hostname), detail: '' }
			: silent(problem);
	} catch (error) {
		return silent(String(error));
	}
}

/** Resolves with what is wrong, '' for nothing. */
function ping(url: string): Promise<string> {
	const socket = new WebSocket(url);
	return new Promise<string>((resolve) => {
		const timer = setTimeout(
			() => resolve(`no answer within ${patience.signalling / 1_000} s`),
			patience.signalling
		);
		const end = (problem: string) => {
			clearTimeout(timer);
			resolve(problem);
		};
		socket.onopen = () => socket.send('{"type":"ping"}');
		socket.onmessage = ({ data }: MessageEvent<unknown>) => {
			end(data === '{"type":"pong"}' ? '' : 'it answers something else than a signalling server');
		};
		// A close follows, and says as much.
		socket.onerror = () => undefined;
		socket.onclose = ({ code }) => end(`closed (${code})`);
	}).finally(() => {
		socket.onclose = null;
		socket.close();
	});
}

/** Gathers the addresses by which this browser could be reached. Never rejects. */
export async function testIce(iceServers: IceServer[]): Promise<TriedIce> {
	const found: TriedIce = { relayed: false, public: false };
	let connection: RTCPeerConnection | null = null;
	try {
		connection = new RTCPeerConnection({ iceServers });
		await gather(connection, found);
	} catch {
		// No WebRTC here, or addresses that this browser does not take: then nothing is found by them.
	}
	connection?.close();
	return found;
}

async function gather(connection: RTCPeerConnection, found: TriedIce): Promise<void> {
	const done = new Promise<void>((resolve) => {
		const timer = setTimeout(resolve, patience.ice);
		connection.onicecandidate = ({ candidate }) => {
			if (candidate?.type === 'relay') found.relayed = true;
			if (candidate?.type === 'srflx') found.public = true;
			if (candidate === null) {
				clearTimeout(timer);
				resolve();
			}
		};
	});
	connection.createDataChannel('test');
	await connection.setLocalDescription(await connection.createOffer());
	await done;
}

/**
 * From where somebody can join: both have to reach one signalling server, and then each other. Without a STUN or
 * TURN server that answered, that is within one network.
 */
export function reachOf({
	signalling,
	ice
}: {
	signalling: readonly { ok: boolean; reach: Reach }[];
	/** Null where none are listed. */
	ice: TriedIce | null;
}): Reach {
	const reaches = signalling.filter(({ ok }) => ok).map(({ reach }) => reach);
	if (reaches.includes('anywhere')) return ice?.relayed || ice?.public ? 'anywhere' : 'this-network';
	if (reaches.includes('this-network')) return 'this-network';
	return reaches.includes('this-computer') ? 'this-computer' : 'nobody';
}
