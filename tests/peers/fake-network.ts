/**
 * WebRTC and signalling in this process: as much of both as y-webrtc and simple-peer ask for. Connections can be
 * made to lose everything, as real ones do, without anybody being told.
 */
import { vi } from 'vitest';

/** Servers by address; down, they answer nothing. */
const servers = new Map<
	string,
	{ up: boolean; sockets: Set<FakeSocket>; topics: Map<string, Set<FakeSocket>> }
>();

class FakeSocket extends EventTarget {
	static open = 0;
	readyState = 0;
	onopen: (() => void) | null = null;
	onclose: (() => void) | null = null;
	onerror: ((error: unknown) => void) | null = null;
	onmessage: ((event: { data: string }) => void) | null = null;
	constructor(readonly url: string) {
		super();
		FakeSocket.open += 1;
		setTimeout(() => {
			const server = servers.get(url);
			if (this.readyState !== 0) return;
			if (!server?.up) return this.lose();
			server.sockets.add(this);
			this.readyState = 1;
			this.onopen?.();
		}, 5);
	}
	send(text: string): void {
		if (this.readyState !== 1) throw new Error('InvalidStateError');
		const server = servers.get(this.url);
		const message = JSON.parse(text) as { type: string; topics?: string[]; topic?: string };
		const topic = (name: string) =>
			server!.topics.get(name) ?? server!.topics.set(name, new Set()).get(name)!;
		if (message.type === 'subscribe') message.topics!.forEach((name) => topic(name).add(this));
		if (message.type === 'unsubscribe') message.topics!.forEach((name) => topic(name).delete(this));
		if (message.type === 'publish') topic(message.topic!).forEach((each) => each.receive(text));
		if (message.type === 'ping') this.receive('{"type":"pong"}');
	}
	receive(text: string): void {
		setTimeout(() => this.readyState === 1 && this.onmessage?.({ data: text }), 1);
	}
	close(): void {
		if (this.readyState < 2) this.readyState = 2;
		setTimeout(() => this.lose(), 1);
	}
	lose(): void {
		if (this.readyState === 3) return;
		this.readyState = 3;
		FakeSocket.open -= 1;
		const server = servers.get(this.url);
		server?.sockets.delete(this);
		server?.topics.forEach((sockets) => sockets.delete(this));
		this.onclose?.();
		this.dispatchEvent(new Event('close'));
	}
}

const connections = new Map<string, FakeConnection>();
let nextId = 1;

class FakeChannel extends EventTarget {
	binaryType = '';
	readyState = 'connecting';
	bufferedAmount = 0;
	bufferedAmountLowThreshold = 0;
	other: FakeChannel | null = null;
	silent = false;
	onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
	onopen: (() => void) | null = null;
	onclose: (() => void) | null = null;
	onerror: ((event: unknown) => void) | null = null;
	onbufferedamountlow: (() => void) | null = null;
	constructor(readonly label: string) {
		super();
	}
	send(data: Uint8Array<ArrayBuffer>): void {
		if (this.readyState !== 'open') throw new Error('InvalidStateError');
		if (data.byteLength > 256 * 1024) throw new Error('too large');
		const copy = data.slice().buffer;
		this.bufferedAmount += copy.byteLength;
		setTimeout(() => {
			this.bufferedAmount -= copy.byteLength;
			if (this.bufferedAmount <= this.bufferedAmountLowThreshold) {
				this.onbufferedamountlow?.();
				this.dispatchEvent(new Event('bufferedamountlow'));
			}
			if (!this.silent && this.other?.readyState === 'open') this.other.onmessage?.({ data: copy });
		}, 1);
	}
	close(): void {
		if (this.readyState === 'closed') return;
		this.readyState = 'closed';
		this.onclose?.();
		const { other } = this;
		if (other && !this.silent) setTimeout(() => other.close(), 1);
	}
}

class FakeConnection {
	static open = 0;
	/** From now on nothing opens. */
	static blocked = false;
	readonly id = `c${nextId++}`;
	readonly fingerprint = `${this.id}:00`.toUpperCase();
	localDescription: { type: string; sdp: string } | null = null;
	remoteDescription: { type: string; sdp: string } | null = null;
	iceConnectionState = 'new';
	iceGatheringState = 'complete';
	connectionState = 'new';
	signalingState = 'stable';
	channel: FakeChannel | null = null;
	closed = false;
	oniceconnectionstatechange: (() => void) | null = null;
	onsignalingstatechange: (() => void) | null = null;
	onicecandidate: ((event: unknown) => void) | null = null;
	ondatachannel: ((event: { channel: FakeChannel }) => void) | null = null;
	constructor(readonly config: RTCConfiguration) {
		FakeConnection.open += 1;
		connections.set(this.id, this);
	}
	createDataChannel(label: string): FakeChannel {
		this.channel = new FakeChannel(label);
		return this.channel;
	}
	createOffer = () => Promise.resolve(this.describe('offer'));
	createAnswer = () => Promise.resolve(this.describe('answer'));
	describe = (type: string) => ({
		type,
		sdp: `v=0\r\ns=${this.id}\r\na=fingerprint:sha-256 ${this.fingerprint}\r\n`
	});
	setLocalDescription(description: { type: string; sdp: string }): Promise<void> {
		this.localDescription = description;
		this.signalingState = description.type === 'offer' ? 'have-local-offer' : 'stable';
		if (description.type === 'offer') this.onicecandidate?.({ candidate: candidateOf(this.id) });
		return Promise.resolve();
	}
	setRemoteDescription(description: { type: string; sdp: string }): Promise<void> {
		this.remoteDescription = { type: description.type, sdp: description.sdp };
		this.signalingState = description.type === 'answer' ? 'stable' : 'have-remote-offer';
		if (description.type === 'answer') setTimeout(() => this.join(), 5);
		return Promise.resolve();
	}
	addIceCandidate = () => Promise.resolve();
	/** A while: a channel may bring something before simple-peer has said that it is open. */
	getStats = async () => {
		await new Promise((done) => setTimeout(done, Number(this.id.slice(1)) % 2 === 0 ? 40 : 2));
		return [
			{ id: 't', type: 'transport', selectedCandidatePairId: 'p' },
			{ id: 'p', type: 'candidate-pair', localCandidateId: 'l', remoteCandidateId: 'r' },
			{ id: 'l', type: 'local-candidate', address: '127.0.0.1', port: 1 },
			{ id: 'r', type: 'remote-candidate', address: '127.0.0.1', port: 2 }
		];
	};
	join(): void {
		const other = connections.get(/s=(c\d+)/.exec(this.remoteDescription!.sdp)![1]!);
		if (FakeConnection.blocked || this.closed || !other || other.closed) return;
		const theirs = other.createDataChannel(this.channel!.label);
		theirs.other = this.channel;
		this.channel!.other = theirs;
		other.ondatachannel?.({ channel: theirs });
		for (const each of [this, other]) {
			each.iceConnectionState = 'connected';
			each.channel!.readyState = 'open';
			each.oniceconnectionstatechange?.();
			each.channel!.onopen?.();
		}
	}
	close(): void {
		if (this.closed) return;
		this.closed = true;
		FakeConnection.open -= 1;
		connections.delete(this.id);
		this.channel?.close();
	}
}

const candidateOf = (id: string) => ({ candidate: `candidate:${id}`, sdpMLineIndex: 0, sdpMid: '0' });

class Plain {
	constructor(init: object) {
		Object.assign(this, init);
	}
}

/** Puts the network in place of the real one, in this test file. */
export function fakeNetwork(url: string) {
	servers.set(url, { up: true, sockets: new Set(), topics: new Map() });
	vi.stubGlobal('WebSocket', FakeSocket);
	vi.stubGlobal('RTCPeerConnection', FakeConnection);
	vi.stubGlobal('RTCSessionDescription', Plain);
	vi.stubGlobal('RTCIceCandidate', Plain);
	const server = servers.get(url)!;
	return {
		url,
		/** What is open now. */
		open: () => ({ sockets: FakeSocket.open, connections: FakeConnection.open }),
		configs: () => [...connections.values()].map(({ config }) => config),
		kill() {
			server.up = false;
			for (const socket of server.sockets) socket.lose();
		},
		start: () => (server.up = true),
		/** What is sent over the connections that are open now is lost; nobody is told. */
		silence() {
			for (const { channel } of connections.values()) if (channel) channel.silent = true;
		},
		/** Everybody's peer says these bytes. */
		inject(bytes: Uint8Array) {
			for (const { channel } of connections.values()) channel?.onmessage?.({ data: bytes.slice().buffer });
		},
		block: (blocked: boolean) => (FakeConnection.blocked = blocked),
		/** What a server, or somebody at it, may say to all in a room. */
		shout(text: string) {
			for (const socket of server.sockets) socket.receive(text);
		}
	};
}
