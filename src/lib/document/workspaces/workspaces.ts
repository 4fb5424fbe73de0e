import { makePair } from '../keys/keys';
import { LedgerError } from '../ledger/ledger-error';
import { housekeepingLock, makingLock } from '../storage/names';
import type { Copied, CopyRequest } from './copy-workspace';
import { Registry } from './registry';
import type { SharingRecord, WorkspaceRecord } from './workspace-record';

export interface WorkspaceList {
	/** The one changed last comes first. */
	workspaces: WorkspaceRecord[];
	/** Records that could not be read: left where they are. */
	unreadable: number;
}

/** What is known of a workspace that was just stored. */
export type StoredSummary = Pick<WorkspaceRecord, 'entries' | 'organizations' | 'lastActing'>;

/** How long a deletion waits for other tabs to let go before it is left to finish by itself, in milliseconds. */
const deletionTimeout = 3_000;

/** The workspaces of this browser. Every function rejects where the browser keeps nothing for this page. */
export class Workspaces {
	readonly #registry = new Registry();
	readonly #copy: (copying: CopyRequest) => Promise<Copied>;

	/** @param copy copies a workspace: `copyWorkspace`, in whichever thread */
	constructor(copy: (copying: CopyRequest) => Promise<Copied>) {
		this.#copy = copy;
	}

	async list(): Promise<WorkspaceList> {
		const { records, unreadable } = await this.#registry.all();
		return { workspaces: records.sort((one, other) => other.changedAt - one.changedAt), unreadable };
	}

	get(id: string): Promise<WorkspaceRecord | null> {
		return this.#registry.get(id);
	}

	/** The record, and whether the workspace is just being removed: one that is neither was lost. */
	look(id: string): Promise<{ record: WorkspaceRecord | null; isRemoved: boolean }> {
		return this.#registry.look(id);
	}

	/** Calls back after every change to the list, in whichever tab it was made. Returns a function that ends it. */
	onChange(listener: () => void): () => void {
		return this.#registry.onChange(listener);
	}

	/**
	 * An empty workspace. Its database is made when its ledger is first opened. One of one's own, without an `id` from
	 * elsewhere, rejects with a LedgerError (`no-signing`) where the browser makes no keys: nobody could ever act in it.
	 */
	async create(
		name: string,
		about: Partial<Pick<WorkspaceRecord, 'id' | 'scenario' | 'sharing'>> = {}
	): Promise<WorkspaceRecord> {
		if (about.id === undefined) await makePair();
		const now = Date.now();
		const record: WorkspaceRecord = {
			id: about.id ?? crypto.randomUUID(),
			name,
			createdAt: now,
			changedAt: now,
			entries: 0,
			organizations: 0,
			lastActing: null,
			scenario: about.scenario ?? null,
			sharing: about.sharing ?? null
		};
		await this.#registry.put(record);
		return record;
	}

	/** Null where there is no such workspace. */
	rename(id: string, name: string): Promise<WorkspaceRecord | null> {
		return this.#registry.change(id, (record) => ({ ...record, name, changedAt: Date.now() }));
	}

	/** Changes how a workspace is shared. Null where there is no such workspace. */
	share(
		id: string,
		change: (sharing: SharingRecord | null) => SharingRecord | null
	): Promise<WorkspaceRecord | null> {
		return this.#registry.change(id, (record) => ({ ...record, sharing: change(record.sharing) }));
	}

	/** Notes what an open workspace has come to. Null where there is no such workspace. */
	touch(
		id: string,
		changes: Partial<Omit<WorkspaceRecord, 'id' | 'createdAt' | 'name' | 'sharing'>>
	): Promise<WorkspaceRecord | null> {
		return this.#registry.change(id, (record) => ({ ...record, ...changes }));
	}

	/**
	 * Removes a workspace with its database, what was set aside from it, and its keys. Tabs that have it open are
	 * told (`removed`) and let go; where one can't just now, the rest happens when it does.
	 */
	async remove(id: string): Promise<void> {
		await this.#registry.forget(id);
		await this.#clear(id);
	}

	/**
	 * The same history as a new workspace: every organization anew with keys of this browser. What was not saved in
	 * another tab yet comes along too. Rejects with a LedgerError where it can't be read or stored.
	 * @returns the new workspace, and how many entries could not be copied
	 */
	async duplicate(id: string, name: string): Promise<{ workspace: WorkspaceRecord; left: number }> {
		const original = await this.#existing(id);
		return whileHousekeeping(() => this.#makeCopy({ from: id, storedAs: id }, { ...original, name }));
	}

	/**
	 * The history of a workspace that comes from elsewhere as a workspace of one's own, whether or not the same one is
	 * here: every organization anew with keys of this browser.
	 * @param fill opens that workspace's ledger under the place it is given, fills it and closes it
	 * @returns the new workspace, and how many entries could not be copied
	 */
	adopt(
		from: string,
		name: string,
		fill: (storedAs: string) => Promise<void>
	): Promise<{ workspace: WorkspaceRecord; left: number }> {
		const storedAs = crypto.randomUUID();
		return whileHousekeeping(async () => {
			await this.#registry.noteLeftover(storedAs);
			try {
				await fill(storedAs);
				return await this.#makeCopy({ from, storedAs }, { name, lastActing: null, scenario: null });
			} finally {
				await this.#clear(storedAs);
			}
		});
	}

	/**
	 * A new workspace whose database and keys something else writes: listed once they are stored, and cleared where that
	 * fails. Rejects as `fill` does.
	 * @param fill stores the workspace under the id that it is given
	 */
	generate(name: string, fill: (id: string) => Promise<StoredSummary>): Promise<WorkspaceRecord> {
		const id = crypto.randomUUID();
		return alone(makingLock(id), async () => {
			await this.#registry.noteLeftover(id);
			try {
				return await this.#list(id, { name, scenario: null, ...(await fill(id)) });
			} catch (error) {
				await this.#clear(id);
				throw error;
			}
		});
	}

	async #makeCopy(
		original: { from: string; storedAs: string },
		about: Pick<WorkspaceRecord, 'name' | 'lastActing' | 'scenario'>
	): Promise<{ workspace: WorkspaceRecord; left: number }> {
		const to = crypto.randomUUID();
		await this.#registry.noteLeftover(to);
		const { entries, organizations, left } = await this.#copy({ ...original, to });
		const lastActing = new Map(organizations).get(about.lastActing ?? '') ?? null;
		const workspace = await this.#list(to, {
			...{ ...about, lastActing },
			...{ entries, organizations: organizations.length }
		});
		return { workspace, left };
	}

	/** Lists what is stored already, shared with nobody, under an id that was noted as a leftover until now. */
	async #list(
		id: string,
		about: StoredSummary & Pick<WorkspaceRecord, 'name' | 'scenario'>
	): Promise<WorkspaceRecord> {
		const now = Date.now();
		const record: WorkspaceRecord = { ...about, id, createdAt: now, changedAt: now, sharing: null };
		await this.#registry.put(record);
		await this.#registry.clearLeftover(id);
		return record;
	}

	/** Clears what removals and duplications left behind when their page was closed too early. Call it once, at start. */
	sweep(): Promise<void> {
		return whileHousekeeping(async () => {
			for (const id of await this.#registry.leftovers())
				if (!(await isHeld(makingLock(id)))) await this.#clear(id);
		});
	}

	async #existing(id: string): Promise<WorkspaceRecord> {
		const record = await this.get(id);
		if (!record) throw new LedgerError('closed', `there is no workspace ${id}`);
		return record;
	}

	async #clear(id: string): Promise<void> {
		const { clearStored } = await import('./clear-stored');
		const deleted = (await clearStored(id)).gone.then(() => this.#registry.clearLeftover(id));
		await Promise.race([deleted, new Promise((resolve) => setTimeout(resolve, deletionTimeout))]);
	}
}

const whileHousekeeping = <T>(work: () => Promise<T>): Promise<T> => alone(housekeepingLock, work);

async function alone<T>(lock: string, work: () => Promise<T>): Promise<T> {
	const { locks } = navigator;
	return locks ? locks.request(lock, work) : work();
}

async function isHeld(lock: string): Promise<boolean> {
	const { held = [] } = (await navigator.locks?.query()) ?? {};
	return held.some(({ name }) => name === lock);
}
