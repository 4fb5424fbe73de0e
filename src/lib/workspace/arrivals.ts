import { factsInSlice, slices } from '$lib/document/ledger/deliveries';
import { timeSlices } from '$lib/document/time-slices';
import { authorOf, type Entry } from '../domain/entry';
import type { KeyId, OrganizationId } from '../domain/facts';
import { applyEntries } from '../domain/fold/apply';
import { emptySnapshot, type Snapshot } from '../domain/snapshot';
import type { Door } from './door';
import type { Found, News } from './news';
import type { SeenEntries } from './seen-entries';

interface Parts {
	state: Snapshot;
	door: Door;
	news: News;
	seen: SeenEntries;
	/** Whether this browser holds the key: nobody else can sign with it. */
	isOwnKey: (key: KeyId) => boolean;
	/** Something was folded that did not come just now. */
	changed: () => void;
}

/**
 * Folds entries into the state as they come, and has told what they changed. While the workspace is opened, what this browser
 * has not seen yet waits until the rest is folded: it is news, however it came. In a workspace that is here for the first
 * time, nothing is.
 */
export class Arrivals {
	readonly #parts: Parts;
	readonly #isKnown: Promise<void>;
	#phase: 'looking' | 'first' | 'again' | 'open' = 'looking';
	#waiting: Entry[][] = [];
	#isSettling = false;
	/** Whose entries the state is folded anew without, while it is. */
	readonly #gone = new Set<OrganizationId>();
	#foldingAnew: Promise<void> | null = null;
	/** What came while the state was folded anew. */
	#meanwhile: Entry[][] = [];

	constructor(parts: Parts) {
		this.#parts = parts;
		this.#isKnown = parts.seen.load().then((isSeen) => {
			this.#phase = isSeen ? 'again' : 'first';
			for (const entries of this.#waiting.splice(0)) this.take(entries);
		});
	}

	take(entries: Entry[]): void {
		const { state, seen } = this.#parts;
		if (this.#foldingAnew) {
			this.#meanwhile.push(entries);
			return;
		}
		switch (this.#phase) {
			case 'looking':
				this.#waiting.push(entries);
				break;
			case 'first':
				applyEntries(state, entries, factsInSlice);
				break;
			case 'again': {
				applyEntries(
					state,
					entries.filter((each) => seen.has(each)),
					factsInSlice
				);
				this.#waiting.push(entries.filter((each) => !seen.has(each)));
				break;
			}
			case 'open':
				this.#tell(entries);
		}
	}

	/** To be called once, when everything that was stored has been taken. Resolves when it is folded. */
	async open(): Promise<void> {
		await this.#isKnown;
		while (this.#foldingAnew) await this.#foldingAnew;
		const { state, news, seen } = this.#parts;
		const isFirst = this.#phase === 'first';
		this.#phase = 'open';
		await this.#settle(() => applyEntries(state, [], factsInSlice));
		const entries = isFirst ? [...state.entries.values()] : this.#waiting.splice(0).flat();
		const found: Found = isFirst ? new Map() : this.#fold(entries);
		await news.load(state);
		void news.tell(found, entries[0]?.id ?? '').then(() => seen.add(entries));
	}

	/**
	 * Folds the state anew without these organizations, in slices; what comes meanwhile waits. The state is changed at
	 * once, when that is done. It is a person's own act, or nothing that they saw: no news.
	 */
	async withdraw(organizations: readonly OrganizationId[]): Promise<void> {
		await this.#isKnown;
		const isGone = new Set(organizations);
		const without = (entries: Entry[]) => entries.filter((each) => !isGone.has(authorOf(each)));
		this.#waiting = this.#waiting.map(without);
		this.#meanwhile = this.#meanwhile.map(without);
		for (const each of organizations) this.#gone.add(each);
		await (this.#foldingAnew ??= this.#foldAnew());
	}

	/** Folds without those that are gone, and again without those that have gone meanwhile. */
	async #foldAnew(): Promise<void> {
		const { state } = this.#parts;
		let folded: Snapshot;
		let count: number;
		do {
			count = this.#gone.size;
			const stays = [...state.entries.values()].filter((entry) => !this.#gone.has(authorOf(entry)));
			folded = await foldedAnew(stays);
		} while (this.#gone.size > count);
		Object.assign(state, folded);
		this.#gone.clear();
		this.#foldingAnew = null;
		for (const entries of this.#meanwhile.splice(0)) this.take(entries);
	}

	/** Entries of acts of this page are told when it is known which of them it wrote itself. */
	#tell(entries: Entry[]): void {
		const { door, news, seen } = this.#parts;
		const claimed = entries.filter(({ action }) => door.made(action));
		const others = entries.filter(({ action }) => !door.made(action));
		const told = [others, claimed].map(async (part) => {
			const [first] = part;
			if (!first) return;
			const found = this.#fold(part);
			if (part === others) return news.tell(this.#without(found, this.#foundedBy(part)), first.id);
			await door.settled();
			await news.tell(this.#ofOthers(found, part), first.id);
		});
		void Promise.all(told).then(() => seen.add(entries));
	}

	#fold(entries: Entry[]): Found {
		if (entries.length === 0) return new Map();
		const { state, news } = this.#parts;
		const found = news.folding(state, entries, factsInSlice);
		if (!this.#isSettling && state.unsettled.size > 0) void this.#settleOn();
		return found;
	}

	/** Goes on with what one entry made count no more, or again, where it is too much for one turn. */
	async #settleOn(): Promise<void> {
		const { state, news, changed } = this.#parts;
		const [first] = state.unsettled;
		this.#isSettling = true;
		await this.#settle(() => {
			const found = news.folding(state, [], factsInSlice);
			void news.tell(found, `${first!.id} ${state.unsettled.size}`);
			changed();
		});
		this.#isSettling = false;
	}

	async #settle(some: () => void): Promise<void> {
		const rest = timeSlices();
		while (this.#parts.state.unsettled.size > 0) {
			await rest.take();
			some();
		}
	}

	/** What an organization did here itself is no news to it. */
	#ofOthers(found: Found, entries: Entry[]): Found {
		const areOwn = entries.every(({ id }) => this.#parts.door.wrote(id));
		const isAuthor = (id: OrganizationId) => areOwn && entries.some((entry) => authorOf(entry) === id);
		const isFounded = this.#foundedBy(entries);
		return this.#without(found, (id) => isAuthor(id) || isFounded(id));
	}

	/** The organizations that the act of these entries founded, whose news it is not: in any window of this browser, by its own keys. */
	#foundedBy(entries: Entry[]): (id: OrganizationId) => boolean {
		const { state, isOwnKey } = this.#parts;
		const areOwn = entries.every(({ key }) => isOwnKey(key));
		return (id) => {
			const founding = state.entries.get(id)?.action;
			return areOwn && entries.every(({ action }) => action === founding);
		};
	}

	#without(found: Found, isLeftOut: (id: OrganizationId) => boolean): Found {
		return new Map([...found].filter(([id]) => !isLeftOut(id)));
	}
}

/** The state that entries come to, folded in slices. Cost: the fold of all of them. */
export async function foldedAnew(entries: Iterable<Entry>): Promise<Snapshot> {
	const state = emptySnapshot();
	const rest = timeSlices();
	for (const slice of slices(entries)) {
		applyEntries(state, slice);
		if (rest.due()) await rest.take();
	}
	return state;
}
