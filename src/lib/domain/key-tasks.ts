import type { EntryId, KeyId } from './facts';
import { getOrInsertComputed } from './algorithms/get-or-insert';
import { SortedNumbers } from './algorithms/sorted-numbers';
import type { Retirement } from './tree-key';

/** What is to be looked at of a key. */
export interface KeyTask {
	/** Whether it may hang otherwise. */
	place: boolean;
	/** Ends that may count now, or no longer; and, of its own, those that are new. */
	ends: Retirement[];
	/** What its ways waited for. */
	arrived: EntryId[];
	/** Whether it was hung anew, or speaks otherwise as a whole. */
	all: boolean;
}

/** What is to be looked at, by levels: handed out from the lowest on, while more is added to those that are left. */
export class KeyTasks {
	readonly #at = new Map<number, Map<KeyId, KeyTask>>();
	readonly #levels = new SortedNumbers();

	/** The lowest level at which there is anything. */
	get lowest(): number | undefined {
		for (const level of this.#levels) return level;
		return undefined;
	}

	of(key: KeyId, level: number): KeyTask {
		this.#levels.add(level);
		const tasks = getOrInsertComputed(this.#at, level, () => new Map<KeyId, KeyTask>());
		return getOrInsertComputed(tasks, key, () => ({ place: false, ends: none, arrived: none, all: false }));
	}

	end(key: KeyId, level: number, end: Retirement): void {
		const task = this.of(key, level);
		if (task.ends === none) task.ends = [];
		task.ends.push(end);
	}

	arrive(key: KeyId, level: number, id: EntryId): void {
		const task = this.of(key, level);
		if (task.arrived === none) task.arrived = [];
		task.arrived.push(id);
	}

	/** Takes out what is at that level. */
	take(level: number): Map<KeyId, KeyTask> {
		const taken = this.#at.get(level) ?? new Map<KeyId, KeyTask>();
		this.#at.delete(level);
		this.#levels.delete(level);
		return taken;
	}
}

/** Of a task that has none; never written. */
const none: never[] = [];
