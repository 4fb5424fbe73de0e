import type { Entry, EntryDraft } from '../domain/entry';

interface Waiting {
	drafts: EntryDraft[];
	resolve: (entries: Entry[]) => void;
	reject: (error: unknown) => void;
}

/**
 * What waits to be written, in the order in which it came. One hold of the lock serves everything that waits: `hold`
 * runs its body while no other tab writes, and ends when that is stored, or can't be.
 */
export class Appending {
	readonly #hold: (body: () => Promise<void>) => Promise<void>;
	readonly #add: (drafts: EntryDraft[]) => Promise<Entry[]>;
	#waiting: Waiting[] = [];
	#working = false;

	constructor(
		hold: (body: () => Promise<void>) => Promise<void>,
		add: (drafts: EntryDraft[]) => Promise<Entry[]>
	) {
		this.#hold = hold;
		this.#add = add;
	}

	append(drafts: EntryDraft[]): Promise<Entry[]> {
		return new Promise((resolve, reject) => {
			this.#waiting.push({ drafts, resolve, reject });
			if (!this.#working) void this.#work();
		});
	}

	async #work(): Promise<void> {
		this.#working = true;
		while (this.#waiting.length > 0) {
			try {
				await this.#hold(async () => {
					for (const { drafts, resolve, reject } of this.#waiting.splice(0)) {
						await this.#add(drafts).then(resolve, reject);
					}
				});
			} catch (error) {
				for (const { reject } of this.#waiting.splice(0)) reject(error);
			}
		}
		this.#working = false;
	}
}
