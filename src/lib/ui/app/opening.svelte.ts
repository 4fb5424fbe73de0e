import type { Opened, Workspace } from '$lib/workspace/workspace';
import { type ListChanges, ListUpdater } from '$lib/workspace/list-updater';
import { openWorkspace } from '$lib/workspace/open-workspace';
import { endAhead } from '$lib/worker/spawn';
import { recordOf } from '$lib/workspace/record-ahead';
import { workspaces, type WorkspaceRecord } from '$lib/workspace/workspaces';

/** The record of a workspace whose own cannot be read: the browser stores nothing for this page. */
const unrecorded = (id: string): WorkspaceRecord => ({
	id,
	name: '',
	createdAt: Date.now(),
	changedAt: Date.now(),
	entries: 0,
	organizations: 0,
	lastActing: null,
	scenario: null,
	sharing: null
});

type Phase =
	| { phase: 'looking' | 'opening' | 'unknown' | 'removed' | 'open' }
	| { phase: 'building'; done: number; total: number }
	| { phase: 'failed'; detail: string };

/** What is being opened before there is a page that shows it. */
let ahead: Opening | null = null;

/** Begins to open a workspace whose page is not made yet, and takes it by `openingOf`. */
export function openAhead(id: string): void {
	ahead = new Opening(id);
	// Nobody takes it where a person goes elsewhere before.
	addEventListener('hashchange', () => void takeAhead()?.close(), { once: true });
}

/** The opening of a workspace, which may have begun. Whoever takes it closes it. */
export function openingOf(id: string): Opening {
	const begun = takeAhead();
	if (begun?.id === id) return begun;
	void begun?.close();
	return new Opening(id);
}

function takeAhead(): Opening | null {
	const begun = ahead;
	ahead = null;
	return begun;
}

/** One workspace, from looking it up in the list until it is closed; a scenario is played into a new one. */
export class Opening {
	at = $state.raw<Phase>({ phase: 'looking' });
	workspace = $state.raw<Workspace>();
	record = $state.raw<WorkspaceRecord>();
	/** What opening it found, once it is open. */
	found = $state.raw<Opened>();
	readonly id: string;
	/** Updates its entry in the list of workspaces. */
	readonly inList: ListUpdater<ListChanges>;
	readonly #over = new AbortController();
	#unfollow: () => void = () => undefined;

	constructor(id: string) {
		this.id = id;
		this.inList = new ListUpdater((changes) => workspaces.touch(id, changes));
		this.#open().catch((error: unknown) => {
			if (!this.#over.signal.aborted) this.at = { phase: 'failed', detail: String(error) };
		});
	}

	/** Closes the workspace; a scenario that is being played stops. */
	async close(): Promise<void> {
		this.#over.abort();
		this.#unfollow();
		this.inList.close();
		await this.workspace?.close();
	}

	/** Stops playing the scenario, and takes away what is there of it. */
	async cancel(): Promise<void> {
		await this.close();
		await workspaces.remove(this.id).catch(() => undefined);
	}

	async #open(): Promise<void> {
		const record = await recordOf(this.id).catch(() => unrecorded(this.id));
		if (this.#over.signal.aborted) return;
		if (!record) {
			endAhead();
			return void (this.at = { phase: 'unknown' });
		}
		this.record = record;
		this.at = { phase: 'opening' };
		this.#unfollow = workspaces.onChange(() => void this.#readRecord());
		const workspace = openWorkspace(this.id);
		this.workspace = workspace;
		// Where it fails, the workspace's storage says why.
		const found = await workspace.opened.catch(() => null);
		if (!found || this.#over.signal.aborted) return;
		this.found = found;
		if (record.scenario && record.entries === 0) await this.#play(workspace, record.scenario);
		else this.at = { phase: 'open' };
		if (!this.#over.signal.aborted) workspace.sharing.follow(this.record.sharing);
	}

	/** One window plays the scenario, another one that has the workspace open waits for it. */
	async #play(workspace: Workspace, scenario: { id: string; finished: boolean }): Promise<void> {
		this.at = { phase: 'building', done: 0, total: 0 };
		await alone(`grantbook:${this.id}:scenario`, async () => {
			const record = await workspaces.get(this.id).catch(() => this.record);
			if (record?.entries) this.record = record;
			// A scenario is written whole or not at all: existing entries are somebody's work, whatever the list says.
			else if (workspace.snapshot.entries.size === 0) await this.#playNow(workspace, scenario);
			if (!this.#over.signal.aborted) this.at = { phase: 'open' };
		});
	}

	async #playNow(workspace: Workspace, scenario: { id: string; finished: boolean }): Promise<void> {
		const { signal } = this.#over;
		const progress = (done: number, total: number) => (this.at = { phase: 'building', done, total });
		const { buildScenario } = await import('../home/build-scenario');
		const lastActing = await buildScenario(workspace, { ...scenario, signal, progress });
		const { entries, organizations } = workspace.snapshot;
		const changes = {
			entries: entries.size,
			organizations: organizations.size,
			lastActing: lastActing ?? null,
			changedAt: Date.now()
		};
		this.record = { ...this.record!, ...changes };
		this.inList.update(changes);
		await this.inList.retryNow();
	}

	async #readRecord(): Promise<void> {
		const found = await workspaces.look(this.id).catch(() => null);
		if (this.#over.signal.aborted || !found) return;
		const { record, isRemoved } = found;
		// What is gone without being removed was lost, and what keeps the workspace lists it again.
		if (!record && !isRemoved) return;
		if (!record) {
			this.workspace?.sharing.follow(null);
			this.at = { phase: 'removed' };
			return;
		}
		this.record = record;
		if (this.at.phase === 'open') this.workspace?.sharing.follow(record.sharing);
	}
}

async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
	const { locks } = navigator as { locks?: LockManager };
	return locks ? locks.request(name, work) : work();
}
