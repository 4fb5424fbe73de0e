import { createSubscriber } from 'svelte/reactivity';
import { applyEntries } from '../domain/fold/apply';
import type { OrganizationId } from '../domain/facts';
import { emptySnapshot, type Snapshot } from '../domain/snapshot';
import type { Ledger, Opened, StorageState } from '../document/port';
import type { Gate } from '../gate/port';
import { Door } from './door';

export type { Opened, StorageState } from '../document/port';

/**
 * An open workspace: the ledger's entries folded into a snapshot, and the one door for edits. Its getters subscribe
 * whoever reads them in an effect or a derived value; each change hands out a new snapshot object.
 */
export class Workspace {
	readonly id: string;
	readonly door: Door;
	/** What stands between peers, files and this workspace. */
	readonly gate: Gate;
	/** Resolves when what was stored has been read and folded. */
	readonly opened: Promise<Opened>;
	readonly #ledger: Ledger;
	readonly #state = emptySnapshot();
	#snapshot: Snapshot = { ...this.#state };
	#storage: StorageState = { state: 'opening', done: 0, total: 1 };
	#actable: ReadonlySet<OrganizationId> = new Set();
	#isOpen = false;
	#update: () => void = () => undefined;
	readonly #subscribe = createSubscriber((update) => {
		this.#update = update;
		return () => (this.#update = () => undefined);
	});

	constructor(id: string, { ledger, gate }: { ledger: Ledger; gate: Gate }) {
		this.id = id;
		this.gate = gate;
		this.#ledger = ledger;
		this.door = new Door(ledger, () => this.#state);
		ledger.onEntries((entries) => {
			applyEntries(this.#state, entries);
			this.#snapshot = { ...this.#state };
			// While opening, the page shows progress and needs no view of a workspace half read.
			if (this.#isOpen) this.#update();
			void this.#learnActable(entries.some(({ organization }) => organization === ''));
		});
		ledger.onStorage((state) => {
			this.#storage = state;
			this.#update();
		});
		this.opened = ledger.opened.then(async (opened) => {
			this.#isOpen = true;
			await this.#learnActable(true);
			return opened;
		});
	}

	/** The state of the workspace now: a new object after every change, the same one between changes. */
	get snapshot(): Snapshot {
		this.#subscribe();
		return this.#snapshot;
	}

	/** Whether the edits are kept. */
	get storage(): StorageState {
		this.#subscribe();
		return this.#storage;
	}

	/** The organizations that this browser holds a key of. */
	get actable(): ReadonlySet<OrganizationId> {
		this.#subscribe();
		return this.#actable;
	}

	/** Resolves when everything so far is stored; rejects while it can't be. */
	readonly stored = (): Promise<void> => this.#ledger.stored();
	readonly exportEntries = (): Promise<string> => this.#ledger.exportEntries();
	readonly exportQuarantine = (): Promise<Uint8Array<ArrayBuffer>> => this.#ledger.exportQuarantine();
	readonly close = (): Promise<void> => this.#ledger.close();

	async #learnActable(changed: boolean): Promise<void> {
		if (!changed || !this.#isOpen) return;
		this.#actable = new Set(await this.#ledger.actable());
		this.#update();
	}
}
