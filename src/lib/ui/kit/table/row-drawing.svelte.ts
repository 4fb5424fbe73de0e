import { behindFrame } from '../after-paint';
import { OVERSCAN, type RowRange, rowsAround, rowsInSight, rowsWith, widened } from './table-window';

/** So many rows out of sight are drawn whole at a time. */
const SPARE = 6;

/** So many rows of a short table are drawn at first, and so many more behind each frame. */
const FIRST = 4;
const MORE = 8;

/** A row as it is drawn: whole, or with nothing but the texts of its cells. */
interface DrawnRow {
	index: number;
	whole: boolean;
	/** Its own where it is whole. The others have numbers, and each takes over the element of one that is gone. */
	key: string | number;
}

interface Rows {
	/** Of all rows, in their order. */
	keys: readonly string[];
	/** Only some are drawn: those around what is in sight. */
	long: boolean;
	/** Of what is in sight and of a row, in pixels. */
	height: number;
	tall: number;
	/** The number of a row that is drawn, and whole, wherever it is. */
	kept: number | undefined;
}

/**
 * How the rows of a table are drawn. In a short one, the first are drawn with the page, and the others behind its frames, so
 * that none both makes rows and lays them out; none of them goes again. In a long one, they are texts at first, and after a scroll beyond all that was whole, as while
 * they rush by. Once a frame has passed without a scroll, those in sight become whole a few at a time, then those
 * next to them; as far as a frame may skip, the others are there as texts.
 */
export class RowDrawing {
	readonly #table: () => Rows;
	/** So many rows of a short table are drawn by now. */
	#begun = $state(FIRST);
	#scrolled = $state(0);
	/** Those in sight need not be whole yet. */
	#isPassing = true;
	/** The rows whose texts are drawn out of sight: with other rows, as with the page, it waits for a frame to pass. */
	#ahead = $state.raw<readonly string[]>();
	/** How often it came to rest, and how often it had when the rows were last drawn. */
	#rests = $state(0);
	#restsSeen = 0;
	/** The keys of those that are whole: some thirty. */
	#whole: ReadonlySet<string> = new Set();

	readonly #drawn: { rows: readonly DrawnRow[]; isDone: boolean } = $derived.by(() => this.#draw());

	constructor(table: () => Rows) {
		this.#table = table;
		$effect(() => {
			const { keys, long } = this.#table();
			if (long || this.#begun >= keys.length) return;
			return behindFrame(() => (this.#begun += MORE));
		});
		// Scrolls come before a frame: one in the next frame comes before its end, and begins this anew.
		$effect(() => {
			if (this.#drawn.isDone) return;
			let frame = requestAnimationFrame(() => (frame = requestAnimationFrame(() => this.#rest())));
			return () => cancelAnimationFrame(frame);
		});
	}

	get rows(): readonly DrawnRow[] {
		return this.#drawn.rows;
	}

	/** Says how far it is scrolled now, in pixels. */
	scroll(to: number): void {
		if (to === this.#scrolled) return;
		const { keys, tall } = this.#table();
		if (Math.abs(to - this.#scrolled) > OVERSCAN * tall) this.#isPassing = true;
		this.#scrolled = to;
		this.#ahead = keys;
	}

	#rest(): void {
		this.#ahead = this.#table().keys;
		this.#rests += 1;
	}

	#draw(): { rows: DrawnRow[]; isDone: boolean } {
		const { keys, long, height, tall, kept } = this.#table();
		if (!long) {
			const drawn = keys.slice(0, Math.max(this.#begun, (kept ?? 0) + 1));
			return { rows: drawn.map((key, index) => ({ index, whole: true, key })), isDone: true };
		}
		const isAhead = this.#ahead === keys;
		const sight = rowsInSight(this.#scrolled, height, tall, keys.length);
		const near = widened(sight, OVERSCAN, keys.length);
		const range = isAhead ? rowsAround(sight, height, tall, keys.length) : near;
		const isIn = ({ start, end }: RowRange, index: number) => index >= start && index < end;
		const candidates = rowsWith(range, kept);
		const seen = candidates.filter((index) => isIn(sight, index));
		const others = candidates.filter((index) => isIn(near, index) && !isIn(sight, index));

		let spare = this.#rests === this.#restsSeen ? 0 : SPARE;
		this.#restsSeen = this.#rests;
		const stays = (index: number) => index === kept || this.#whole.has(keys[index]!);
		const whole = new Set([
			...seen.filter((index) => !this.#isPassing || stays(index) || spare-- > 0),
			...others.filter((index) => stays(index) || spare-- > 0)
		]);
		if (kept !== undefined) whole.add(kept);
		this.#whole = new Set(Array.from(whole, (index) => keys[index]!));
		if (seen.every((index) => whole.has(index))) this.#isPassing = false;

		const length = range.end - range.start;
		const passing = candidates
			.filter((index) => !whole.has(index) && (isAhead || isIn(sight, index)))
			.map((index): DrawnRow => ({ index, whole: false, key: index % length }));
		// Each in the place of one that is gone, though its element stands before or after others: moving it would cost a frame.
		passing.sort((one, other) => Number(one.key) - Number(other.key));
		const isDone = isAhead && !passing.some(({ index }) => isIn(near, index));
		const drawn = candidates.filter((index) => whole.has(index));
		return {
			rows: [...drawn.map((index) => ({ index, whole: true, key: keys[index]! })), ...passing],
			isDone
		};
	}
}
