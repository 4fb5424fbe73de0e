/** Choices that are the same for the same seed. */
export interface Random {
	/** A whole number from 0 to below this. */
	below: (most: number) => number;
	chance: (part: number) => boolean;
	pick: <T>(from: readonly T[]) => T;
	shuffled: <T>(from: readonly T[]) => T[];
}

export function random(seed: number): Random {
	let state = seed >>> 0;
	const next = () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = Math.imul(state ^ (state >>> 15), state | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (most: number) => Math.floor(next() * most);
	return {
		below,
		chance: (part) => next() < part,
		pick: (from) => from[below(from.length)]!,
		shuffled(from) {
			const list = [...from];
			for (let n = list.length - 1; n > 0; n--) {
				const other = below(n + 1);
				[list[n], list[other]] = [list[other]!, list[n]!];
			}
			return list;
		}
	};
}
