/** What sharing relies on inside y-webrtc, held against the very version that is installed. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test, vi } from 'vitest';
import { WebrtcProvider, type Room } from 'y-webrtc';
import * as Y from 'yjs';
import { placeholderDocument } from '../../src/lib/peers/placeholder-document';
import { fakeNetwork } from './fake-network';

const folder = (name: string) => join(dirname(fileURLToPath(import.meta.resolve('y-webrtc'))), '../..', name);
const file = (path: string) => readFileSync(folder(path), 'utf8');
const versionOf = (name: string) => (JSON.parse(file(`${name}/package.json`)) as { version: string }).version;
const source = file('y-webrtc/src/y-webrtc.js');
const peerSource = file('simple-peer/index.js');
const network = fakeNetwork('ws://contract.test');

test('the installed versions are those that were checked', () => {
	const read = { 'y-webrtc': '10.3.0', 'simple-peer': '9.11.1', 'y-protocols': '1.0.7', lib0: '0.2.120' };
	for (const [name, version] of Object.entries(read))
		expect(`${name} ${versionOf(name)}`).toBe(`${name} ${version}`);
});

/** A provider as sharing makes it, its room caught when it comes. */
async function provider(room: string) {
	const empty = placeholderDocument(() => undefined);
	const made = new WebrtcProvider(room, empty.doc, {
		signaling: [network.url],
		awareness: empty.awareness,
		maxConns: 20,
		filterBcConns: false,
		peerOpts: { config: { iceServers: [] } }
	});
	const connect = vi.fn();
	const disconnect = vi.fn();
	let caught: Room | null = null;
	expect(made.room).toBeNull();
	Object.defineProperty(made, 'room', {
		get: () => caught,
		set(came: Room) {
			caught = came;
			came.connect = connect;
			came.disconnect = disconnect;
		}
	});
	const socket = made.signalingConns[0]!;
	const sent: object[] = [];
	socket.send = (message) => sent.push(message);
	await vi.waitUntil(() => socket.connected, { timeout: 30_000 });
	return { made, empty, connect, disconnect, socket, sent, room: () => caught! };
}

test('the room is created after the provider, is set as its `room`, and connects by its `connect`', async () => {
	const { made, room, connect, disconnect } = await provider('one');
	expect(connect).toHaveBeenCalledOnce();
	expect(room().name).toBe('one');
	expect(room()._beforeUnloadHandler).toBeTypeOf('function');
	made.disconnect();
	made.destroy();
	await Promise.resolve();
	expect(disconnect).toHaveBeenCalled();
});

test('with `connect` replaced, a room opens no BroadcastChannel and observes no document', async () => {
	const opened: string[] = [];
	vi.stubGlobal(
		'BroadcastChannel',
		class {
			constructor(name: string) {
				opened.push(name);
			}
			postMessage() {}
			close() {}
		}
	);
	const { made, empty } = await provider('two');
	empty.doc.getMap('x').set('y', 1);
	made.disconnect();
	made.destroy();
	await new Promise((done) => setTimeout(done, 20));
	expect(opened).toEqual([]);
	// The only places where it reaches for one.
	expect(source.match(/bc\.\w+/g)).toEqual(['bc.publish', 'bc.subscribe', 'bc.unsubscribe']);
	expect(source.match(/\.on\('update'/g)).toHaveLength(2);
});

test('it sends to a room by `send`, unencrypted, and receives by `emit`', async () => {
	const { made, socket, sent, room } = await provider('three');
	expect(sent).toEqual([
		{ type: 'subscribe', topics: ['three'] },
		{ type: 'publish', topic: 'three', data: { type: 'announce', from: room().peerId } }
	]);
	const met: string[] = [];
	made.on('peers', ({ added }) => met.push(...added));
	const hear = (data: object) => socket.emit('message', [{ type: 'publish', topic: 'three', data }, socket]);
	hear({ type: 'announce', from: 'somebody' });
	expect(met).toEqual(['somebody']);
	const { peer, remotePeerId } = room().webrtcConns.get('somebody')!;
	expect(remotePeerId).toBe('somebody');
	expect(peer).toMatchObject({ initiator: true, destroyed: false, connected: false, bufferSize: 0 });
	expect(peer._channel).not.toBeNull();
	await vi.waitUntil(() => sent.length > 2, { timeout: 30_000 });
	expect(sent[2]).toMatchObject({
		data: {
			type: 'signal',
			to: 'somebody',
			from: room().peerId,
			signal: { type: expect.any(String) as string }
		}
	});
	expect(peer._pc!.localDescription!.sdp).toMatch(/^a=fingerprint:/m);

	const gone = vi.fn();
	peer.on('close', gone);
	peer.destroy();
	await vi.waitUntil(() => gone.mock.calls.length > 0, { timeout: 30_000 });
	expect(room().webrtcConns.has('somebody')).toBe(false);
	// An offer makes the answering side.
	hear({ type: 'signal', from: 'other', to: room().peerId, signal: { type: 'offer', sdp: 's=c0\r\n' } });
	expect(room().webrtcConns.get('other')!.peer.initiator).toBe(false);
	room().webrtcConns.get('other')!.peer.destroy();
	made.disconnect();
	made.destroy();
});

test('it reads from peers by one `data` listener, and sends to them by `peer.send` alone', async () => {
	const { made, socket, room } = await provider('four');
	socket.emit('message', [{ type: 'publish', topic: 'four', data: { type: 'announce', from: 'x' } }, socket]);
	const peer = room().webrtcConns.get('x')!.peer as unknown as NodeJS.EventEmitter;
	expect(peer.listenerCount('data')).toBe(1);
	peer.removeAllListeners('data');
	expect(peer.listenerCount('data')).toBe(0);
	expect(source.match(/peer\.(?:send|write|push)\b/g)).toEqual(['peer.send', 'peer.send']);
	// simple-peer itself sends by the same method, or by the stream that nobody writes to.
	expect(peerSource.match(/_channel\.send\(/g)).toHaveLength(1);
	room().webrtcConns.get('x')!.peer.destroy();
	made.disconnect();
	made.destroy();
});

test('`disconnect` closes its sockets; `destroy` alone would not', async () => {
	const before = network.open().sockets;
	const { made, socket } = await provider('five');
	made.destroy();
	await new Promise((done) => setTimeout(done, 50));
	expect(socket.ws?.readyState).toBe(1);
	made.disconnect();
	await vi.waitUntil(() => network.open().sockets === before, { timeout: 30_000 });
});

test('its defaults contact third parties: each is overridden by an option', () => {
	expect(source).toContain("signaling = ['wss://y-webrtc-eu.fly.dev']");
	expect(source.match(/wss?:\/\/[\w.-]+/g)).toEqual(['wss://y-webrtc-eu.fly.dev']);
	expect(source).toContain('new Peer({ initiator, ...room.provider.peerOpts })');
	expect(peerSource).toContain('this.config = Object.assign({}, Peer.config, opts.config)');
	expect(peerSource.match(/'stun:[^']+'/g)).toHaveLength(2);
});

test('the placeholder document is empty, and reports writes', () => {
	const touched = vi.fn();
	const empty = placeholderDocument(touched);
	// Two zeros: an update that says nothing.
	expect([...Y.encodeStateAsUpdate(empty.doc)]).toEqual([0, 0]);
	expect(empty.awareness.getStates().size).toBe(0);
	empty.doc.getMap('x').set('y', 1);
	expect(touched).toHaveBeenCalledOnce();
	empty.awareness.setLocalState({ name: 'x' });
	expect(touched).toHaveBeenCalledTimes(2);
	empty.destroy();
});
