import { hasValidSignature } from '$lib/document/signing/signature';
import type { Entry } from '$lib/domain/entry';

/** Whether entries are signed by their keys, each asked once, however many peers send it. */
export class Verdicts {
	readonly #verdicts = new Map<string, boolean>();

	/** @param most remembered; the oldest is forgotten first */
	constructor(
		readonly most: number,
		readonly verify: (entry: Entry) => boolean = hasValidSignature
	) {}

	isSigned(entry: Entry): boolean {
		// The id is the hash of all that was signed.
		const name = `${entry.id} ${entry.signature}`;
		const known = this.#verdicts.get(name);
		if (known !== undefined) return known;
		const verdict = this.verify(entry);
		if (this.#verdicts.size >= this.most) this.#verdicts.delete(this.#verdicts.keys().next().value!);
		this.#verdicts.set(name, verdict);
		return verdict;
	}
}
