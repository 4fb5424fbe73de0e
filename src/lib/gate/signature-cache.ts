import { isSigned } from '$lib/document/signing/lazy-signature';
import type { Entry } from '$lib/domain/entry';

/** Caches whether entries are signed by their keys: each is verified once, however many peers send it. */
export class SignatureCache {
	readonly #known = new Map<string, boolean | Promise<boolean>>();

	/** @param most remembered; the oldest is forgotten first */
	constructor(
		readonly most: number,
		readonly verify: (entry: Entry) => boolean | Promise<boolean> = isSigned
	) {}

	async isSigned(entry: Entry): Promise<boolean> {
		// The id is the hash of all that was signed.
		const name = `${entry.id} ${entry.signature}`;
		const known = this.#known.get(name);
		if (known !== undefined) return known;
		const verdict = this.verify(entry);
		if (this.#known.size >= this.most) this.#known.delete(this.#known.keys().next().value!);
		this.#known.set(name, verdict);
		return verdict;
	}
}
