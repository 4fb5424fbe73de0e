import { newChallenge } from './channel-binding';
import { isMixedContent } from './connection-state';
import { hostReachability } from './host-reachability';
import type { IceServer } from '$lib/document/workspaces/workspace-record';
import { openDocument, readRelayMessage } from './relay/hocuspocus-messages';
import { isSocketUrl } from './servers';

/** From where somebody can join. */
export type Reachability = 'this-computer' | 'this-network' | 'anywhere' | 'nobody';

/** The result of testing a signalling server or a relay. */
export interface SocketTest {
	/** It answers like one. */
	ok: boolean;
	/** From where its address leads to the same server; 'nobody' if it does not answer. */
	reachability: Reachability;
	/** Technical detail of the failure; '' if it answers. */
	detail: string;
}

/** The result of testing the STUN and TURN servers. */
export interface IceTest {
	/** A TURN server relays data: works behind any firewall that lets the server through. */
	relayed: boolean;
	/** A public address of this browser was found: others may connect to it directly. */
	public: boolean;
}

/** Milliseconds. */
const timeouts = { signalling: 5_000, ice: 8_000 };

/** Sends a ping over a socket and waits for the answer. Never rejects. */
export const testSignalling = (url: string): Promise<SocketTest> =>
	testSocket(url, '{"type":"ping"}', (answer) => answer === '{"type":"pong"}');

/** Opens a document that nobody has, in which nothing is put, and waits for the answer. Never rejects. */
export function testRelay(url: string): Promise<SocketTest> {
	const name = newChallenge();
	return testSocket(
		url,
		openDocument(name),
		(answer) =>
			answer instanceof ArrayBuffer &&
			readRelayMessage(new Uint8Array(answer), name)?.kind === 'authenticated'
	);
}

async function testSocket(
	url: string,
	question: string | Uint8Array<ArrayBuffer>,
	isAnswer: (answer: unknown) => boolean
): Promise<SocketTest> {
	const failed = (detail: string): SocketTest => ({ ok: false, reachability: 'nobody', detail });
	if (!isSocketUrl(url)) return failed('not a ws:// or wss:// address');
	const page = (globalThis.location as Location | undefined)?.protocol ?? '';
	if (isMixedContent(url, page)) return failed('mixed content: a page from https may only use wss://');
	try {
		const problem = await ask(url, question, isAnswer);
		return problem === ''
			? { ok: true, reachability: hostReachability(new URL(url).hostname), detail: '' }
			: failed(problem);
	} catch (error) {
		return failed(String(error));
	}
}

/** Resolves with the problem, or '' if there is none. */
function ask(
	url: string,
	question: string | Uint8Array<ArrayBuffer>,
	isAnswer: (answer: unknown) => boolean
): Promise<string> {
	const socket = new WebSocket(url);
	socket.binaryType = 'arraybuffer';
	return new Promise<string>((resolve) => {
		const timer = setTimeout(
			() => resolve(`no answer within ${timeouts.signalling / 1_000} s`),
			timeouts.signalling
		);
		const isExpected = (answer: unknown): boolean => {
			try {
				return isAnswer(answer);
			} catch {
				return false;
			}
		};
		const end = (problem: string) => {
			clearTimeout(timer);
			resolve(problem);
		};
		socket.onopen = () => socket.send(question);
		socket.onmessage = ({ data }: MessageEvent<unknown>) => {
			end(isExpected(data) ? '' : 'it does not answer like one');
		};
		// A close event follows, with the same information.
		socket.onerror = () => undefined;
		socket.onclose = ({ code }) => end(`closed (${code})`);
	}).finally(() => {
		socket.onclose = null;
		socket.close();
	});
}

/** Gathers the addresses at which this browser can be reached. Never rejects. */
export async function testIce(iceServers: IceServer[]): Promise<IceTest> {
	const found: IceTest = { relayed: false, public: false };
	let connection: RTCPeerConnection | null = null;
	try {
		connection = new RTCPeerConnection({ iceServers });
		await gather(connection, found);
	} catch {
		// No WebRTC, or addresses that this browser rejects: nothing is found.
	}
	connection?.close();
	return found;
}

async function gather(connection: RTCPeerConnection, found: IceTest): Promise<void> {
	const done = new Promise<void>((resolve) => {
		const timer = setTimeout(resolve, timeouts.ice);
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
 * From where somebody can join: both sides have to reach one signalling server, and then each other; or one relay. Without
 * a STUN or TURN server that answers, those who meet have to be in one network.
 */
export function reachabilityOf({
	signalling,
	relay = null,
	ice
}: {
	signalling: readonly { ok: boolean; reachability: Reachability }[];
	/** Null if none is named. */
	relay?: { ok: boolean; reachability: Reachability } | null;
	/** Null if none are listed. */
	ice: IceTest | null;
}): Reachability {
	const found = signalling.filter(({ ok }) => ok).map(({ reachability }) => reachability);
	if (relay?.ok && relay.reachability === 'anywhere') return 'anywhere';
	if (relay?.ok) found.push(relay.reachability);
	if (found.includes('anywhere')) return ice?.relayed || ice?.public ? 'anywhere' : 'this-network';
	if (found.includes('this-network')) return 'this-network';
	return found.includes('this-computer') ? 'this-computer' : 'nobody';
}
