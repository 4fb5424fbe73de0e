import { createSubscriber } from 'svelte/reactivity';
import * as z from 'zod/mini';
import { rebuilt } from '$lib/document/entries/canonical';
import { notes as ofBrowser, type Notes } from '$lib/document/storage/notes';
import type { KeyId, OrganizationId } from '$lib/domain/facts';
import type { AccessRequest } from '$lib/peers/sharing-state';
import { maxFileRequests } from '$lib/exchange/max-file-requests';
import type { PartnerFile } from '$lib/exchange/partner-file';

const kind = 'seat-request';
const maxDeclined = 500;

const text = z.string().check(z.maxLength(1_000));
const schema = z.strictObject({
	id: text,
	peer: text,
	organization: text,
	key: text,
	name: text,
	/** When its file was opened; unique per file. An earlier version stored the file's own time. */
	at: z.int(),
	/** Declined requests are not shown again, whichever file contains them. */
	declined: z.boolean()
});
type StoredRequest = z.infer<typeof schema>;

/**
 * Requests to act for organizations from partners' files, stored with the workspace until they are answered. Their number
 * is limited, and a file can hold any number: the open ones are shared out fairly among the files.
 */
export class FileRequests {
	readonly #workspace: string;
	readonly #isAnswered: (organization: OrganizationId, key: KeyId) => boolean;
	readonly #notes: Notes;
	readonly #requests = new Map<string, StoredRequest>();
	#update: () => void = () => undefined;
	readonly #subscribe = createSubscriber((update) => {
		this.#update = update;
		return () => (this.#update = () => undefined);
	});

	/** @param isAnswered whether the organization's keys include, or included, the key */
	constructor(
		workspace: string,
		isAnswered: (organization: OrganizationId, key: KeyId) => boolean,
		notes: Notes = ofBrowser
	) {
		this.#workspace = workspace;
		this.#isAnswered = isAnswered;
		this.#notes = notes;
	}

	/** Requests that were not declined. They may have been granted since. */
	get all(): AccessRequest[] {
		this.#subscribe();
		return [...this.#requests.values()]
			.filter(({ declined }) => !declined)
			.map(({ declined: _, ...each }) => each);
	}

	/** Loads the stored requests. Unreadable ones are ignored. */
	async load(): Promise<void> {
		const stored = await this.#notes.all(this.#workspace, kind).catch(() => []);
		const now = Date.now();
		for (const value of stored) {
			const request = readStoredRequest(value);
			if (request && !this.#requests.has(request.id))
				this.#requests.set(request.id, { ...request, at: Math.min(request.at, now) });
		}
		this.#update();
	}

	/** Adds the requests of a file, whose signatures have been checked. */
	async addFrom({ seats, from }: PartnerFile): Promise<void> {
		await this.load();
		const all = new Map(this.#requests);
		const at = Math.max(Date.now(), ...[...all.values()].map((each) => each.at + 1));
		for (const { organization, key, name } of seats) {
			const id = `file:${organization}:${key}`;
			if (!all.has(id))
				all.set(id, { id, peer: from?.name ?? '', organization, key, name, at, declined: false });
		}
		await this.#save([...all.values()]);
	}

	/** Declines a request. The requester is not notified. */
	async decline(id: string): Promise<void> {
		await this.#save(
			[...this.#requests.values()].map((each) => (each.id === id ? { ...each, declined: true } : each))
		);
	}

	/** Applies the limits, at once in memory and then in storage. */
	async #save(all: StoredRequest[]): Promise<void> {
		const before = new Map(this.#requests);
		const unanswered = all.filter(({ organization, key }) => !this.#isAnswered(organization, key));
		const changed: StoredRequest[] = [];
		this.#requests.clear();
		for (const each of withinLimits(unanswered)) {
			this.#requests.set(each.id, each);
			if (before.get(each.id) !== each) changed.push(each);
		}
		const gone = [...before.keys()].filter((id) => !this.#requests.has(id));
		this.#update();
		// If this fails, the requests last until the window is closed.
		await Promise.allSettled([
			...changed.map((each) => this.#notes.put(this.#workspace, kind, each.id, each)),
			...gone.map((id) => this.#notes.delete(this.#workspace, kind, id))
		]);
	}
}

/** The latest declined requests, and a fair share of the open ones. */
function withinLimits(all: StoredRequest[]): StoredRequest[] {
	const declined = all
		.filter((each) => each.declined)
		.sort(latestFirst)
		.slice(0, maxDeclined);
	const room = new Set([...declined, ...fairShare(all.filter((each) => !each.declined))]);
	return all.filter((each) => room.has(each));
}

/**
 * Round-robin over files: each gets a place before any gets a second one. Files come first, because a person opened each
 * of them, while anybody can write any peer's name into one; then peers; then the latest.
 */
function fairShare(open: StoredRequest[]): StoredRequest[] {
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
		.slice(0, maxFileRequests)
		.map(({ each }) => each);
}

const latestFirst = (a: StoredRequest, b: StoredRequest): number => b.at - a.at;

function readStoredRequest(value: unknown): StoredRequest | null {
	try {
		return schema.safeParse(rebuilt(value)).data ?? null;
	} catch {
		return null;
	}
}
