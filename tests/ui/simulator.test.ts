import { expect, test } from 'vitest';
import { logTypes } from '$lib/domain/facts';
import { simulateLog } from '$lib/ui/logs/simulator';

const simulation = { serial: 'SN-1', seed: 'any', days: 7, until: Date.UTC(2026, 0, 8), lines: 2_000 };

test('the same seed gives the same log, another seed or another device another one', () => {
	const log = simulateLog(simulation);
	expect(simulateLog({ ...simulation })).toEqual(log);
	expect(simulateLog({ ...simulation, seed: 'other' })).not.toEqual(log);
	expect(simulateLog({ ...simulation, serial: 'SN-2' })).not.toEqual(log);
});

test('it has as many lines as asked for, in order of time within its days, of every type, routine most of all', () => {
	const log = simulateLog(simulation);
	expect(log).toHaveLength(2_000);
	const times = log.map(({ time }) => time);
	expect([...times].sort((a, b) => a - b)).toEqual(times);
	expect(times[0]).toBeGreaterThanOrEqual(Date.UTC(2026, 0, 1));
	expect(times.at(-1)).toBeLessThanOrEqual(simulation.until);
	const count = (type: string) => log.filter((line) => line.type === type).length;
	for (const type of logTypes) expect(count(type)).toBeGreaterThan(20);
	expect(count('error')).toBeLessThan(count('info') / 4);
	expect(log.every(({ message }) => message.length > 3 && !message.includes('undefined'))).toBe(true);
});

test('it says nothing that only one kind of product could, for a camera has no brightness', () => {
	const log = simulateLog(simulation);
	expect(log.filter(({ message }) => /_led|\bled\b|bright|lamp|temp_value|scene/i.test(message))).toEqual([]);
});

test('counted back from another moment, it says the same', () => {
	const later = simulateLog({ ...simulation, until: simulation.until + 5_000 });
	expect(later.map(({ message }) => message)).toEqual(simulateLog(simulation).map(({ message }) => message));
});
