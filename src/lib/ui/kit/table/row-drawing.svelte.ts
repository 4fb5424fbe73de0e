import { behindFrame } from '../after-paint';
import { type Drawing, type DrawnRow, nextDrawing, nothingDrawn, type Rows } from './drawn-rows';
import { OVERSCAN } from './table-window';

/** So many rows out of sight are drawn whole at a time. */
const SPARE = 6;

/** So many rows of a short table are drawn at first, and so many more behind each frame. */
const FIRST = 4;
const MORE = 8;

/**
 * How the rows of a table are drawn. In a short one, the first are drawn with the page, and the others behind its frames, so
 * that none both makes rows and lays them out; none of them goes again. In a long one, they are texts at first, and after a
 * scroll beyond all that was whole, as while they rush by. Once a frame has passed without a scroll, those in sight become
 * whole a few at a time, then those next to them; as far as a frame may skip, the others are there as texts.
 */
export class RowDrawing {
	readonly #table: () => Rows;
	/** So many rows of a short table are drawn by now. */
	#begun = $state(FIRST);
	#scrolled = $state(0);
	/** The rows whose texts are drawn out of sight: with other rows, as with the page, it waits for a frame to pass. */
	#ahead = $state.raw<readonly string[]>();
	/** How often it came to rest, and how often it had when the rows were last drawn. */
	#rests = $state(0);
	#restsSeen = 0;
	#last: Pick<Drawing, 'whole' | 'isPassing'> = nothingDrawn;

	readonly #drawn: Pick<Drawing, 'rows' | 'isDone'> = $derived.by(() => this.#draw());

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
		if (Math.abs(to - this.#scrolled) > OVERSCAN * tall) this.#last = { ...this.#last, isPassing: true };
		this.#scrolled = to;
		this.#ahead = keys;
	}

	#rest(): void {
		this.#ahead = this.#table().keys;
		this.#rests += 1;
	}

	#draw(): Pick<Drawing, 'rows' | 'isDone'> {
		const table = this.#table();
		const { keys, long, kept } = table;
		if (!long) {
			const drawn = keys.slice(0, Math.max(this.#begun, (kept ?? 0) + 1));
			return { rows: drawn.map((key, index) => ({ index, whole: true, key })), isDone: true };
		}
		const spare = this.#rests === this.#restsSeen ? 0 : SPARE;
		this.#restsSeen = this.#rests;
		const here = { scrolled: this.#scrolled, isAhead: this.#ahead === keys, spare };
		return (this.#last = nextDrawing(table, here, this.#last));
	}
}
