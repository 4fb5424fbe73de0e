import { createSubscriber } from 'svelte/reactivity';
import { rebuilt } from '$lib/document/entries/canonical';
import { draftChannel } from '$lib/document/storage/names';
import { notes as ofBrowser, type Notes } from '$lib/document/storage/notes';
import { type DraftRecord, draftSchema } from './draft-schema';

export type { DraftRecord } from './draft-schema';

const kind = 'draft';

/**
 * The drafts of a workspace: kept beside it in this browser, followed from window to window, and gone with it. They
 * are commands; nothing of them is in the ledger before they are applied.
 */
export class Drafts {
	readonly #workspace: string;
	readonly #notes: Notes;
	readonly #channel: BroadcastChannel | undefined;
	#all: readonly DraftRecord[] = [];
	#isRead = false;
	#edits = 0;
	#last: Promise<unknown> = Promise.resolve();
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

	/** The one changed last comes first. Another list after every change; each record the same until it changes. */
	get all(): readonly DraftRecord[] {
		this.#subscribe();
		return this.#all;
	}

	/** Whether what is kept has been read. */
	get isRead(): boolean {
		this.#subscribe();
		return this.#isRead;
	}

	get(id: string): DraftRecord | undefined {
		return this.all.find((each) => each.id === id);
	}

	/** Reads what is kept. What cannot be read is left where it is. */
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

	/** What is kept once everything done here is; null where the browser keeps nothing for this page. */
	async #stored(): Promise<unknown[] | null> {
		for (;;) {
			const edits = this.#edits;
			await this.#last;
			const stored = await this.#notes.all(this.#workspace, kind).catch(() => null);
			if (edits === this.#edits) return stored;
		}
	}

	/** A new draft with these steps, none to begin with. */
	add(name: string, steps: DraftRecord['steps'] = []): DraftRecord {
		const now = Date.now();
		const draft = { id: crypto.randomUUID(), name, createdAt: now, changedAt: now, steps };
		this.#set([draft, ...this.#all]);
		this.#keep((notes) => notes.put(this.#workspace, kind, draft.id, draft));
		return draft;
	}

	/** Changes a draft, at once for whoever reads it here. Nothing happens where it is gone. */
	change(id: string, changes: Partial<Pick<DraftRecord, 'name' | 'steps'>>): void {
		const draft = this.#all.find((each) => each.id === id);
		if (!draft) return;
		const changed = { ...draft, ...changes, changedAt: Math.max(Date.now(), draft.changedAt + 1) };
		this.#set([changed, ...this.#all.filter((each) => each.id !== id)]);
		this.#keep((notes) => notes.put(this.#workspace, kind, id, changed));
	}

	remove(id: string): void {
		this.#set(this.#all.filter((each) => each.id !== id));
		this.#keep((notes) => notes.delete(this.#workspace, kind, id));
	}

	/** Takes back that a draft was removed. */
	restore(draft: DraftRecord): void {
		this.#set([draft, ...this.#all.filter(({ id }) => id !== draft.id)]);
		this.#keep((notes) => notes.put(this.#workspace, kind, draft.id, draft));
	}

	/** Keeps all of them anew: what was kept is lost. */
	keepAgain(): void {
		for (const draft of this.#all) this.#keep((notes) => notes.put(this.#workspace, kind, draft.id, draft));
	}

	close(): void {
		this.#channel?.close();
	}

	#set(all: readonly DraftRecord[]): void {
		this.#all = all.toSorted((a, b) => b.changedAt - a.changedAt);
		this.#update();
	}

	#keep(write: (notes: Notes) => Promise<unknown>): void {
		this.#edits += 1;
		this.#last = this.#last
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
