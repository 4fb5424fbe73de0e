import { OVERSCAN, type RowRange, rowsAhead, rowsInSight, rowsWith, widened } from './table-window';

/** So many rows out of sight are drawn whole at a time. */
const SPARE = 6;

/** So many rows of a short table are drawn at first, and so many more with each frame. */
const FIRST = 8;
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
 * How the rows of a table are drawn. In a short one, the first are drawn with the page, and the others frame by frame after
 * it; none of them goes again. In a long one, those in sight are whole, and those around them become so a few at a
 * time, once a frame has passed without a scroll. While they rush by, each scroll leading beyond all that was there, none is.
 */
export class RowDrawing {
	readonly #table: () => Rows;
	/** So many rows of a short table are drawn by now. */
	#begun = $state(FIRST);
	#scrolled = $state(0);
	/** Where it rushes: down by 1, up by -1. */
	#rushing = $state<-1 | 0 | 1>(0);
	/** How often it came to rest, and how often it had when the rows were last drawn. */
	#rests = $state(0);
	#restsSeen = 0;
	#isFar = false;
	/** The keys of those that are whole: some thirty. */
	#whole: readonly string[] = [];

	readonly rows: readonly DrawnRow[] = $derived.by(() => this.#draw());

	constructor(table: () => Rows) {
		this.#table = table;
		$effect(() => {
			const { keys, long } = this.#table();
			if (long || this.#begun >= keys.length) return;
			const frame = requestAnimationFrame(() => (this.#begun += MORE));
			return () => cancelAnimationFrame(frame);
		});
		// Scrolls come before a frame: one in the next frame comes before its end, and begins this anew.
		$effect(() => {
			if (this.rows.every(({ whole }) => whole)) return;
			let frame = requestAnimationFrame(() => (frame = requestAnimationFrame(() => this.#rest())));
			return () => cancelAnimationFrame(frame);
		});
	}

	/** Says how far it is scrolled now, in pixels. */
	scroll(to: number): void {
		if (Math.abs(to - this.#scrolled) > OVERSCAN * this.#table().tall) {
			if (this.#isFar) this.#rushing = to > this.#scrolled ? 1 : -1;
			this.#isFar = true;
		}
		this.#scrolled = to;
	}

	#rest(): void {
		this.#isFar = false;
		this.#rushing = 0;
		this.#rests += 1;
	}

	#draw(): DrawnRow[] {
		const { keys, long, height, tall, kept } = this.#table();
		if (!long) {
			const drawn = keys.slice(0, Math.max(this.#begun, (kept ?? 0) + 1));
			return drawn.map((key, index) => ({ index, whole: true, key }));
		}
		const sight = rowsInSight(this.#scrolled, height, tall, keys.length);
		if (this.#rushing !== 0)
			return this.#passing(rowsAhead(sight, this.#rushing, height / tall, keys.length));
		let spare = this.#rests === this.#restsSeen ? 0 : SPARE;
		let passing = 0;
		this.#restsSeen = this.#rests;
		const rows = rowsWith(widened(sight, OVERSCAN, keys.length), kept).map((index): DrawnRow => {
			const key = keys[index]!;
			const isSeen = index >= sight.start && index < sight.end;
			const whole = isSeen || index === kept || this.#whole.includes(key) || spare-- > 0;
			return { index, whole, key: whole ? key : passing++ };
		});
		this.#whole = rows.flatMap(({ key }) => (typeof key === 'string' ? [key] : []));
		return rows;
	}

	/** Each in the place of one that is gone, though its element stands before or after others: moving it would cost a frame. */
	#passing(range: RowRange): DrawnRow[] {
		const { keys, kept } = this.#table();
		const length = range.end - range.start;
		const placed = Array.from({ length }, (_, at): DrawnRow => {
			const index = range.start + at;
			return { index, whole: false, key: index % length };
		}).sort((one, other) => Number(one.key) - Number(other.key));
		if (kept === undefined) return placed;
		return [{ index: kept, whole: true, key: keys[kept]! }, ...placed.filter(({ index }) => index !== kept)];
	}
}
