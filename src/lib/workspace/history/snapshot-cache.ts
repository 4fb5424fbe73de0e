import type { Entry } from '$lib/domain/entry';
import type { EntryId } from '$lib/domain/facts';
import { applyEntries } from '$lib/domain/fold/apply';
import { fork } from '$lib/domain/fold/fork';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';

/** The state after the first `count` entries of the history. Never modified: it is forked to continue from it. */
interface Checkpoint {
	count: number;
	snapshot: Snapshot;
	/** Entries that arrived since and belong among those: taken into a fork once it is used. */
	late: readonly Entry[];
	/** When it was last used, by a logical clock. */
	lastUsed: number;
}

/** On the way to a moment, the last multiple of each becomes a checkpoint that nearby moments start from. */
const strides = [256, 32];
/** The maximum number of evenly spaced checkpoints, and the minimum of entries between two. */
const spacing = { maxCheckpoints: 32, minEntries: 1_024 };
/** The longest history, in entries, whose checkpoints are precomputed. */
const maxPrecomputed = 32_768;
/** What entries from the past dropped is precomputed again at most once in so many milliseconds. */
const pause = 30_000;
/** How many of the most recently used checkpoints take in entries from the past, and how many of these each takes. */
const carried = { checkpoints: 2, maxLate: 1_024 };
/** How many other checkpoints are kept: the most recently used. */
const maxRecent = 12;

/**
 * The state of a workspace after any number of its entries, in the order of the history. Cost: some milliseconds, and the
 * fold of the entries since the nearest checkpoint. Before `precompute`, a distant moment folds everything before it.
 */
export class SnapshotCache {
	#history: readonly Entry[] = [];
	readonly #counts = new Map<EntryId, number>();
	#checkpoints: Checkpoint[] = [];
	#uses = 0;
	/** Whether the history has changed before a precomputed checkpoint since that was last computed again. */
	#isDropped = false;
	#againFrom = Number.NEGATIVE_INFINITY;
	readonly #now: () => number;

	/** @param now milliseconds, of a clock that never goes back */
	constructor(now: () => number = () => performance.now()) {
		this.#now = now;
	}

	/**
	 * Sets the current history. Checkpoints behind the first difference from the previous one are dropped, but for those
	 * that are looked at, where entries were only added to what they hold. Cost: a look at each entry.
	 */
	setHistory(order: readonly Entry[]): void {
		if (order === this.#history) return;
		const before = this.#history;
		let same = 0;
		while (same < before.length && before[same] === order[same]) same++;
		this.#isDropped ||= this.#checkpoints.some((each) => each.count > same && this.#isSpaced(each));
		const behind = this.#checkpoints.filter(({ count }) => count > same);
		this.#checkpoints = this.#checkpoints.filter(({ count }) => count <= same);
		for (const each of behind.sort((a, b) => b.lastUsed - a.lastUsed).slice(0, carried.checkpoints)) {
			const late = addedBelow(each.count, before, order, same);
			if (late && each.late.length + late.length <= carried.maxLate)
				this.#checkpoints.push({ ...each, count: each.count + late.length, late: [...each.late, ...late] });
		}
		this.#history = order;
		for (let place = same; place < order.length; place++) this.#counts.set(order[place]!.id, place + 1);
	}

	/** The number of entries up to and including this one; 0 if it is not in the history. */
	countUpTo(entry: EntryId): number {
		return this.#counts.get(entry) ?? 0;
	}

	/** The state after the first `count` entries: the same object while it is cached. Read-only. */
	at(count: number): Snapshot {
		const steps = this.computeTo(count);
		while (!steps.next().done);
		return upToDate(this.#checkpoints.find((each) => each.count === count)!);
	}

	/** How many entries `at` would have to fold. */
	distance(count: number): number {
		const near = this.#nearest(count);
		return near ? count - near.count + near.late.length : count;
	}

	/** Computes a moment in steps of some tens of milliseconds, yielding the number of folded entries. */
	*computeTo(count: number): Generator<number, void> {
		let near = this.#nearest(count);
		while (near?.count !== count) {
			near = this.#fold(near, this.#nextStop(near?.count ?? 0, count));
			yield near.count;
		}
		near.lastUsed = ++this.#uses;
		this.#prune();
	}

	/**
	 * Sets the history and computes evenly spaced checkpoints, in steps of some tens of milliseconds, so that every moment
	 * is near one. Very long histories are left out: their checkpoints would take too much memory. So is, for half a minute
	 * after it was computed again, what entries from the past drop: anybody may claim any time.
	 */
	*precompute(order: readonly Entry[]): Generator<void, void> {
		this.setHistory(order);
		if (this.#isDropped) {
			if (this.#now() < this.#againFrom) return;
			this.#againFrom = this.#now() + pause;
			this.#isDropped = false;
		}
		while (this.#history.length <= maxPrecomputed) {
			const spaced = this.#checkpoints.filter((each) => this.#isSpaced(each));
			const last = spaced.reduce((best, each) => (each.count > (best?.count ?? 0) ? each : best), spaced[0]);
			const next = (last?.count ?? 0) + this.#spacing;
			if (next > this.#history.length) return;
			this.#fold(last, next);
			yield;
		}
	}

	#fold(from: Checkpoint | undefined, count: number): Checkpoint {
		const snapshot = from ? fork(upToDate(from)) : emptySnapshot();
		applyEntries(snapshot, this.#history.slice(from?.count ?? 0, count));
		const reached = { count, snapshot, late: [], lastUsed: ++this.#uses };
		this.#checkpoints.push(reached);
		return reached;
	}

	/** Entries between two spaced checkpoints. Doubles as the history grows, so that every second checkpoint stays. */
	get #spacing(): number {
		let between = spacing.minEntries;
		while (this.#history.length > between * spacing.maxCheckpoints) between *= 2;
		return between;
	}

	#isSpaced({ count }: Checkpoint): boolean {
		return count % this.#spacing === 0;
	}

	/** The next checkpoint after `from` on the way to `count`. */
	#nextStop(from: number, count: number): number {
		const wide = (Math.floor(from / this.#spacing) + 1) * this.#spacing;
		const last = strides.map((stride) => Math.floor((count - 1) / stride) * stride);
		return Math.min(count, wide, ...last.filter((stop) => stop > from));
	}

	/** The moment itself, or the last checkpoint before it. */
	#nearest(count: number): Checkpoint | undefined {
		let best: Checkpoint | undefined;
		for (const each of this.#checkpoints) {
			if (each.count === count) return each;
			if (each.count < count && this.#isStart(each) && each.count > (best?.count ?? -1)) best = each;
		}
		return best;
	}

	#isStart(each: Checkpoint): boolean {
		return this.#isSpaced(each) || each.count % strides.at(-1)! === 0;
	}

	#prune(): void {
		const recent = this.#checkpoints.filter((each) => !this.#isSpaced(each));
		if (recent.length <= maxRecent) return;
		const oldest = recent.sort((a, b) => a.lastUsed - b.lastUsed).slice(0, recent.length - maxRecent);
		this.#checkpoints = this.#checkpoints.filter((each) => !oldest.includes(each));
	}
}

/** The state at a checkpoint, with what arrived late for it. */
function upToDate(checkpoint: Checkpoint): Snapshot {
	if (checkpoint.late.length > 0) {
		checkpoint.snapshot = fork(checkpoint.snapshot);
		applyEntries(checkpoint.snapshot, checkpoint.late);
		checkpoint.late = [];
	}
	return checkpoint.snapshot;
}

/**
 * What an order has more among the first `count` entries of another, or undefined where these are not in it one after
 * another as they were.
 * @param same so many are the same in both
 */
function addedBelow(
	count: number,
	before: readonly Entry[],
	order: readonly Entry[],
	same: number
): Entry[] | undefined {
	const added: Entry[] = [];
	for (let [at, place] = [same, same]; at < count; place++) {
		if (place === order.length || added.length > carried.maxLate) return undefined;
		if (order[place] === before[at]) at += 1;
		else added.push(order[place]!);
	}
	return added;
}
