import type { EntryId, KeyId } from '../facts';
import { getOrInsertComputed } from '../algorithms/get-or-insert';
import { SmallMap } from '../algorithms/small-map';
import { SortedNumbers } from '../algorithms/sorted-numbers';
import type { KeyDeclaration, Retirement } from './key-node';

/** What has to be checked again about one key. */
export interface KeyUpdate {
	/** Whether its position in the tree may have changed. */
	checkPosition: boolean;
	/** What keys one level up have declared about it since it got its position. */
	declared: KeyDeclaration[];
	/** Retirements by ancestors that may have started or stopped counting, and new ones by the key itself. */
	retirements: Retirement[];
	/** Missing entries of its chain that have arrived. */
	arrived: EntryId[];
	/** Whether the key was placed anew, or its use changed: everything about it is checked. */
	checkAll: boolean;
}

/** Pending updates by tree level. Levels are taken from the top down, and updates may be added meanwhile. */
export class UpdateQueue {
	readonly #byLevel = new SmallMap<number, Map<KeyId, KeyUpdate>>();
	readonly #levels = new SortedNumbers();

	/** The lowest level number with a pending update, which is nearest to the founding key. */
	get lowest(): number | undefined {
		for (const level of this.#levels) return level;
		return undefined;
	}

	/** The pending update of the key, to write. */
	updateFor(key: KeyId, level: number): KeyUpdate {
		this.#levels.add(level);
		const updates = getOrInsertComputed(this.#byLevel, level, () => new Map<KeyId, KeyUpdate>());
		return getOrInsertComputed(updates, key, () => ({
			checkPosition: false,
			declared: none,
			retirements: none,
			arrived: none,
			checkAll: false
		}));
	}

	/** Queues what is left to be checked about a key that moved to this level: everything but its position. */
	moveUpdate(key: KeyId, level: number, { retirements, arrived, checkAll }: KeyUpdate): void {
		for (const each of retirements) this.addRetirement(key, level, each);
		for (const each of arrived) this.addArrival(key, level, each);
		if (checkAll) this.updateFor(key, level).checkAll = true;
	}

	/** Queues what a key one level up declares about the key. */
	addDeclaration(key: KeyId, level: number, declaration: KeyDeclaration): void {
		const update = this.updateFor(key, level);
		if (update.declared === none) update.declared = [];
		update.declared.push(declaration);
	}

	/** Queues a check of one retirement of the key. */
	addRetirement(key: KeyId, level: number, retirement: Retirement): void {
		const update = this.updateFor(key, level);
		if (update.retirements === none) update.retirements = [];
		update.retirements.push(retirement);
	}

	/** Queues an entry that the key's chain was waiting for. */
	addArrival(key: KeyId, level: number, id: EntryId): void {
		const update = this.updateFor(key, level);
		if (update.arrived === none) update.arrived = [];
		update.arrived.push(id);
	}

	/** Removes and returns the updates of one level. */
	takeLevel(level: number): Map<KeyId, KeyUpdate> {
		const taken = this.#byLevel.get(level) ?? new Map<KeyId, KeyUpdate>();
		this.#byLevel.delete(level);
		this.#levels.delete(level);
		return taken;
	}
}

/** The empty list that updates share until they have one of their own; never written. */
const none: never[] = [];
