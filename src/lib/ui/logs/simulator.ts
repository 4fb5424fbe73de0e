import type { LogLine, LogType } from '$lib/domain/facts';
import { chanceOf } from './seeded';
import { deviceOf, messageOf } from './simulated-messages';

const DAY = 86_400_000;

/** How often each type comes, in hundredths: mostly routine, now and then trouble. */
const shares: readonly [LogType, number][] = [
	['info', 34],
	['report', 38],
	['command', 18],
	['warning', 7],
	['error', 3]
];

/** What to simulate. */
export interface LogSimulation {
	/** Names the device, so that each has a log of its own that does not depend on the others chosen. */
	serial: string;
	seed: string;
	/** How many days the log spans, up to `until` (milliseconds since 1970). */
	days: number;
	until: number;
	lines: number;
}

/** The log of a device, the oldest line first; the same for the same simulation. */
export function simulateLog({ serial, seed, days, until, lines }: LogSimulation): LogLine[] {
	const chance = chanceOf(`${seed}/${serial}`);
	const device = deviceOf(chance);
	const times = Array.from({ length: lines }, () => until - Math.floor(chance() * days * DAY)).sort(
		(a, b) => a - b
	);
	return times.map((time, index) => {
		device.uptime += Math.floor((time - (times[index - 1] ?? time)) / 1000);
		const type = typeOf(chance() * 100);
		return { time, type, message: messageOf(type, device, chance) };
	});
}

function typeOf(hundredths: number): LogType {
	let sum = 0;
	return shares.find(([, share]) => (sum += share) > hundredths)?.[0] ?? 'info';
}
