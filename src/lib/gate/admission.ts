import { entryToText } from '$lib/document/entries/codec';
import { LedgerError } from '$lib/document/ledger/ledger-error';
import type { LedgerInternals } from '$lib/document/ledger/internal-api';
import { truncated } from '$lib/document/entries/truncate';
import { timeSlices } from '$lib/document/time-slices';
import { authorOf, type Entry } from '../domain/entry';
import type { EntryId } from '../domain/facts';
import { statesKeys } from '$lib/domain/keys/key-registry';
import type { Limits } from './limits';
import type { Admitted } from './api';
import { GateRefusal } from './refusal';
import type { Refusals } from './refusals';
import type { EntriesAwaitingKey } from './awaiting-key';
import type { Steps } from './steps';
import type { EntryIndex } from './entry-index';
import type { Strangers } from './strangers';
import type { SignatureCache } from './signature-cache';

/** Something that may be an entry. */
export interface Candidate {
	/** The id that it came under; null where it came under none. */
	id: EntryId | null;
	value: unknown;
}

export interface AdmissionParts {
	ledger: LedgerInternals;
	steps: Steps;
	limits: Limits;
	signatures: SignatureCache;
	awaitingKey: EntriesAwaitingKey;
	refusals: Refusals;
	strangers: Strangers;
	index: Pick<EntryIndex, 'isWithheld'>;
	/** Called right before and after entries are inserted, so that they are not sent back to their source. */
	bringing: (source: unknown, entries: Entry[]) => void;
}

/** Validates candidates step by step, and inserts those that pass into the ledger. */
export class Admission {
	readonly #parts: AdmissionParts;
	readonly #newer = new Set<string>();

	constructor(parts: AdmissionParts) {
		this.#parts = parts;
	}

	/** How many entries of a newer form were met. */
	get newer(): number {
		return this.#newer.size;
	}

	/** @param source who brought them; they are passed on to everybody else */
	async admit(candidates: Candidate[], from: string, source: unknown): Promise<Admitted> {
		const admitted: Admitted = { added: 0, known: 0, waiting: 0, withheld: 0, newer: 0, refused: [] };
		const passed: Entry[] = [];
		const rest = timeSlices();
		const letIn = () => (admitted.added += this.letIn(passed.splice(0), source));
		for (const candidate of candidates) {
			if (rest.due()) await rest.take();
			try {
				const entry = await this.#validate(candidate);
				if (entry === 'known' || entry === 'newer') {
					admitted[entry] += 1;
					continue;
				}
				if (this.#parts.index.isWithheld(entry.id)) {
					admitted.withheld += 1;
					continue;
				}
				// Who introduces it, and what it waits for, may be among those that came with it.
				if (!this.#isKnown(entry) || !this.#isKeyKnown(entry)) letIn();
				const isKnown = this.#isKnown(entry);
				if (isKnown && this.#isKeyKnown(entry)) passed.push(entry);
				else if (!isKnown && this.#isNamed(entry)) this.#holdForJudging(entry, candidate);
				else {
					this.#awaitKey(entry, candidate, from);
					admitted.waiting += 1;
				}
			} catch (error) {
				this.#noteRefusal(error, from, admitted);
			}
		}
		try {
			letIn();
		} catch (error) {
			this.#noteRefusal(error, from, admitted);
		}
		return admitted;
	}

	/** Validates texts again that had passed when they were withheld. Answers with those that still pass. */
	async readAgain(texts: readonly string[]): Promise<Entry[]> {
		const rest = timeSlices();
		const entries: Entry[] = [];
		for (const value of texts) {
			if (rest.due()) await rest.take();
			try {
				const entry = await this.#validate({ id: null, value });
				if (typeof entry !== 'string') entries.push(entry);
			} catch (error) {
				if (!(error instanceof GateRefusal)) throw error;
				this.#parts.refusals.add(null, error);
			}
		}
		return entries;
	}

	/** Lets in entries that waited for a key that is known by now. */
	release(): void {
		const { awaitingKey, steps, ledger, strangers } = this.#parts;
		for (;;) {
			const known = awaitingKey.release(
				(entry) => steps.isKeyKnown(entry, ledger.keys) || this.#isNamed(entry)
			);
			if (known.length === 0) return;
			for (const entry of known)
				if (!this.#isKnown(entry)) strangers.hold({ entry, text: entryToText(entry) });
			this.letIn(
				known.filter((entry) => this.#isKnown(entry)),
				null
			);
		}
	}

	async #validate({ id, value }: Candidate): Promise<Entry | 'known' | 'newer'> {
		const { ledger, limits, steps, signatures } = this.#parts;
		if (id !== null && this.#isHere(id)) return 'known';
		const text = steps.takeText(value, limits.entryLength);
		const parsed = steps.parseText(text, limits.entryHolds);
		const plain = steps.rebuild(parsed);
		if (steps.isNewer(plain)) {
			if (this.#newer.size < limits.newer) this.#newer.add(truncated(id ?? text, limits.detail));
			return 'newer';
		}
		const fields = steps.takeFields(plain);
		steps.checkMoments(fields);
		steps.checkCanonical(text, parsed);
		steps.checkWorkspace(fields, ledger.workspace);
		const entry: Entry = { id: await steps.takeId(id, text, fields), ...fields };
		if (ledger.entries.has(entry.id)) return 'known';
		await steps.checkSignature(entry, (each) => signatures.isSigned(each));
		return entry;
	}

	#isKeyKnown(entry: Entry): boolean {
		return this.#parts.steps.isKeyKnown(entry, this.#parts.ledger.keys);
	}

	#isHere(id: EntryId): boolean {
		const { ledger, strangers, index } = this.#parts;
		return ledger.entries.has(id) || strangers.has(id) || index.isWithheld(id);
	}

	#isKnown(entry: Entry): boolean {
		return this.#parts.strangers.isKnown(authorOf(entry));
	}

	/** Whether an organization that nobody here knows has named the key. */
	#isNamed(entry: Entry): boolean {
		return this.#isKeyKnown(entry) || this.#parts.strangers.namesKey(authorOf(entry), entry.key);
	}

	#holdForJudging(entry: Entry, { value }: Candidate): void {
		const { strangers, awaitingKey } = this.#parts;
		strangers.hold({ entry, text: value as string });
		if (awaitingKey.size > 0 && statesKeys(entry) && awaitingKey.hasAnyOf(new Set([authorOf(entry)])))
			this.release();
	}

	#awaitKey(entry: Entry, { value }: Candidate, from: string): void {
		const length = typeof value === 'string' ? value.length : 0;
		if (!this.#parts.awaitingKey.add(entry, length, from))
			throw new GateRefusal('room-full', authorOf(entry));
	}

	/** Lets entries in that passed every step; answers how many of them are new. Throws a GateRefusal where it can't. */
	letIn(entries: Entry[], source: unknown): number {
		if (entries.length === 0) return 0;
		const { ledger, bringing } = this.#parts;
		const before = ledger.entries.size;
		bringing(source, entries);
		try {
			ledger.insert(entries);
		} catch (error) {
			if (error instanceof LedgerError) throw new GateRefusal('not-writable', error.message);
			throw error;
		} finally {
			bringing(null, []);
		}
		return ledger.entries.size - before;
	}

	#noteRefusal(error: unknown, from: string, admitted: Admitted): void {
		if (!(error instanceof GateRefusal)) throw error;
		const refused = this.#parts.refusals.add(from, error);
		if (admitted.refused.length < this.#parts.limits.reported) admitted.refused.push(refused);
	}
}
