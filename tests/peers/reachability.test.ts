import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { isMixedContent } from '../../src/lib/peers/connection-state';
import { hostReachability } from '../../src/lib/peers/host-reachability';
import { reachabilityOf, testIce, testSignalling } from '../../src/lib/peers/reachability';
import { signal } from '../../scripts/signal.js';

let server: Awaited<ReturnType<typeof signal>>;
let web: Server;
let echo: WebSocketServer;
beforeAll(async () => {
	vi.stubGlobal('WebSocket', WebSocket);
	server = await signal({ port: 0 });
	web = createServer((_, response) => response.end('a web page')).listen(0);
	echo = new WebSocketServer({ port: 0 }).on('connection', (socket) =>
		socket.on('message', (data) => socket.send(data))
	);
});
afterEach(() => vi.stubGlobal('location', undefined));
afterAll(async () => {
	await server.stop();
	web.close();
	echo.close();
});
const portOf = (each: { address(): unknown }) => (each.address() as AddressInfo).port;

test('a signalling server answers a ping', async () => {
	expect(await testSignalling(server.url)).toEqual({ ok: true, reachability: 'this-computer', detail: '' });
});

test('anything but a signalling server is rejected, with the reason', async () => {
	const detail = async (url: string) => {
		const tried = await testSignalling(url);
		expect(tried).toMatchObject({ ok: false, reachability: 'nobody' });
		return tried.detail;
	};
	expect(await detail(`ws://localhost:${portOf(web)}`)).toBe('closed (1006)');
	expect(await detail('ws://localhost:1')).toBe('closed (1006)');
	expect(await detail(`ws://localhost:${portOf(echo)}`)).toMatch(/not answer like one/);
	expect(await detail('https://example.com')).toMatch(/not a ws/);
	expect(await detail('javascript:alert(1)')).toMatch(/not a ws/);
	vi.stubGlobal('location', { protocol: 'https:' });
	expect(await detail('ws://example.com')).toMatch(/mixed content/);
});

test('plain ws from an https page is mixed content, except to this computer', () => {
	for (const url of ['ws://example.com', 'WS://192.168.1.7:4444', 'ws://localhost.example.com']) {
		expect(isMixedContent(url, 'https:')).toBe(true);
		expect(isMixedContent(url, 'http:')).toBe(false);
		expect(isMixedContent(url, 'file:')).toBe(false);
	}
	for (const url of ['wss://example.com', 'ws://localhost:4444', 'ws://127.0.0.1', 'ws://[::1]:4444']) {
		expect(isMixedContent(url, 'https:')).toBe(false);
	}
});

test.each([
	[
		'this-computer',
		'localhost app.localhost LOCALHOST localhost. 127.0.0.1 127.9.9.9 0.0.0.0 [::1] [::ffff:7f00:1]'
	],
	[
		'this-network',
		'10.0.0.1 172.16.0.1 172.31.255.1 192.168.1.7 169.254.3.4 100.64.0.1 100.127.1.1 [fe80::1]'
	],
	[
		'this-network',
		'[fd12::1] [fc00::1] [::ffff:c0a8:107] printer printer.local nas.lan box.home.arpa a.internal'
	],
	[
		'anywhere',
		'example.com 8.8.8.8 172.15.0.1 172.32.0.1 192.169.0.1 100.63.0.1 100.128.0.1 11.0.0.1 [2001:db8::1]'
	],
	['anywhere', 'local.example.com 10.example.com localhost.example.com [::ffff:808:808] fe80.example']
])('reachable from %s: %s', (reach, hosts) => {
	const reaches = hosts.split(' ').map((host) => [host, hostReachability(new URL(`ws://${host}`).hostname)]);
	expect(reaches.filter(([, is]) => is !== reach)).toEqual([]);
});

test('an invitation reaches as far as its best server, and anywhere only with STUN or TURN', () => {
	const by = (reach: 'this-computer' | 'this-network' | 'anywhere', ok = true) => ({
		reachability: reach,
		ok
	});
	const none = { relayed: false, public: false };
	expect(reachabilityOf({ signalling: [], ice: null })).toBe('nobody');
	expect(reachabilityOf({ signalling: [by('anywhere', false)], ice: null })).toBe('nobody');
	expect(reachabilityOf({ signalling: [by('this-computer')], ice: { ...none, relayed: true } })).toBe(
		'this-computer'
	);
	expect(reachabilityOf({ signalling: [by('this-computer'), by('this-network')], ice: null })).toBe(
		'this-network'
	);
	expect(reachabilityOf({ signalling: [by('anywhere')], ice: null })).toBe('this-network');
	expect(reachabilityOf({ signalling: [by('anywhere')], ice: none })).toBe('this-network');
	expect(reachabilityOf({ signalling: [by('anywhere')], ice: { ...none, public: true } })).toBe('anywhere');
	expect(reachabilityOf({ signalling: [by('anywhere')], ice: { ...none, relayed: true } })).toBe('anywhere');
	// By a relay nobody has to be met.
	expect(reachabilityOf({ signalling: [], relay: by('anywhere'), ice: null })).toBe('anywhere');
	expect(reachabilityOf({ signalling: [], relay: by('this-network'), ice: null })).toBe('this-network');
	expect(reachabilityOf({ signalling: [], relay: by('anywhere', false), ice: null })).toBe('nobody');
});

test('without WebRTC no address is found', async () => {
	expect(await testIce([{ urls: ['stun:example.com'] }])).toEqual({ relayed: false, public: false });
});
