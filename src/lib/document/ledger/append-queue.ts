import type { Entry, EntryDraft } from '$lib/domain/entry';

/** Callbacks of `append`. */
export interface AppendHooks {
	/** Called with how many drafts are signed. */
	progress?: ((signed: number) => void) | undefined;
	/** Called with the entries right before they are delivered. */
	delivering?: ((entries: Entry[]) => void) | undefined;
}

type Add = (drafts: EntryDraft[], hooks: AppendHooks) => Promise<Entry[]>;

interface QueuedAppend {
	drafts: EntryDraft[];
	hooks: AppendHooks;
	resolve: (entries: Entry[]) => void;
	reject: (error: unknown) => void;
}

/**
 * Drafts that wait to be written, in the order in which they came. All that wait are written under one lock: `locked`
 * runs its body while no other tab writes, and resolves when that is stored, or can't be.
 */
export class AppendQueue {
	readonly #locked: (body: () => Promise<void>) => Promise<void>;
	readonly #add: Add;
	#queue: QueuedAppend[] = [];
	#working = false;

	constructor(locked: (body: () => Promise<void>) => Promise<void>, add: Add) {
		this.#locked = locked;
		this.#add = add;
	}

	/** How many entries wait. */
	get waiting(): number {
		return this.#queue.reduce((sum, { drafts }) => sum + drafts.length, 0);
	}

	append(drafts: EntryDraft[], hooks: AppendHooks): Promise<Entry[]> {
		return new Promise((resolve, reject) => {
			this.#queue.push({ drafts, hooks, resolve, reject });
			if (!this.#working) void this.#work();
		});
	}

	async #work(): Promise<void> {
		this.#working = true;
		while (this.#queue.length > 0) {
			try {
				await this.#locked(async () => {
					for (const { drafts, hooks, resolve, reject } of this.#queue.splice(0)) {
						await this.#add(drafts, hooks).then(resolve, reject);
					}
				});
			} catch (error) {
				for (const { reject } of this.#queue.splice(0)) reject(error);
			}
		}
		this.#working = false;
	}
}
