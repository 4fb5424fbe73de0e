/** Microseconds that one call takes: the median of several rounds of as many calls as fill a few milliseconds. */
export function microseconds(call: (round: number) => unknown, { rounds = 9, calls = 0 } = {}): number {
	let count = calls || 1;
	let n = 0;
	const round = () => {
		const started = performance.now();
		for (let i = 0; i < count; i++) kept.value = call(n++);
		return performance.now() - started;
	};
	if (!calls) for (let took = round(); took < 4; took = round()) count *= 2;
	const times = Array.from({ length: rounds }, round).sort((a, b) => a - b);
	return (times[rounds >> 1]! / count) * 1_000;
}

/**
 * Microseconds of one call of each, taken in turns, the least of each: whatever else the machine does meanwhile slows both.
 * What is done before a call, such as an edit, is given its number too.
 */
export function inTurns<Name extends string>(
	calls: Record<Name, (round: number) => unknown>,
	{ rounds = 25, milliseconds = 4 } = {}
): Record<Name, number> {
	const names = Object.keys(calls) as Name[];
	const turns = names.map((name) => ({
		name,
		call: calls[name],
		count: 1,
		n: 0,
		least: Number.POSITIVE_INFINITY
	}));
	const round = (turn: (typeof turns)[number]) => {
		const { call, count } = turn;
		const started = performance.now();
		for (let i = 0; i < count; i++) kept.value = call(turn.n++);
		return performance.now() - started;
	};
	for (const turn of turns) while (round(turn) < milliseconds) turn.count *= 2;
	for (let i = 0; i < rounds; i++)
		for (const turn of turns) turn.least = Math.min(turn.least, round(turn) / turn.count);
	return Object.fromEntries(turns.map(({ name, least }) => [name, least * 1_000])) as Record<Name, number>;
}

/** Keeps what was computed, so that computing it cannot be left out. */
const kept: { value?: unknown } = {};

/** Microseconds as a person reads them. */
export function shown(time: number): string {
	if (time >= 1_000_000) return `${(time / 1_000_000).toFixed(2)} s`;
	if (time >= 1_000) return `${(time / 1_000).toFixed(2)} ms`;
	if (time >= 1) return `${time.toFixed(2)} µs`;
	return `${(time * 1_000).toFixed(0)} ns`;
}

/** CPU, in microseconds. */
export function cpu(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(before);
	return user + system;
}
