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

/** Microseconds of one call of something and of its floor, in the fastest of many short rounds. */
export interface BesideFloor {
	takes: number;
	floor: number;
}

/**
 * A call and its floor, in turns: whatever else the machine does meanwhile slows both. Each is given the number of the call.
 * @param warming for how many milliseconds each is called before, so that the engine has compiled it
 */
export function besideFloor(
	call: (n: number) => unknown,
	floor: (n: number) => unknown,
	{ rounds = 800, milliseconds = 0.5, warming = 1_000 } = {}
): BesideFloor {
	const turns = [call, floor].map((each) => ({ call: each, count: 1, n: 0, least: Infinity }));
	const round = (turn: (typeof turns)[number]) => {
		const { call, count } = turn;
		const started = performance.now();
		for (let i = 0; i < count; i++) kept.value = call(turn.n++);
		return performance.now() - started;
	};
	for (const turn of turns) for (let took = 0; took < warming;) took += round(turn);
	for (const turn of turns) while (round(turn) < milliseconds) turn.count *= 2;
	for (let i = 0; i < rounds; i++)
		for (const turn of turns) turn.least = Math.min(turn.least, round(turn) / turn.count);
	const [takes, least] = turns.map((turn) => turn.least * 1_000) as [number, number];
	return { takes, floor: least };
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
