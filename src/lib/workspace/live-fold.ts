import { factsInSlice, slices } from '$lib/document/ledger/deliveries';
import { inTurns, timeSlices } from '$lib/document/time-slices';
import { authorOf, type Entry } from '$lib/domain/entry';
import type { KeyId, OrganizationId } from '$lib/domain/facts';
import { isSettled } from '$lib/domain/fold/apply';
import { BulkFold } from '$lib/domain/fold/bulk-fold';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import type { LedgerEditor } from './editing/ledger-editor';
import { FoldPauses } from './fold-pauses';
import type { NewsByOrganization, News } from './news/news';
import type { SeenEntries } from './news/seen-entries';

/** Facts that are folded at once while the state is shown: each time what follows from them is derived, and news of it found. */
const factsAtOnce = 250;

/** The first are fewer: what folds them may not be compiled yet. */
const inTurn = (entries: Entry[]): Iterable<Entry[]> => slices(entries, factsAtOnce, factsAtOnce / 4);

interface Options {
	state: Snapshot;
	editor: LedgerEditor;
	news: News;
	seen: SeenEntries;
	/** Whether this browser holds the key. */
	isOwnKey: (key: KeyId) => boolean;
	/** Entries were folded, or taken in before the workspace is open. */
	changed: () => void;
}

/**
 * Folds entries into the state as they arrive, and publishes what they changed as news. While the workspace opens,
 * entries that this browser has not seen yet are folded last: they are news, whichever way they arrived. When a workspace
 * is opened for the first time, nothing is news.
 */
export class LiveFold {
	readonly #options: Options;
	readonly #loaded: Promise<void>;
	#phase: 'loading' | 'first' | 'again' | 'open' = 'loading';
	#pending: Entry[][] = [];
	#isSettling = false;
	/** Lets what others send wait while it is held. */
	readonly pauses = new FoldPauses(() => void this.#drain());
	/** Organizations whose entries are being removed. */
	readonly #removed = new Set<OrganizationId>();
	#refolding: Promise<void> | null = null;
	#isDraining = false;
	#drained: Promise<void> = Promise.resolve();
	/** How many wait for all to be folded. */
	#urgent = 0;
	/** Entries that wait for their turn, or while the state is refolded, derived at the end of opening, or held. */
	#queued: Entry[][] = [];
	/** What is folded before the workspace is open. */
	#many: BulkFold;
	#deriving: Promise<void> | null = null;

	constructor(options: Options) {
		this.#options = options;
		this.#many = new BulkFold(options.state);
		this.#loaded = options.seen.load().then((isSeen) => {
			this.#phase = isSeen ? 'again' : 'first';
			for (const entries of this.#pending.splice(0)) this.receive(entries);
		});
	}

	/** Folds entries in slices, the first of them at once where it may; or takes them in before the workspace is open. */
	receive(entries: Entry[]): void {
		const mayFold = !this.#isFolding();
		if (mayFold && !this.pauses.areHeld && this.#queued.length === 0) {
			this.#enqueue(entries);
			return void this.#drain();
		}
		// What this browser writes itself waits for nobody.
		const own = mayFold ? entries.filter((entry) => this.#isOwn(entry)) : [];
		this.#enqueue(own.length === 0 ? entries : entries.filter((entry) => !this.#isOwn(entry)));
		if (own.length === 0) return;
		const [first, ...rest] = inTurn(own);
		this.#queued = [...rest, ...this.#queued];
		this.#take(first!);
		this.#options.changed();
	}

	#enqueue(entries: Entry[]): void {
		// What is not shown yet is derived once, at the end: it need not be divided. What comes while that is done is shown then.
		const isShown = this.#phase === 'open' || this.#isFolding();
		for (const part of isShown ? inTurn(entries) : [entries]) if (part.length > 0) this.#queued.push(part);
	}

	#isFolding = (): boolean => this.#refolding !== null || this.#deriving !== null;

	#take(entries: Entry[]): void {
		const { seen } = this.#options;
		switch (this.#phase) {
			case 'loading':
				this.#pending.push(entries);
				break;
			case 'first':
				this.#many.add(entries, factsInSlice);
				break;
			case 'again': {
				this.#many.add(
					entries.filter((each) => seen.has(each)),
					factsInSlice
				);
				this.#pending.push(entries.filter((each) => !seen.has(each)));
				break;
			}
			case 'open':
				this.#foldAndPublish(entries);
		}
	}

	/** Folds what waits, whoever holds the state or rests: whoever edits decides on all that has arrived. */
	async catchUp(): Promise<void> {
		this.#urgent += 1;
		await this.#drain();
		this.#urgent -= 1;
	}

	/** Folds what waits, as long as it may. Resolves when it has. */
	#drain(): Promise<void> {
		if (!this.#isDraining) this.#drained = this.#drainQueue();
		return this.#drained;
	}

	/** Folds in the order in which it came; other work has its turn in between. */
	async #drainQueue(): Promise<void> {
		this.#isDraining = true;
		const turns = timeSlices();
		let isFolded = false;
		try {
			while (this.#queued.length > 0 && this.#mayFold()) {
				this.#take(this.#queued.shift()!);
				isFolded = true;
				if (this.#queued.length === 0 || !turns.due()) continue;
				this.#options.changed();
				isFolded = false;
				await turns.take();
			}
		} finally {
			this.#isDraining = false;
			if (isFolded) this.#options.changed();
		}
	}

	#mayFold = (): boolean => !this.#isFolding() && (this.#urgent > 0 || !this.pauses.areHeld);

	/**
	 * Anybody can copy an action's id, but nobody has seen it while this browser is writing the action, with a new key perhaps;
	 * and nobody else signs with a key of this browser.
	 */
	#isOwn({ action, key }: Entry): boolean {
		const { editor, isOwnKey } = this.#options;
		return editor.isWriting(action) || (editor.isOwnAction(action) && isOwnKey(key));
	}

	/**
	 * To be called once, when all stored entries have been received. Resolves when they are folded.
	 * @param ready resolves when it is known to whom something is news; where it rejects, so does this
	 */
	async open(ready: Promise<unknown>): Promise<void> {
		await this.#loaded;
		while (this.#refolding) await this.#refolding;
		await this.catchUp();
		const { state, news, seen } = this.#options;
		const isFirst = this.#phase === 'first';
		const found: [NewsByOrganization, string][] = [];
		const unseen = this.#pending.splice(0).flat();
		const derive = async () => {
			await inTurns(this.#many.derive(factsInSlice), () => undefined);
			await ready;
			await inTurns(inTurn(unseen), (part) => found.push([this.#fold(part), part[0]!.id]));
		};
		await (this.#deriving = derive());
		this.#deriving = null;
		this.#phase = 'open';
		await this.catchUp();
		await news.load(state);
		const published = found.map(([about, name]) => news.publish(about, name));
		const entries = isFirst ? [...state.entries.values()] : unseen;
		void Promise.all(published).then(() => seen.add(entries));
	}

	/**
	 * Refolds the state without these organizations, in slices; entries that arrive in the meantime wait. The state changes
	 * at once when that is done. This is no news: a person decided it, or never saw these entries.
	 */
	async remove(organizations: readonly OrganizationId[]): Promise<void> {
		await this.#loaded;
		const excluded = new Set(organizations);
		const without = (entries: Entry[]) => entries.filter((each) => !excluded.has(authorOf(each)));
		this.#pending = this.#pending.map(without);
		this.#queued = this.#queued.map(without);
		for (const each of organizations) this.#removed.add(each);
		await (this.#refolding ??= this.#refold());
	}

	/** Refolds without the removed organizations, and again if more were removed in the meantime. */
	async #refold(): Promise<void> {
		await this.#deriving;
		const { state } = this.#options;
		let folded: Snapshot;
		let count: number;
		do {
			count = this.#removed.size;
			const remaining = [...state.entries.values()].filter((entry) => !this.#removed.has(authorOf(entry)));
			folded = await foldInSlices(remaining);
		} while (this.#removed.size > count);
		Object.assign(state, folded);
		this.#many = new BulkFold(state);
		this.#removed.clear();
		this.#refolding = null;
		void this.#drain();
	}

	/** Entries with an action of this page are published once it is known which of them the page itself wrote. */
	#foldAndPublish(entries: Entry[]): void {
		const { editor, news, seen } = this.#options;
		const own = entries.filter(({ action }) => editor.isOwnAction(action));
		const others = entries.filter(({ action }) => !editor.isOwnAction(action));
		const published = [others, own].map(async (part) => {
			const [first] = part;
			if (!first) return;
			const found = this.#fold(part);
			if (part === others) return news.publish(this.#without(found, this.#foundedBy(part)), first.id);
			await editor.settled();
			await news.publish(this.#ofOthers(found, part), first.id);
		});
		void Promise.all(published).then(() => seen.add(entries));
	}

	#fold(entries: Entry[]): NewsByOrganization {
		if (entries.length === 0) return new Map();
		const { state, news } = this.#options;
		const found = news.fold(state, entries, factsInSlice);
		if (!this.#isSettling && !isSettled(state)) void this.#settleInBackground(entries[0]!.id);
		return found;
	}

	/**
	 * Continues with what an entry made count, or no longer count, if that is too much for one slice.
	 * @param name identifies the entry, as for `News.publish`
	 */
	async #settleInBackground(name: string): Promise<void> {
		const { state, news, changed } = this.#options;
		let slice = 0;
		this.#isSettling = true;
		await this.#settle(() => {
			const found = news.fold(state, [], factsInSlice);
			void news.publish(found, `${name} ${++slice}`);
			changed();
		});
		this.#isSettling = false;
	}

	async #settle(foldSome: () => void): Promise<void> {
		const rest = timeSlices();
		while (!isSettled(this.#options.state)) {
			await rest.take();
			await this.pauses.released();
			foldSome();
		}
	}

	/** What an organization itself did on this page is no news to it. */
	#ofOthers(found: NewsByOrganization, entries: Entry[]): NewsByOrganization {
		const areOwn = entries.every(({ id }) => this.#options.editor.wroteEntry(id));
		const isAuthor = (id: OrganizationId) => areOwn && entries.some((entry) => authorOf(entry) === id);
		const isFounded = this.#foundedBy(entries);
		return this.#without(found, (id) => isAuthor(id) || isFounded(id));
	}

	/** Organizations that the act of these entries founded with keys of this browser, in any window: it is no news to them. */
	#foundedBy(entries: Entry[]): (id: OrganizationId) => boolean {
		const { state, isOwnKey } = this.#options;
		const areOwn = entries.every(({ key }) => isOwnKey(key));
		return (id) => {
			const founding = state.entries.get(id)?.action;
			return areOwn && entries.every(({ action }) => action === founding);
		};
	}

	#without(found: NewsByOrganization, isExcluded: (id: OrganizationId) => boolean): NewsByOrganization {
		return new Map([...found].filter(([id]) => !isExcluded(id)));
	}
}

/** Folds entries into a new state, in slices. Cost: the fold of all of them. */
export async function foldInSlices(entries: Iterable<Entry>): Promise<Snapshot> {
	const state = emptySnapshot();
	const many = new BulkFold(state);
	await inTurns(slices(entries), (slice) => many.add(slice));
	await inTurns(many.derive(), () => undefined);
	return state;
}
