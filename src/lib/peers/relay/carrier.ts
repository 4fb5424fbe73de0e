import * as Y from 'yjs';
import { carrierRoot, Poisoned, readCarrierUpdate } from './carrier-update';
import type { RelayLimits } from './relay-limits';

/** What a key costs beside its value. */
const keyBytes = 100;

/**
 * The document by which sealed entries are exchanged with a relay: thrown away with everything that a relay did to it.
 * It only ever gains keys; what else a relay sends is Poisoned, and whoever holds the carrier throws it away.
 */
export class Carrier {
	readonly #limits: RelayLimits;
	readonly #doc = new Y.Doc({ guid: '' });
	readonly #map = this.#doc.getMap<Uint8Array>(carrierRoot);
	/** Bytes of all values ever taken in. */
	#bytes = 0;
	/** How many items ever stood under keys that had more than one. */
	readonly #items = new Map<string, number>();

	constructor(limits: RelayLimits) {
		this.#limits = limits;
	}

	/** How many keys there are. */
	get size(): number {
		return this.#map.size;
	}

	/** Whether so much is in it that nothing more is put: what others put meanwhile has room still. */
	get isFull(): boolean {
		const { bytes, valueBytes, keys } = this.#limits;
		return this.#bytes > bytes - 2 * valueBytes || this.#map.size > 0.9 * keys;
	}

	has(key: string): boolean {
		return this.#map.has(key);
	}

	get(key: string): Uint8Array | undefined {
		return this.#map.get(key);
	}

	/** What is here, in the form that a relay is sent. */
	vector(): Uint8Array {
		return Y.encodeStateVector(this.#doc);
	}

	/** Whether somebody who tells this of what is there has all that is here. Throws Poisoned for what tells nothing. */
	isWithin(vector: Uint8Array): boolean {
		const there = vectorOf(vector, this.#limits);
		for (const [client, clock] of vectorOf(this.vector(), this.#limits))
			if ((there.get(client) ?? 0) < clock) return false;
		return true;
	}

	/**
	 * Takes updates in, one after the other. Answers with the keys whose values are others now, or `incomplete` where pieces
	 * before them are missing. Throws Poisoned, and is not to be used any more. Cost: the updates, and once all clients so far.
	 */
	receive(...updates: Uint8Array[]): Set<string> | 'incomplete' {
		const changed = new Set<string>();
		const note = (event: Y.YMapEvent<Uint8Array>) => {
			for (const key of event.keysChanged) changed.add(key as string);
		};
		this.#map.observe(note);
		try {
			// In one transaction, as each begins and ends by going through all clients.
			this.#doc.transact(() => {
				for (const update of updates) this.#apply(update);
			});
		} catch (error) {
			throw error instanceof Poisoned ? error : new Poisoned('not-plain', String(error));
		}
		this.#map.unobserve(note);
		const { pendingStructs, pendingDs } = this.#doc.store;
		if (pendingStructs !== null || pendingDs !== null) return 'incomplete';
		const clients = this.#doc.store.clients.size;
		if (clients > this.#limits.clients) throw new Poisoned('too-large', `${clients} clients`);
		if (this.#map.size > this.#limits.keys) throw new Poisoned('too-large', `${this.#map.size} keys`);
		for (const key of changed) if (!this.#map.has(key)) throw new Poisoned('deleted', key);
		return changed;
	}

	#apply(update: Uint8Array): void {
		const fresh = new Set<string>();
		for (const { client, clock, key, bytes } of readCarrierUpdate(update, this.#limits)) {
			if (clock < Y.getState(this.#doc.store, client)) continue;
			this.#bytes += bytes + keyBytes;
			// What was deleted stands there too.
			if (fresh.has(key) || this.#map._map.has(key)) this.#countItem(key);
			fresh.add(key);
		}
		if (this.#bytes > this.#limits.bytes) throw new Poisoned('too-large', `${this.#bytes} bytes`);
		Y.applyUpdate(this.#doc, update);
	}

	#countItem(key: string): void {
		const count = (this.#items.get(key) ?? 1) + 1;
		if (count > this.#limits.itemsOfKey) throw new Poisoned('too-large', `${count} items under ${key}`);
		this.#items.set(key, count);
	}

	/** Puts values under keys that are not there yet. Answers with the update to send. */
	put(values: readonly (readonly [key: string, value: Uint8Array])[]): Uint8Array {
		const before = this.vector();
		this.#doc.transact(() => {
			for (const [key, value] of values) {
				this.#map.set(key, value);
				this.#bytes += value.length + keyBytes;
			}
		});
		return Y.encodeStateAsUpdate(this.#doc, before);
	}
}

function vectorOf(bytes: Uint8Array, { clients }: RelayLimits): Map<number, number> {
	// Of each client, its number and its clock: at most ten bytes each.
	if (bytes.length > 20 * clients) throw new Poisoned('too-large', `a vector of ${bytes.length} bytes`);
	try {
		return Y.decodeStateVector(bytes);
	} catch {
		throw new Poisoned('not-plain', 'no vector');
	}
}
