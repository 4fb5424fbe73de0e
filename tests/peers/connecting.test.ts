import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectionState } from '../../src/lib/peers/connection-state';
import { unknownRelay, type RelayState } from '../../src/lib/peers/relay/relay-state';
import { Backoff } from '../../src/lib/peers/backoff';
import { Heartbeat } from '../../src/lib/peers/heartbeat';
import { signallingCipher } from '../../src/lib/peers/signalling-cipher';
import {
	reactionTo,
	maxConnections,
	readSignal,
	type Announce,
	type Signal
} from '../../src/lib/peers/signalling-messages';

const [low, high] = ['11111111-aaaa', '99999999-zzzz'];
const announce = (from: string, has: string[] = [], to?: string): Announce => ({
	type: 'announce',
	from,
	has,
	...(to && { to })
});
const signal = (from: string, to: string, type: 'offer' | 'answer', session = 'session-1'): Signal => ({
	type: 'signal',
	from,
	to,
	session,
	signal: { type, sdp: 'v=0' }
});
const known = (me: string, existing: object | null = null, count = 0) => ({
	me,
	count,
	existing: existing && { initiator: false, open: false, age: 0, session: 'session-1', ...existing }
});

test('of two peers the same one always initiates, so that offers never cross', () => {
	expect(reactionTo(announce(high), known(low))).toBe('accept');
	expect(reactionTo(announce(low), known(high))).toBe('announce');
	expect(reactionTo(signal(low, high, 'offer'), known(high))).toBe('accept');
	expect(reactionTo(signal(high, low, 'offer'), known(low))).toBe('ignore');
});

test('a browser’s own messages, and those for other peers, are ignored', () => {
	expect(reactionTo(announce(low), known(low))).toBe('ignore');
	expect(reactionTo(announce(low, [], '55555555'), known(high))).toBe('ignore');
	expect(reactionTo(signal(low, '55555555', 'offer'), known(high))).toBe('ignore');
});

test('a connection that the other end has lost is pinged first, or ended if it never opened', () => {
	expect(reactionTo(announce(low, [high]), known(high, { open: true }))).toBe('ignore');
	expect(reactionTo(announce(low), known(high, { open: true }))).toBe('suspect');
	expect(reactionTo(announce(low), known(high, { age: 1_000 }))).toBe('ignore');
	expect(reactionTo(announce(low), known(high, { age: 5_000 }))).toBe('end');
	expect(reactionTo(signal(low, high, 'offer', 'session-2'), known(high, {}))).toBe('replace');
	// Anyone with the secret can send this in a peer's name: an open connection is only pinged.
	expect(reactionTo(signal(low, high, 'offer', 'session-2'), known(high, { open: true }))).toBe('suspect');
});

test('late messages of an earlier attempt are ignored', () => {
	expect(reactionTo(signal(high, low, 'answer'), known(low, { initiator: true }))).toBe('accept');
	expect(reactionTo(signal(high, low, 'answer', 'session-0'), known(low, { initiator: true }))).toBe(
		'ignore'
	);
	expect(reactionTo(signal(high, low, 'answer'), known(low))).toBe('ignore');
	expect(reactionTo(signal(high, low, 'answer'), known(low, { initiator: false }))).toBe('ignore');
});

test('the number of connections is limited', () => {
	expect(reactionTo(announce(high), known(low, null, maxConnections))).toBe('ignore');
	expect(reactionTo(signal(low, high, 'offer'), known(high, null, maxConnections))).toBe('ignore');
	expect(reactionTo(signal(low, high, 'offer'), known(high, {}, maxConnections))).toBe('replace');
});

test.each<[string, unknown]>([
	['a renegotiation', { ...signal(low, high, 'offer'), signal: { type: 'renegotiate', renegotiate: true } }],
	['an extra field', { ...announce(low), extra: 1 }],
	['an id that is an object', { ...announce(low), from: {} }],
	['a very long list', announce(low, Array<string>(1_000).fill(high))],
	[
		'a description of a megabyte',
		{ ...signal(low, high, 'offer'), signal: { type: 'offer', sdp: 'x'.repeat(1e6) } }
	],
	['nothing', null]
])('%s is no valid message', (_, value) => {
	expect(readSignal(value)).toBeNull();
});

test('only peers with the secret of the room can send or read signalling messages', async () => {
	const ours = await signallingCipher('room', 'secret');
	const encrypted = await ours.encrypt({ hello: 1 });
	expect(await ours.decrypt(encrypted)).toEqual({ hello: 1 });
	expect(encrypted).not.toContain('hello');
	expect(await (await signallingCipher('room', 'other')).decrypt(encrypted)).toBeNull();
	expect(await (await signallingCipher('another', 'secret')).decrypt(encrypted)).toBeNull();
	expect(await ours.decrypt(`${encrypted.slice(0, -2)}AA`)).toBeNull();
	for (const text of ['', 'A', '%', '💥', 'A'.repeat(100)]) expect(await ours.decrypt(text)).toBeNull();
	const proto = await ours.decrypt(await ours.encrypt(JSON.parse('{"__proto__":{"type":"announce"}}')));
	expect(readSignal(proto)).toBeNull();
});

test('a connection has fifteen seconds to open', () => {
	const heartbeat = new Heartbeat(0);
	for (let now = 1_000; now <= 15_000; now += 1_000) expect(heartbeat.check(now)).toBe('alive');
	expect(heartbeat.check(16_000)).toBe('never-opened');
});

test('a silent peer is pinged, and is dead after half a minute without an answer', () => {
	const heartbeat = new Heartbeat(0);
	heartbeat.opened(0);
	const statuses = Array.from({ length: 31 }, (_, second) => heartbeat.check((second + 1) * 1_000));
	expect(statuses.indexOf('ping')).toBe(5);
	expect(statuses.filter((each) => each === 'ping')).toHaveLength(5);
	expect(statuses.indexOf('dead')).toBe(30);
});

test('a peer that answers stays alive', () => {
	const heartbeat = new Heartbeat(0);
	heartbeat.opened(0);
	for (let now = 1_000; now < 600_000; now += 1_000) {
		const status = heartbeat.check(now);
		expect(status).not.toBe('dead');
		if (status === 'ping') heartbeat.received(now + 200);
	}
});

test('a suspect peer is pinged at once, and has five seconds to answer', () => {
	const heartbeat = new Heartbeat(0);
	heartbeat.opened(0);
	heartbeat.received(10_000);
	for (let now = 1_000; now <= 10_000; now += 1_000) heartbeat.check(now);
	heartbeat.suspect(10_500);
	expect(heartbeat.check(11_000)).toBe('ping');
	heartbeat.received(11_100);
	for (let now = 12_000; now <= 15_000; now += 1_000) expect(heartbeat.check(now)).toBe('alive');
	heartbeat.suspect(15_500);
	const later = [16, 17, 18, 19, 20, 21].map((second) => heartbeat.check(second * 1_000));
	expect(later).toEqual(['ping', 'alive', 'alive', 'alive', 'alive', 'dead']);
});

test('time in which this page slept does not count as silence', () => {
	fc.assert(
		fc.property(fc.integer({ min: 3_000, max: 100_000_000 }), (slept) => {
			const heartbeat = new Heartbeat(0);
			heartbeat.opened(0);
			heartbeat.check(1_000);
			expect(heartbeat.check(1_000 + slept)).not.toBe('dead');
		})
	);
});

test('a reloaded peer is tried again at once, a failing one with growing delays', () => {
	const backoff = new Backoff();
	backoff.connectionEnded('ann', 60_000, 0);
	expect(backoff.allows('ann', 0)).toBe(true);
	const waits: number[] = [];
	for (let failure = 0, now = 0; failure < 10; failure += 1) {
		backoff.connectionEnded('bob', 0, now);
		const from = now;
		while (!backoff.allows('bob', now)) now += 100;
		waits.push(now - from);
		expect(backoff.isRetryDue(now)).toBe(true);
		expect(backoff.isRetryDue(now)).toBe(false);
	}
	expect(waits).toEqual([0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
	backoff.connectionEnded('bob', 20_000, 1e6);
	expect(backoff.allows('bob', 1e6)).toBe(true);
});

test('a peer that breaks the protocol is banned for a minute, and longer each time', () => {
	const backoff = new Backoff();
	backoff.ban('eve', 0);
	expect([backoff.allows('eve', 59_999), backoff.allows('eve', 60_000)]).toEqual([false, true]);
	backoff.ban('eve', 60_000);
	expect([backoff.allows('eve', 179_999), backoff.allows('eve', 180_000)]).toEqual([false, true]);
	expect(backoff.allows('ann', 0)).toBe(true);
});

test('one word sums up the state of the connection', () => {
	const socket = (connected: boolean, failures = 0) => ({ connected, failures });
	expect(connectionState([], 0)).toBe('unreachable');
	expect(connectionState([socket(false)], 0)).toBe('connecting');
	expect(connectionState([socket(false, 1)], 0)).toBe('unreachable');
	expect(connectionState([socket(false, 3), socket(true)], 0)).toBe('waiting');
	expect(connectionState([socket(false, 3)], 1)).toBe('connected');
	const relay = (connection: RelayState['connection']) => ({ ...unknownRelay('wss://relay'), connection });
	expect(connectionState([socket(true)], 0, relay('connected'))).toBe('relayed');
	expect(connectionState([socket(false, 3)], 1, relay('connected'))).toBe('connected');
	expect(connectionState([socket(false, 1)], 0, relay('connecting'))).toBe('connecting');
	expect(connectionState([socket(true)], 0, relay('unreachable'))).toBe('waiting');
	expect(connectionState([socket(false, 1)], 0, relay('poisoned'))).toBe('unreachable');
});
