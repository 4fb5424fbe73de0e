import type { Entry } from '../domain/entry';
import type { EntryId, KeyId, OrganizationId } from '../domain/facts';
import type { Snapshot } from '../domain/snapshot';
import { entriesInOrder, type History, historyAt } from '$lib/views/history/actions';
import type { Act, Editing, Undone } from './door';
import type { Moments } from './moments';
import type { Outcome } from './outcome';
import { View } from './seen';
import type { Workspace } from './workspace';

const refused: Outcome & Undone = { done: false, refusal: { code: 'past' } };

/** Lets nothing through: what was, stays. */
const closedDoor: Editing = {
	run: () => Promise.resolve(refused),
	act: (body) => {
		const step = () => Promise.resolve<Outcome>(refused);
		const act: Act = { action: '', step, all: step };
		return body(act);
	},
	undo: () => Promise.resolve(refused)
};

/**
 * The workspace as it was after one of its entries, and everything that the history tells before it: to be looked at,
 * by nobody in particular.
 */
export class Past extends View {
	readonly id: string;
	readonly entry: EntryId;
	readonly door = closedDoor;
	readonly held: ReadonlyMap<OrganizationId, KeyId> = new Map();
	readonly actable: ReadonlySet<OrganizationId> = new Set();
	readonly #moments: Moments;

	/** @param id the workspace's id and the moment's, as the address says them */
	constructor(base: Workspace, id: string, entry: EntryId, moments: Moments) {
		super(base);
		this.id = id;
		this.entry = entry;
		this.#moments = moments;
	}

	/** Every entry there is now, in the order of the history. */
	get order(): readonly Entry[] {
		return entriesInOrder(this.base.snapshot);
	}

	/** How many entries there were; 0 where the entry is not there. */
	get count(): number {
		this.#moments.follow(this.order);
		return this.#moments.countAt(this.entry);
	}

	get snapshot(): Snapshot {
		return this.#moments.at(this.count);
	}

	get history(): History {
		return historyAt(this.base.snapshot, this.count, this.snapshot);
	}
}
