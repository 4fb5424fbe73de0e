import fc from 'fast-check';
import { expect, test } from 'vitest';
import { connectionOf } from '../../src/lib/peers/connection-state';
import { Patience } from '../../src/lib/peers/patience';
import { Pulse } from '../../src/lib/peers/pulse';
import { sealOf } from '../../src/lib/peers/seal';
import {
	reactionTo,
	mostConnections,
	readSignal,
	type Announce,
	type Signal
} from '../../src/lib/peers/signals';

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

test('of two peers the same one always begins, so that offers never cross', () => {
	expect(reactionTo(announce(high), known(low))).toBe('take');
	expect(reactionTo(announce(low), known(high))).toBe('answer');
	expect(reactionTo(signal(low, high, 'offer'), known(high))).toBe('take');
	expect(reactionTo(signal(high, low, 'offer'), known(low))).toBe('ignore');
});

test('what is one’s own, or for somebody else, is ignored', () => {
	expect(reactionTo(announce(low), known(low))).toBe('ignore');
	expect(reactionTo(announce(low, [], '55555555'), known(high))).toBe('ignore');
	expect(reactionTo(signal(low, '55555555', 'offer'), known(high))).toBe('ignore');
});

test('a connection that the other end has lost is asked first, and ended where it never opened', () => {
	expect(reactionTo(announce(low, [high]), known(high, { open: true }))).toBe('ignore');
	expect(reactionTo(announce(low), known(high, { open: true }))).toBe('doubt');
	expect(reactionTo(announce(low), known(high, { age: 1_000 }))).toBe('ignore');
	expect(reactionTo(announce(low), known(high, { age: 5_000 }))).toBe('end');
	expect(reactionTo(signal(low, high, 'offer', 'session-2'), known(high, {}))).toBe('replace');
	// Whoever has the secret can say so in anybody's name: an open connection is only asked.
	expect(reactionTo(signal(low, high, 'offer', 'session-2'), known(high, { open: true }))).toBe('doubt');
});

test('late words of an earlier attempt are not heard', () => {
	expect(reactionTo(signal(high, low, 'answer'), known(low, { initiator: true }))).toBe('take');
	expect(reactionTo(signal(high, low, 'answer', 'session-0'), known(low, { initiator: true }))).toBe(
		'ignore'
	);
	expect(reactionTo(signal(high, low, 'answer'), known(low))).toBe('ignore');
	expect(reactionTo(signal(high, low, 'answer'), known(low, { initiator: false }))).toBe('ignore');
});

test('there are no more connections than all agreed on', () => {
	expect(reactionTo(announce(high), known(low, null, mostConnections))).toBe('ignore');
	expect(reactionTo(signal(low, high, 'offer'), known(high, null, mostConnections))).toBe('ignore');
	expect(reactionTo(signal(low, high, 'offer'), known(high, {}, mostConnections))).toBe('replace');
});

test.each<[string, unknown]>([
	['a renegotiation', { ...signal(low, high, 'offer'), signal: { type: 'renegotiate', renegotiate: true } }],
	['a field beside the others', { ...announce(low), extra: 1 }],
	['an id that is an object', { ...announce(low), from: {} }],
	['a list without end', announce(low, Array<string>(1_000).fill(high))],
	[
		'a description of a megabyte',
		{ ...signal(low, high, 'offer'), signal: { type: 'offer', sdp: 'x'.repeat(1e6) } }
	],
	['nothing', null]
])('%s is no message', (_, value) => {
	expect(readSignal(value)).toBeNull();
});

test('only who has the secret of the room can say or read anything', async () => {
	const ours = await sealOf('room', 'secret');
	const closed = await ours.close({ hello: 1 });
	expect(await ours.open(closed)).toEqual({ hello: 1 });
	expect(closed).not.toContain('hello');
	expect(await (await sealOf('room', 'other')).open(closed)).toBeNull();
	expect(await (await sealOf('another', 'secret')).open(closed)).toBeNull();
	expect(await ours.open(`${closed.slice(0, -2)}AA`)).toBeNull();
	for (const text of ['', 'A', '%', '💥', 'A'.repeat(100)]) expect(await ours.open(text)).toBeNull();
	const proto = await ours.open(await ours.close(JSON.parse('{"__proto__":{"type":"announce"}}')));
	expect(readSignal(proto)).toBeNull();
});

test('a connection has fifteen seconds to open', () => {
	const pulse = new Pulse(0);
	for (let now = 1_000; now <= 15_000; now += 1_000) expect(pulse.look(now)).toBe('well');
	expect(pulse.look(16_000)).toBe('never-opened');
});

test('a silent end is asked, and is dead after half a minute without an answer', () => {
	const pulse = new Pulse(0);
	pulse.opened(0);
	const verdicts = Array.from({ length: 31 }, (_, second) => pulse.look((second + 1) * 1_000));
	expect(verdicts.indexOf('ask')).toBe(5);
	expect(verdicts.filter((each) => each === 'ask')).toHaveLength(5);
	expect(verdicts.indexOf('dead')).toBe(30);
});

test('one that answers lives for ever', () => {
	const pulse = new Pulse(0);
	pulse.opened(0);
	for (let now = 1_000; now < 600_000; now += 1_000) {
		const verdict = pulse.look(now);
		expect(verdict).not.toBe('dead');
		if (verdict === 'ask') pulse.heard(now + 200);
	}
});

test('where there is reason for doubt it is asked at once, and has five seconds', () => {
	const pulse = new Pulse(0);
	pulse.opened(0);
	pulse.heard(10_000);
	for (let now = 1_000; now <= 10_000; now += 1_000) pulse.look(now);
	pulse.doubt(10_500);
	expect(pulse.look(11_000)).toBe('ask');
	pulse.heard(11_100);
	for (let now = 12_000; now <= 15_000; now += 1_000) expect(pulse.look(now)).toBe('well');
	pulse.doubt(15_500);
	const later = [16, 17, 18, 19, 20, 21].map((second) => pulse.look(second * 1_000));
	expect(later).toEqual(['ask', 'well', 'well', 'well', 'well', 'dead']);
});

test('the time in which this page slept is nobody’s silence', () => {
	fc.assert(
		fc.property(fc.integer({ min: 3_000, max: 100_000_000 }), (slept) => {
			const pulse = new Pulse(0);
			pulse.opened(0);
			pulse.look(1_000);
			expect(pulse.look(1_000 + slept)).not.toBe('dead');
		})
	);
});

test('who was only loaded again is met at once; with whom it keeps failing, later and later', () => {
	const patience = new Patience();
	patience.ended('ann', 60_000, 0);
	expect(patience.admits('ann', 0)).toBe(true);
	const waits: number[] = [];
	for (let failure = 0, now = 0; failure < 10; failure += 1) {
		patience.ended('bob', 0, now);
		const from = now;
		while (!patience.admits('bob', now)) now += 100;
		waits.push(now - from);
		expect(patience.isDue(now)).toBe(true);
		expect(patience.isDue(now)).toBe(false);
	}
	expect(waits).toEqual([0, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
	patience.ended('bob', 20_000, 1e6);
	expect(patience.admits('bob', 1e6)).toBe(true);
});

test('who broke the rules is kept out for a minute, and longer each time', () => {
	const patience = new Patience();
	patience.ban('eve', 0);
	expect([patience.admits('eve', 59_999), patience.admits('eve', 60_000)]).toEqual([false, true]);
	patience.ban('eve', 60_000);
	expect([patience.admits('eve', 179_999), patience.admits('eve', 180_000)]).toEqual([false, true]);
	expect(patience.admits('ann', 0)).toBe(true);
});

test('the connection is said in one word', () => {
	const socket = (connected: boolean, failures = 0) => ({ connected, failures });
	expect(connectionOf([], 0)).toBe('unreachable');
	expect(connectionOf([socket(false)], 0)).toBe('connecting');
	expect(connectionOf([socket(false, 1)], 0)).toBe('unreachable');
	expect(connectionOf([socket(false, 3), socket(true)], 0)).toBe('waiting');
	expect(connectionOf([socket(false, 3)], 1)).toBe('connected');
});
