import type { Entry } from '$lib/domain/entry';
import type { EntryId, KeyId, OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { entriesInOrder, type History, historyAt } from '$lib/views/history/actions';
import type { Act, Editor, UndoOutcome } from '../editing/ledger-editor';
import type { SnapshotCache } from './snapshot-cache';
import type { Outcome } from '../editing/outcome';
import { LensBase } from '../lens';
import type { Workspace } from '../workspace';

const refused: Outcome & UndoOutcome = { done: false, refusal: { code: 'past' } };

/** Refuses every edit: the past cannot be changed. */
const readOnlyEditor: Editor = {
	run: () => Promise.resolve(refused),
	act: (body) => {
		const step = () => Promise.resolve<Outcome>(refused);
		const act: Act = { action: '', step, all: step };
		return body(act);
	},
	undo: () => Promise.resolve(refused)
};

/**
 * A workspace as it was after one of its entries, with the history up to it. Read-only: this browser acts for no
 * organization in it.
 */
export class PastWorkspace extends LensBase {
	readonly id: string;
	readonly entry: EntryId;
	readonly editor = readOnlyEditor;
	readonly held: ReadonlyMap<OrganizationId, KeyId> = new Map();
	readonly actable: ReadonlySet<OrganizationId> = new Set();
	readonly #moments: SnapshotCache;

	/** @param id the workspace's id and the moment's, as in an address */
	constructor(base: Workspace, id: string, entry: EntryId, moments: SnapshotCache) {
		super(base);
		this.id = id;
		this.entry = entry;
		this.#moments = moments;
	}

	/** All current entries, in the order of the history. */
	get order(): readonly Entry[] {
		return entriesInOrder(this.base.snapshot);
	}

	/** How many entries there were; 0 if the entry is not in the history. */
	get count(): number {
		this.#moments.setHistory(this.order);
		return this.#moments.countUpTo(this.entry);
	}

	get snapshot(): Snapshot {
		return this.#moments.at(this.count);
	}

	get history(): History {
		return historyAt(this.base.snapshot, this.count, this.snapshot);
	}
}
