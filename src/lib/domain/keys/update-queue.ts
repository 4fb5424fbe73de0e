import type { EntryId, KeyId } from '../facts';
import { getOrInsertComputed } from '../algorithms/get-or-insert';
import { SortedNumbers } from '../algorithms/sorted-numbers';
import type { Retirement } from './key-node';

/** What is to be looked at of a key. */
export interface KeyUpdate {
	/** Whether it may hang otherwise. */
	checkPosition: boolean;
	/** Ends that may count now, or no longer; and, of its own, those that are new. */
	retirements: Retirement[];
	/** What its ways waited for. */
	arrived: EntryId[];
	/** Whether it was hung anew, or speaks otherwise as a whole. */
	checkAll: boolean;
}

/** What is to be looked at, by levels: handed out from the lowest on, while more is added to those that are left. */
export class UpdateQueue {
	readonly #byLevel = new Map<number, Map<KeyId, KeyUpdate>>();
	readonly #levels = new SortedNumbers();

	/** The lowest level at which there is anything. */
	get lowest(): number | undefined {
		for (const level of this.#levels) return level;
		return undefined;
	}

	updateFor(key: KeyId, level: number): KeyUpdate {
		this.#levels.add(level);
		const tasks = getOrInsertComputed(this.#byLevel, level, () => new Map<KeyId, KeyUpdate>());
		return getOrInsertComputed(tasks, key, () => ({ checkPosition: false, retirements: none, arrived: none, checkAll: false }));
	}

	addRetirement(key: KeyId, level: number, end: Retirement): void {
		const task = this.updateFor(key, level);
		if (task.retirements === none) task.retirements = [];
		task.retirements.push(end);
	}

	addArrival(key: KeyId, level: number, id: EntryId): void {
		const task = this.updateFor(key, level);
		if (task.arrived === none) task.arrived = [];
		task.arrived.push(id);
	}

	/** Takes out what is at that level. */
	takeLevel(level: number): Map<KeyId, KeyUpdate> {
		const taken = this.#byLevel.get(level) ?? new Map<KeyId, KeyUpdate>();
		this.#byLevel.delete(level);
		this.#levels.delete(level);
		return taken;
	}
}

/** Of a task that has none; never written. */
const none: never[] = [];
