import { createSubscriber } from 'svelte/reactivity';
import * as z from 'zod/mini';
import { rebuilt } from '$lib/document/entries/canonical';
import { notes as ofBrowser, type Notes } from '$lib/document/storage/notes';
import type { KeyId, OrganizationId } from '../domain/facts';
import type { SeatRequest } from '../peers/state';
import { mostAsked, type PartnerFile } from '../exchange/partner-file';

const kind = 'seat-request';
const mostDeclined = 500;

const text = z.string().check(z.maxLength(1_000));
const schema = z.strictObject({
	id: text,
	peer: text,
	organization: text,
	key: text,
	name: text,
	/** When its file was opened, each file at a time of its own. An earlier version kept what the file said. */
	at: z.int(),
	/** Answered with no: it is not shown again, in whichever file it comes. */
	declined: z.boolean()
});
type Kept = z.infer<typeof schema>;

/**
 * The seats that were asked for in partners' files, remembered with the workspace until they are answered. Only so
 * many are kept, and anybody can ask for more: what is open is shared among the files.
 */
export class FileRequests {
	readonly #workspace: string;
	readonly #isAnswered: (organization: OrganizationId, key: KeyId) => boolean;
	readonly #notes: Notes;
	readonly #kept = new Map<string, Kept>();
	#update: () => void = () => undefined;
	readonly #subscribe = createSubscriber((update) => {
		this.#update = update;
		return () => (this.#update = () => undefined);
	});

	/** `isAnswered` tells whether the book of keys has the key: then there is nothing to ask or to remember. */
	constructor(
		workspace: string,
		isAnswered: (organization: OrganizationId, key: KeyId) => boolean,
		notes: Notes = ofBrowser
	) {
		this.#workspace = workspace;
		this.#isAnswered = isAnswered;
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
		const now = Date.now();
		for (const value of stored) {
			const kept = readKept(value);
			if (kept && !this.#kept.has(kept.id)) this.#kept.set(kept.id, { ...kept, at: Math.min(kept.at, now) });
		}
		this.#update();
	}

	/** Takes in the requests of a file; their keys have signed them. */
	async take({ seats, from }: PartnerFile): Promise<void> {
		await this.load();
		const all = new Map(this.#kept);
		const at = Math.max(Date.now(), ...[...all.values()].map((each) => each.at + 1));
		for (const { organization, key, name } of seats) {
			const id = `file:${organization}:${key}`;
			if (!all.has(id))
				all.set(id, { id, peer: from?.name ?? '', organization, key, name, at, declined: false });
		}
		await this.#keep([...all.values()]);
	}

	/** Says no. Whoever asked learns it from a person. */
	async decline(id: string): Promise<void> {
		await this.#keep(
			[...this.#kept.values()].map((each) => (each.id === id ? { ...each, declined: true } : each))
		);
	}

	/** Keeps what there is room for, here at once and then in the notes. */
	async #keep(all: Kept[]): Promise<void> {
		const before = new Map(this.#kept);
		const unanswered = all.filter(({ organization, key }) => !this.#isAnswered(organization, key));
		const changed: Kept[] = [];
		this.#kept.clear();
		for (const each of roomFor(unanswered)) {
			this.#kept.set(each.id, each);
			if (before.get(each.id) !== each) changed.push(each);
		}
		const gone = [...before.keys()].filter((id) => !this.#kept.has(id));
		this.#update();
		// Not remembered, it is there until the window is closed.
		await Promise.allSettled([
			...changed.map((each) => this.#notes.put(this.#workspace, kind, each.id, each)),
			...gone.map((id) => this.#notes.delete(this.#workspace, kind, id))
		]);
	}
}

/** Of what was declined the latest to come, and what is open as far as there are places. */
function roomFor(all: Kept[]): Kept[] {
	const declined = all
		.filter((each) => each.declined)
		.sort(latestFirst)
		.slice(0, mostDeclined);
	const room = new Set([...declined, ...shared(all.filter((each) => !each.declined))]);
	return all.filter((each) => room.has(each));
}

/**
 * Each file gets a place before any gets a second one, and so on. Files are counted first, because a person opened
 * each of them, while anybody can write another's name into one; then the names; then the latest goes before.
 */
function shared(open: Kept[]): Kept[] {
	const counts = new Map<string, number>();
	const placeIn = (group: string): number => {
		const place = counts.get(group) ?? 0;
		counts.set(group, place + 1);
		return place;
	};
	return open
		.toSorted(latestFirst)
		.map((each) => {
			const inFile = placeIn(`file ${each.at}`);
			return { each, inFile, ofPeer: placeIn(`${inFile} of ${each.peer}`) };
		})
		.sort((a, b) => a.inFile - b.inFile || a.ofPeer - b.ofPeer)
		.slice(0, mostAsked)
		.map(({ each }) => each);
}

const latestFirst = (a: Kept, b: Kept): number => b.at - a.at;

function readKept(value: unknown): Kept | null {
	try {
		return schema.safeParse(rebuilt(value)).data ?? null;
	} catch {
		return null;
	}
}
