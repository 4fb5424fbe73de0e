import { createSubscriber } from 'svelte/reactivity';
import { rebuilt } from '$lib/document/entries/canonical';
import { draftChannel } from '$lib/document/storage/names';
import { notes as ofBrowser, type Notes } from '$lib/document/storage/notes';
import { type DraftRecord, draftSchema } from './draft-schema';

export type { DraftRecord } from './draft-schema';

const kind = 'draft';

/**
 * The drafts of a workspace, stored with it in this browser and kept in sync between windows. They hold commands; nothing
 * of them is in the ledger until they are applied.
 */
export class Drafts {
	readonly #workspace: string;
	readonly #notes: Notes;
	readonly #channel: BroadcastChannel | undefined;
	#all: readonly DraftRecord[] = [];
	#isRead = false;
	readonly #beingApplied = new Set<string>();
	#edits = 0;
	#lastWrite: Promise<unknown> = Promise.resolve();
	#update: () => void = () => undefined;
	readonly #subscribe = createSubscriber((update) => {
		this.#update = update;
		return () => (this.#update = () => undefined);
	});

	constructor(workspace: string, notes: Notes = ofBrowser) {
		this.#workspace = workspace;
		this.#notes = notes;
		if (typeof BroadcastChannel === 'undefined') return;
		this.#channel = new BroadcastChannel(draftChannel(workspace));
		this.#channel.onmessage = () => void this.load();
	}

	/** Last changed first. A new list after every change; each record stays the same object until it changes. */
	get all(): readonly DraftRecord[] {
		this.#subscribe();
		return this.#all;
	}

	/** Whether the stored drafts have been loaded. */
	get isRead(): boolean {
		this.#subscribe();
		return this.#isRead;
	}

	get(id: string): DraftRecord | undefined {
		return this.all.find((each) => each.id === id);
	}

	/** Whether the draft is being applied: what it comes to changes with each entry of it, and is told again at the end. */
	isBeingApplied(id: string): boolean {
		this.#subscribe();
		return this.#beingApplied.has(id);
	}

	/**
	 * Notes that a draft is being applied.
	 * @returns notes that it is not any more
	 */
	beginToApply(id: string): () => void {
		this.#beingApplied.add(id);
		this.#update();
		return () => {
			this.#beingApplied.delete(id);
			this.#update();
		};
	}

	/** Loads the stored drafts. Unreadable ones are left in storage. */
	async load(): Promise<void> {
		const stored = await this.#stored();
		this.#isRead = true;
		if (!stored) return this.#update();
		const known = new Map(this.#all.map((each) => [each.id, each]));
		const read = stored.flatMap((value) => readDraft(value) ?? []);
		this.#set(
			read.map((each) => {
				const here = known.get(each.id);
				return here?.changedAt === each.changedAt && here.name === each.name ? here : each;
			})
		);
	}

	/** What is stored once all pending writes are done; null if the browser stores nothing for this page. */
	async #stored(): Promise<unknown[] | null> {
		for (;;) {
			const edits = this.#edits;
			await this.#lastWrite;
			const stored = await this.#notes.all(this.#workspace, kind).catch(() => null);
			if (edits === this.#edits) return stored;
		}
	}

	/** Adds a draft. */
	add(name: string, steps: DraftRecord['steps'] = []): DraftRecord {
		const now = Date.now();
		const draft = { id: crypto.randomUUID(), name, createdAt: now, changedAt: now, steps };
		this.#set([draft, ...this.#all]);
		this.#save((notes) => notes.put(this.#workspace, kind, draft.id, draft));
		return draft;
	}

	/** Changes a draft, at once for readers in this window. Does nothing if it does not exist. */
	change(id: string, changes: Partial<Pick<DraftRecord, 'name' | 'steps'>>): void {
		const draft = this.#all.find((each) => each.id === id);
		if (!draft) return;
		const changed = { ...draft, ...changes, changedAt: Math.max(Date.now(), draft.changedAt + 1) };
		this.#set([changed, ...this.#all.filter((each) => each.id !== id)]);
		this.#save((notes) => notes.put(this.#workspace, kind, id, changed));
	}

	remove(id: string): void {
		this.#set(this.#all.filter((each) => each.id !== id));
		this.#save((notes) => notes.delete(this.#workspace, kind, id));
	}

	/** Restores a removed draft. */
	restore(draft: DraftRecord): void {
		this.#set([draft, ...this.#all.filter(({ id }) => id !== draft.id)]);
		this.#save((notes) => notes.put(this.#workspace, kind, draft.id, draft));
	}

	/** Stores all drafts again after the stored ones were lost. */
	saveAll(): void {
		for (const draft of this.#all) this.#save((notes) => notes.put(this.#workspace, kind, draft.id, draft));
	}

	close(): void {
		this.#channel?.close();
	}

	#set(all: readonly DraftRecord[]): void {
		this.#all = all.toSorted((a, b) => b.changedAt - a.changedAt);
		this.#update();
	}

	#save(write: (notes: Notes) => Promise<unknown>): void {
		this.#edits += 1;
		this.#lastWrite = this.#lastWrite
			.then(() => write(this.#notes))
			.then(() => this.#channel?.postMessage('changed'))
			.catch(() => undefined);
	}
}

function readDraft(value: unknown): DraftRecord | undefined {
	try {
		return draftSchema.safeParse(rebuilt(value)).data;
	} catch {
		return undefined;
	}
}
