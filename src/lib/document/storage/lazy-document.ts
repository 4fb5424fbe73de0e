import type * as Y from 'yjs';
import { rootName } from './names';
import type { PlainRows } from './plain-rows';
import { newClient } from './plain-update';
import { countBeyond, type StateVector } from './state-vector';

/** Origin of the transactions that this tab makes itself, and tells the others of. */
export const fromHere = Symbol('from here');

/** An update that says nothing. */
const nothing = Uint8Array.of(0, 0);

/**
 * A workspace's document, which is made when something first needs it: until then it is the plain texts that were read, and
 * what is set waits. Whoever only looks at a workspace needs neither it nor Yjs.
 */
export class LazyDocument {
	#doc: Y.Doc | null;
	#plain: PlainRows | null = null;
	#making: Promise<Y.Doc> | null = null;
	/** Texts that are set once the document is made. */
	readonly #waiting = new Map<string, string>();
	readonly #client = newClient();
	#prepare: (doc: Y.Doc) => Promise<void> = () => Promise.resolve();
	readonly #onMade: ((doc: Y.Doc) => void)[] = [];
	readonly #onWaiting: (() => void)[] = [];
	#isClosed = false;

	/** @param doc one that is there already */
	constructor(doc: Y.Doc | null = null) {
		this.#doc = doc;
	}

	/** Begins with what is stored, where that is plain, and nothing else is there yet. */
	begin(plain: PlainRows): void {
		this.#plain = plain;
	}

	/** The text of an id, unless it waits. */
	get(id: string): string | undefined {
		return this.#doc ? this.#doc.getMap<string>(rootName).get(id) : this.#plain?.all.get(id);
	}

	/** The ids of all texts but those that wait. */
	keys(): Iterable<string> {
		return this.#doc?.getMap(rootName).keys() ?? this.#plain?.all.keys() ?? [];
	}

	/** How much of each client is here, with what waits. Cost: the clients. */
	get vector(): StateVector {
		if (this.#doc) return vectorOf(this.#doc);
		const vector = new Map(this.#plain?.vector);
		if (this.#waiting.size > 0) vector.set(this.#client, this.#waiting.size);
		return vector;
	}

	/** Whether something was set that is not in the document yet. */
	get isWaiting(): boolean {
		return this.#waiting.size > 0;
	}

	/** Lets somebody have a new document, and waits for that, before anything is in it. */
	prepareBy(prepare: (doc: Y.Doc) => Promise<void>): void {
		this.#prepare = prepare;
	}

	/** Calls back with the document as soon as there is one, before anything more is set in it. */
	onMade(listener: (doc: Y.Doc) => void): void {
		if (this.#doc) listener(this.#doc);
		else this.#onMade.push(listener);
	}

	/** Calls back each time that something is set and has to wait. */
	onWaiting(listener: () => void): void {
		this.#onWaiting.push(listener);
	}

	/** Sets texts in one transaction, which may have to wait; does nothing where it is closed. */
	set(texts: ReadonlyMap<string, string>): void {
		if (texts.size === 0 || this.#isClosed) return;
		if (this.#doc) {
			setIn(this.#doc, texts);
			return;
		}
		for (const [id, text] of texts) this.#waiting.set(id, text);
		for (const listener of this.#onWaiting) listener();
		// Whoever stores it hears where that fails, and tries again.
		void this.made().catch(() => undefined);
	}

	/** Loads what it takes to make it. Rejects where that cannot be had. */
	async load(): Promise<void> {
		if (!this.#doc) await import('./updates');
	}

	/** The document. Rejects as `load`. Cost, once: what is stored, in slices. */
	async made(): Promise<Y.Doc> {
		if (this.#doc) return this.#doc;
		this.#making ??= this.#make().finally(() => (this.#making = null));
		return this.#making;
	}

	/** Takes an update in, unless it is closed. Rejects as `load`, and where it is no update. */
	async apply(update: Uint8Array, origin: unknown): Promise<void> {
		const [doc, { applyAll }] = await Promise.all([this.made(), import('./updates')]);
		if (!this.#isClosed) applyAll(doc, [update], origin);
	}

	/** What is here beyond a state vector, as an update. Rejects as `load`, which it takes where that is anything. */
	async beyond(vector: StateVector): Promise<Uint8Array> {
		if (!this.#doc && countBeyond(this.vector, vector) === 0) return nothing;
		const [doc, { updateBeyond }] = await Promise.all([this.made(), import('./updates')]);
		return updateBeyond(doc, vector);
	}

	close(): void {
		this.#isClosed = true;
		this.#doc?.destroy();
	}

	async #make(): Promise<Y.Doc> {
		const { newDocument, fillWith } = await import('./updates');
		const doc = newDocument(this.#client);
		await this.#prepare(doc);
		await fillWith(doc, this.#plain?.items() ?? []);
		this.#doc = doc;
		this.#plain = null;
		for (const listener of this.#onMade.splice(0)) listener(doc);
		if (this.#waiting.size > 0) setIn(doc, this.#waiting);
		this.#waiting.clear();
		if (this.#isClosed) doc.destroy();
		return doc;
	}
}

function setIn(doc: Y.Doc, texts: ReadonlyMap<string, string>): void {
	const map = doc.getMap<string>(rootName);
	doc.transact(() => {
		for (const [id, text] of texts) map.set(id, text);
	}, fromHere);
}

/** As Yjs tells it: what comes behind the last item of each client. */
const vectorOf = ({ store }: Y.Doc): StateVector =>
	new Map(
		[...store.clients].map(([client, items]) => {
			const { id, length } = items.at(-1)!;
			return [client, id.clock + length];
		})
	);
