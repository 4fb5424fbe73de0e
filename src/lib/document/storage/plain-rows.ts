import * as decoding from 'lib0/decoding';
import { rootName } from './names';
import { isText, setsKey } from './plain-update';
import type { StateVector } from './state-vector';
import type { TrustedTexts } from './trusted-texts';

const root = new TextEncoder().encode(rootName);

/** So many bytes of texts are decoded at once: for each text by itself, asking the browser takes longer than decoding. */
const bytesAtOnce = 0x80_00;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A text that a client has set. */
export interface PlainItem {
	client: number;
	clock: number;
	id: string;
	text: string;
}

/**
 * Rows that set texts in the root map, each under an id of its own, and do nothing else, as almost all do: read without Yjs,
 * text by text. What was read is kept, and a document of it made when somebody needs one.
 */
export class PlainRows implements TrustedTexts {
	readonly #rows: Uint8Array[];
	readonly #total: number;
	/** By their ids, in the order in which they were set. */
	readonly #texts = new Map<string, string>();
	/** Who set them: so many after each other. */
	readonly #runs: { client: number; first: number; count: number }[] = [];
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

	/** Whether all is read, and nothing else is in the rows, and nothing is missing. */
	get isWhole(): boolean {
		return this.#isPlain && this.#bytes === this.#total;
	}

	/** The texts that were read, by their ids. */
	get all(): ReadonlyMap<string, string> {
		return this.#texts;
	}

	get vector(): StateVector {
		return this.#clocks;
	}

	/** The texts by their ids, up to the first thing that is none. To be read once: the rows are let go. */
	*texts(): Generator<[id: string, text: string]> {
		const together = new TextsTogether();
		for (const row of this.#rows.splice(0)) {
			const before = this.#bytes;
			const decoder = decoding.createDecoder(row);
			try {
				for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
					for (const text of this.#textsOfClient(decoder, together)) {
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

	/** What was read, as a document is made of it. */
	*items(): Generator<PlainItem> {
		const texts = this.#texts.entries();
		for (const { client, first, count } of this.#runs) {
			for (let clock = first; clock < first + count; clock++) {
				const [id, text] = texts.next().value!;
				yield { client, clock, id, text };
			}
		}
	}

	*#textsOfClient(decoder: decoding.Decoder, together: TextsTogether): Generator<[id: string, text: string]> {
		const count = decoding.readVarUint(decoder);
		const client = decoding.readVarUint(decoder);
		const first = decoding.readVarUint(decoder);
		const next = this.#clocks.get(client) ?? 0;
		if (first > next) throw new Error('something before it is missing');
		const run = { client, first: next, count: 0 };
		this.#runs.push(run);
		for (let clock = first; clock < first + count;) {
			const begin = decoder.pos;
			for (; clock < first + count && decoder.pos - begin < bytesAtOnce; clock++) {
				if (decoding.readUint8(decoder) !== setsKey || !readsRoot(decoder)) throw new Error('not plain');
				const id = decoding.readVarUint8Array(decoder);
				if (decoding.readVarUint(decoder) !== 1 || decoding.readUint8(decoder) !== isText)
					throw new Error('no text');
				const text = decoding.readVarUint8Array(decoder);
				// What one tab has written, another that heard of it has written too.
				if (clock < next) continue;
				together.add(id);
				together.add(text);
			}
			const texts = together.decoded();
			for (let at = 0; at < texts.length; at += 2) {
				const [id, text] = [texts[at]!, texts[at + 1]!];
				if (this.#texts.has(id)) throw new Error('an id twice');
				this.#texts.set(id, text);
				run.count += 1;
				this.#clocks.set(client, run.first + run.count);
				yield [id, text];
			}
		}
	}
}

/**
 * Texts that are decoded at once where each of their bytes is a character, as in nearly all of them. Their bytes are put
 * behind each other in the same place again and again: new memory costs a browser more than all the rest of it.
 */
class TextsTogether {
	#bytes = new Uint8Array(2 * bytesAtOnce);
	#end = 0;
	#ends: number[] = [];

	add(bytes: Uint8Array): void {
		const end = this.#end + bytes.length;
		if (end > this.#bytes.length) {
			const longer = new Uint8Array(2 * end);
			longer.set(this.#bytes.subarray(0, this.#end));
			this.#bytes = longer;
		}
		this.#bytes.set(bytes, this.#end);
		this.#end = end;
		this.#ends.push(end);
	}

	/** All that were added since it was asked last. Throws where one of them is no text. */
	decoded(): string[] {
		const [end, ends] = [this.#end, this.#ends];
		[this.#end, this.#ends] = [0, []];
		const text = utf8.decode(this.#bytes.subarray(0, end));
		const beginOf = (at: number) => ends[at - 1] ?? 0;
		return text.length === end
			? ends.map((each, at) => text.slice(beginOf(at), each))
			: ends.map((each, at) => utf8.decode(this.#bytes.subarray(beginOf(at), each)));
	}
}

/** Reads the name of a root type, and tells whether it is the one of the entries. */
function readsRoot(decoder: decoding.Decoder): boolean {
	if (decoding.readVarUint(decoder) !== 1 || decoding.readVarUint(decoder) !== root.length) return false;
	for (const byte of root) if (decoding.readUint8(decoder) !== byte) return false;
	return true;
}
