import { afterEach, expect, test, vi } from 'vitest';
import { TokenBucket } from '../../src/lib/gate/token-bucket';
import { carrying, replica, reasons, settled, signer, stranger } from './parties';

afterEach(() => void vi.useRealTimers());

/** An allowance, and the clock that it goes by, to be set. */
function clocked(perSecond: number, burst: number) {
	const clock = { now: 0 };
	return { clock, allowance: new TokenBucket(perSecond, burst, () => clock.now) };
}

test('what may happen so often may happen no more often', () => {
	const { clock, allowance } = clocked(2, 3);
	const takenAt = (now: number) => {
		clock.now = now;
		return allowance.tryTake();
	};
	expect([0, 0, 0, 0].map(takenAt)).toEqual([true, true, true, false]);
	expect([500, 500, 1_000, 1_000].map(takenAt)).toEqual([true, false, true, false]);
});

test('what is taken early has to wait as long as it is early', () => {
	const { clock, allowance } = clocked(2, 3);
	expect([3, 1, 1].map((amount) => allowance.take(amount))).toEqual([0, 500, 1_000]);
	clock.now = 1_000;
	expect(allowance.take(0)).toBe(0);
});

test('a clock that goes back gives nothing, takes nothing away, and goes on from there', () => {
	const { clock, allowance } = clocked(1, 3);
	clock.now = 600_000;
	expect([1, 1].map((amount) => allowance.take(amount))).toEqual([0, 0]);
	clock.now = 0;
	expect([allowance.tryTake(), allowance.tryTake()]).toEqual([true, false]);
	clock.now = 1_000;
	expect(allowance.tryTake()).toBe(true);
});

test('a date that is set back ten minutes, or on by a day, makes nobody honest wait or be refused', async () => {
	vi.useFakeTimers({ toFake: ['Date'], now: 1_790_000_000_000 });
	const at = replica();
	const alice = await signer();
	const line = stranger(at);
	for (const shift of [0, -600_000, 86_400_000, -600_000]) {
		vi.setSystemTime(Date.now() + shift);
		line.say({ kind: 'hello', number: 1, workspace: 'w', heads: {} });
		await line.bring(carrying(alice.founding));
	}
	expect(reasons(line.ended)).toEqual([]);
	expect(line.heard.filter(({ kind }) => kind === 'ack')).toHaveLength(4);
	await settled();
	expect(at.ledger.entries.size).toBe(1);
});
