import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { fromStorage, rootName, type TrustedTexts } from './api';

/** The first byte of an item that sets a value under a key of a root type, and stands beside nothing that it knew of. */
const setsKey = 0x20 | 8;
/** Before a text among the values of Yjs. */
const isText = 119;

const root = new TextEncoder().encode(rootName);

/** So many bytes of texts are decoded at once: for each text by itself, asking the browser takes longer than decoding. */
const bytesAtOnce = 0x80_00;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Rows that set texts in the root map, each under an id of its own, and do nothing else, as almost all do: read without Yjs,
 * text by text, so that what they say is known before there is a document of it.
 */
export class PlainRows implements TrustedTexts {
	readonly #rows: readonly Uint8Array[];
	readonly #total: number;
	readonly #items = new Map<string, Y.Item>();
	/** What each client sets next. */
	readonly #clocks = new Map<number, number>();
	#bytes = 0;
	#isPlain = true;

	constructor(rows: Iterable<Uint8Array>) {
		this.#rows = [...rows];
		this.#total = this.#rows.reduce((sum, { length }) => sum + length, 0);
	}

	/** The part that is read, from 0 to 1. */
	get done(): number {
		return this.#bytes / Math.max(1, this.#total);
	}

	get isWhole(): boolean {
		return this.#isPlain && this.#bytes === this.#total;
	}

	/** The texts by their ids, up to the first thing that is none. To be read once. */
	*texts(): Generator<[id: string, text: string]> {
		for (const row of this.#rows) {
			const before = this.#bytes;
			const decoder = decoding.createDecoder(row);
			try {
				for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
					for (const text of this.#textsOfClient(decoder)) {
						this.#bytes = before + decoder.pos;
						yield text;
					}
				}
				this.#isPlain &&= decoding.readVarUint(decoder) === 0 && !decoding.hasContent(decoder);
			} catch {
				this.#isPlain = false;
			}
			if (!this.#isPlain) return;
			this.#bytes = before + row.length;
		}
	}

	/**
	 * Takes all of it into an empty document, once it is read. Does nothing, and answers false, where something else is in the
	 * rows, or something is missing.
	 */
	fill(doc: Y.Doc): boolean {
		if (!this.#isPlain) return false;
		const parent = doc.getMap<string>(rootName);
		Y.transact(
			doc,
			(transaction) => {
				for (const item of this.#items.values()) {
					item.parent = parent;
					item.integrate(transaction, 0);
				}
			},
			fromStorage,
			false
		);
		return true;
	}

	*#textsOfClient(decoder: decoding.Decoder): Generator<[id: string, text: string]> {
		const count = decoding.readVarUint(decoder);
		const client = decoding.readVarUint(decoder);
		const first = decoding.readVarUint(decoder);
		if ((this.#clocks.get(client) ?? 0) !== first) throw new Error('not the next of its client');
		this.#clocks.set(client, first + count);
		for (let clock = first; clock < first + count;) {
			const places: Uint8Array[] = [];
			const begin = decoder.pos;
			for (let next = clock; next < first + count && decoder.pos - begin < bytesAtOnce; next++) {
				if (decoding.readUint8(decoder) !== setsKey || !readsRoot(decoder)) throw new Error('not plain');
				places.push(decoding.readVarUint8Array(decoder));
				if (decoding.readVarUint(decoder) !== 1 || decoding.readUint8(decoder) !== isText)
					throw new Error('no text');
				places.push(decoding.readVarUint8Array(decoder));
			}
			const texts = decoded(places);
			for (let at = 0; at < texts.length; at += 2, clock++) {
				const [id, text] = [texts[at]!, texts[at + 1]!];
				if (this.#items.has(id)) throw new Error('an id twice');
				const content = new Y.ContentAny([text]);
				this.#items.set(id, new Y.Item(Y.createID(client, clock), null, null, null, null, null, id, content));
				yield [id, text];
			}
		}
	}
}

/** The texts of these bytes: at once where each byte is a character, as in nearly all of them. */
function decoded(places: readonly Uint8Array[]): string[] {
	const bytes = new Uint8Array(places.reduce((sum, { length }) => sum + length, 0));
	let end = 0;
	for (const place of places) {
		bytes.set(place, end);
		end += place.length;
	}
	const text = utf8.decode(bytes);
	if (text.length < end) return places.map((place) => utf8.decode(place));
	end = 0;
	return places.map(({ length }) => text.slice(end, (end += length)));
}

/** Reads the name of a root type, and tells whether it is the one of the entries. */
function readsRoot(decoder: decoding.Decoder): boolean {
	if (decoding.readVarUint(decoder) !== 1 || decoding.readVarUint(decoder) !== root.length) return false;
	for (const byte of root) if (decoding.readUint8(decoder) !== byte) return false;
	return true;
}
