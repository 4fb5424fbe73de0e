import { LedgerError } from '../document/ledger-error';
import type { LedgerInside } from '../document/inside';
import { shortened } from '../document/shortened';
import { resting } from '../document/rest';
import { authorOf, type Entry } from '../domain/entry';
import type { EntryId } from '../domain/facts';
import type { Limits } from './limits';
import type { Admitted } from './port';
import { Refusal } from './refusal';
import type { Refusals } from './refusals';
import type { WaitingRoom } from './room';
import type { Steps } from './steps';
import type { Verdicts } from './verdicts';

/** Something that says it is an entry. */
export interface Candidate {
	/** The id that it came under; null where it came under none. */
	id: EntryId | null;
	value: unknown;
}

export interface AdmissionParts {
	inside: LedgerInside;
	steps: Steps;
	limits: Limits;
	verdicts: Verdicts;
	room: WaitingRoom;
	refusals: Refusals;
	/** Called right before and after entries are let in, so that they are not sent back to who brought them. */
	bringing: (source: unknown, entries: Entry[]) => void;
}

/** Leads candidates through the steps, one by one, and those that pass into the ledger. */
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

	/** @param source whoever brought them; they are passed on to all others */
	async admit(candidates: Candidate[], from: string, source: unknown): Promise<Admitted> {
		const admitted: Admitted = { added: 0, known: 0, waiting: 0, newer: 0, refused: [] };
		const passed: Entry[] = [];
		const rest = resting();
		const letIn = () => (admitted.added += this.#letIn(passed.splice(0), source));
		for (const candidate of candidates) {
			if (rest.due()) await rest.take();
			try {
				const entry = await this.#lead(candidate);
				if (entry === 'known' || entry === 'newer') admitted[entry] += 1;
				else if (this.#isWelcome(entry)) passed.push(entry);
				else {
					// What it waits for may be among those that came with it.
					letIn();
					if (this.#isWelcome(entry)) passed.push(entry);
					else {
						this.#seat(entry, candidate, from);
						admitted.waiting += 1;
					}
				}
			} catch (error) {
				this.#note(error, from, admitted);
			}
		}
		try {
			letIn();
		} catch (error) {
			this.#note(error, from, admitted);
		}
		return admitted;
	}

	/** Lets in those from the waiting room whose keys are known by now. */
	release(): void {
		const { room, steps, inside } = this.#parts;
		for (;;) {
			const known = room.release((entry) => steps.isKeyKnown(entry, inside.keys));
			if (known.length === 0) return;
			this.#letIn(known, null);
		}
	}

	async #lead({ id, value }: Candidate): Promise<Entry | 'known' | 'newer'> {
		const { inside, limits, steps, verdicts } = this.#parts;
		if (id !== null && inside.entries.has(id)) return 'known';
		const text = steps.takeText(value, limits.entryLength);
		const parsed = steps.parseText(text, limits.entryHolds);
		const plain = steps.rebuild(parsed);
		if (steps.isNewer(plain)) {
			if (this.#newer.size < limits.newer) this.#newer.add(shortened(id ?? text, limits.detail));
			return 'newer';
		}
		const fields = steps.takeFields(plain);
		steps.checkMoments(fields);
		steps.checkCanonical(text, parsed);
		steps.checkWorkspace(fields, inside.workspace);
		const entry: Entry = { id: await steps.takeId(id, text, fields), ...fields };
		if (inside.entries.has(entry.id)) return 'known';
		steps.checkSignature(entry, (each) => verdicts.isSigned(each));
		return entry;
	}

	#isWelcome(entry: Entry): boolean {
		return this.#parts.steps.isKeyKnown(entry, this.#parts.inside.keys);
	}

	#seat(entry: Entry, { value }: Candidate, from: string): void {
		const length = typeof value === 'string' ? value.length : 0;
		if (!this.#parts.room.add(entry, length, from)) throw new Refusal('room-full', authorOf(entry));
	}

	#letIn(entries: Entry[], source: unknown): number {
		if (entries.length === 0) return 0;
		const { inside, bringing } = this.#parts;
		const before = inside.entries.size;
		bringing(source, entries);
		try {
			inside.insert(entries);
		} catch (error) {
			if (error instanceof LedgerError) throw new Refusal('not-writable', error.message);
			throw error;
		} finally {
			bringing(null, []);
		}
		return inside.entries.size - before;
	}

	#note(error: unknown, from: string, admitted: Admitted): void {
		if (!(error instanceof Refusal)) throw error;
		const refused = this.#parts.refusals.add(from, error);
		if (admitted.refused.length < this.#parts.limits.told) admitted.refused.push(refused);
	}
}
