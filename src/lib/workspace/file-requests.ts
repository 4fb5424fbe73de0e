import { createSubscriber } from 'svelte/reactivity';
import * as z from 'zod/mini';
import { rebuilt } from '../document/canonical';
import { notes as ofBrowser, type Notes } from '../document/notes';
import type { SeatRequest } from '../peers/state';
import type { PartnerFile } from '../exchange/partner-file';

const kind = 'seat-request';
const most = 64;

const text = z.string().check(z.maxLength(1_000));
const schema = z.strictObject({
	id: text,
	peer: text,
	organization: text,
	key: text,
	name: text,
	at: z.int(),
	/** Answered with no: it is not shown again, in whichever file it comes. */
	declined: z.boolean()
});
type Kept = z.infer<typeof schema>;

/** The seats that were asked for in partners' files, remembered with the workspace until they are answered. */
export class FileRequests {
	readonly #workspace: string;
	readonly #notes: Notes;
	readonly #kept = new Map<string, Kept>();
	#update: () => void = () => undefined;
	readonly #subscribe = createSubscriber((update) => {
		this.#update = update;
		return () => (this.#update = () => undefined);
	});

	constructor(workspace: string, notes: Notes = ofBrowser) {
		this.#workspace = workspace;
		this.#notes = notes;
	}

	/** What was not declined; whether it was granted since, the book of keys says. */
	get all(): SeatRequest[] {
		this.#subscribe();
		return [...this.#kept.values()]
			.filter(({ declined }) => !declined)
			.map(({ declined: _, ...each }) => each);
	}

	/** Reads what is remembered. What cannot be read is as if nothing had been asked. */
	async load(): Promise<void> {
		const stored = await this.#notes.all(this.#workspace, kind).catch(() => []);
		for (const value of stored) {
			const kept = readKept(value);
			if (kept && !this.#kept.has(kept.id)) this.#kept.set(kept.id, kept);
		}
		this.#update();
	}

	/** Takes in the requests of a file; their keys have signed them. */
	async take({ seats, from, savedAt }: PartnerFile): Promise<void> {
		await this.load();
		for (const { organization, key, name } of seats) {
			const id = `file:${organization}:${key}`;
			if (this.#kept.has(id) || this.#kept.size >= most) continue;
			await this.#keep({ id, peer: from?.name ?? '', organization, key, name, at: savedAt, declined: false });
		}
		this.#update();
	}

	/** Says no. Whoever asked learns it from a person. */
	async decline(id: string): Promise<void> {
		const kept = this.#kept.get(id);
		if (kept) await this.#keep({ ...kept, declined: true });
		this.#update();
	}

	async #keep(kept: Kept): Promise<void> {
		this.#kept.set(kept.id, kept);
		// Not remembered, it is there until the window is closed.
		await this.#notes.put(this.#workspace, kind, kept.id, kept).catch(() => undefined);
	}
}

function readKept(value: unknown): Kept | null {
	try {
		return schema.safeParse(rebuilt(value)).data ?? null;
	} catch {
		return null;
	}
}
