import type { Entry } from '../domain/entry';
import type { EntryId } from '../domain/facts';
import { applyEntries } from '../domain/fold/apply';
import { fork } from '../domain/fold/fork';
import { emptySnapshot, type Snapshot } from '../domain/snapshot';

/** The state after the first `count` entries of the history. It never changes: going on from it means forking it. */
interface Checkpoint {
	count: number;
	snapshot: Snapshot;
	/** When it was asked for last, as a number that grows. */
	used: number;
}

/** On the way to a moment the state is kept at the last multiple of each, and the moments beside it start from there. */
const strides = [256, 32];
/** How many evenly spread checkpoints a whole history has at the most, and how many entries lie between them at least. */
const spread = { most: 32, least: 1_024 };
/** The longest history, in entries, that is walked through before anybody asks. */
const walkedThrough = 32_768;
/** How many checkpoints are kept beside those. */
const most = 12;

/**
 * The workspace as it was after any number of its entries, in the order of the history. Cost: some milliseconds, and the
 * entries from the nearest kept moment before it. Before `spreadOut`, the first look at a far one folds all before it.
 */
export class Moments {
	#order: readonly Entry[] = [];
	readonly #counts = new Map<EntryId, number>();
	#kept: Checkpoint[] = [];
	#clock = 0;

	/** Takes the history as it is now, which only grows. What was folded in another order is forgotten. */
	follow(order: readonly Entry[]): void {
		if (order === this.#order) return;
		const before = this.#order;
		let same = 0;
		while (same < before.length && before[same] === order[same]) same++;
		this.#kept = this.#kept.filter(({ count }) => count <= same);
		this.#order = order;
		for (let place = same; place < order.length; place++) this.#counts.set(order[place]!.id, place + 1);
	}

	/** How many entries there were with this one the last; 0 where it is not in the history. */
	countAt(entry: EntryId): number {
		return this.#counts.get(entry) ?? 0;
	}

	/** The state after the first `count` entries: the same object while it is kept. Only to be read. */
	at(count: number): Snapshot {
		const way = this.approach(count);
		while (!way.next().done);
		return this.#kept.find((each) => each.count === count)!.snapshot;
	}

	/** How many entries have to be folded before `at` can answer. */
	distance(count: number): number {
		return count - (this.#nearest(count)?.count ?? 0);
	}

	/** Goes to a moment in steps of some tens of milliseconds, and says how many entries are folded after each. */
	*approach(count: number): Generator<number, void> {
		let near = this.#nearest(count);
		while (near?.count !== count) {
			near = this.#fold(near, this.#nextStop(near?.count ?? 0, count));
			yield near.count;
		}
		near.used = ++this.#clock;
		this.#prune();
	}

	/**
	 * Follows the history and walks through the whole of it once, so that no moment is far any more, in steps of some tens
	 * of milliseconds. Of one that is too long for that, the kept states would fill the memory: it is walked only as far
	 * as it is looked at.
	 */
	*spreadOut(order: readonly Entry[]): Generator<void, void> {
		this.follow(order);
		while (this.#order.length <= walkedThrough) {
			const spread = this.#kept.filter((each) => this.#isSpread(each));
			const last = spread.reduce((best, each) => (each.count > (best?.count ?? 0) ? each : best), spread[0]);
			const next = (last?.count ?? 0) + this.#spread;
			if (next > this.#order.length) return;
			this.#fold(last, next);
			yield;
		}
	}

	#fold(from: Checkpoint | undefined, count: number): Checkpoint {
		const snapshot = from ? fork(from.snapshot) : emptySnapshot();
		applyEntries(snapshot, this.#order.slice(from?.count ?? 0, count));
		const reached = { count, snapshot, used: ++this.#clock };
		this.#kept.push(reached);
		return reached;
	}

	/** Doubled as the history grows, so that every second checkpoint stays one. */
	get #spread(): number {
		let between = spread.least;
		while (this.#order.length > between * spread.most) between *= 2;
		return between;
	}

	#isSpread({ count }: Checkpoint): boolean {
		return count % this.#spread === 0;
	}

	/** The first place after `from` where the state is worth keeping on the way to `count`. */
	#nextStop(from: number, count: number): number {
		const wide = (Math.floor(from / this.#spread) + 1) * this.#spread;
		const last = strides.map((stride) => Math.floor((count - 1) / stride) * stride);
		return Math.min(count, wide, ...last.filter((stop) => stop > from));
	}

	/** The moment itself, or the last one before it that others start from. */
	#nearest(count: number): Checkpoint | undefined {
		let best: Checkpoint | undefined;
		for (const each of this.#kept) {
			if (each.count === count) return each;
			if (each.count < count && this.#isStart(each) && each.count > (best?.count ?? -1)) best = each;
		}
		return best;
	}

	#isStart(each: Checkpoint): boolean {
		return this.#isSpread(each) || each.count % strides.at(-1)! === 0;
	}

	#prune(): void {
		const passing = this.#kept.filter((each) => !this.#isSpread(each));
		if (passing.length <= most) return;
		const oldest = passing.sort((a, b) => a.used - b.used).slice(0, passing.length - most);
		this.#kept = this.#kept.filter((each) => !oldest.includes(each));
	}
}
