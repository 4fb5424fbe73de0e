/** A source of chance that says the same for the same seed: numbers from 0 up to, not including, 1 (mulberry32). */
export type Chance = () => number;

/** The source of chance of a seed. */
export function chanceOf(seed: string): Chance {
	let state = 2_166_136_261;
	for (const sign of seed) state = Math.imul(state ^ sign.codePointAt(0)!, 16_777_619);
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let value = Math.imul(state ^ (state >>> 15), 1 | state);
		value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
		return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** One of them. */
export const oneOf = <T>(chance: Chance, list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;

/** A whole number from `low` to `high`, both included. */
export const between = (chance: Chance, low: number, high: number): number =>
	low + Math.floor(chance() * (high - low + 1));
