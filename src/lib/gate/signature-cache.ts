import type { Entry } from '$lib/domain/entry';

/** Caches whether entries are signed by their keys: each is verified once, however many peers send it. */
export class SignatureCache {
	readonly #known = new Map<string, boolean>();
	readonly #most: number;
	#verify: ((entry: Entry) => boolean) | undefined;

	/**
	 * @param most remembered; the oldest is forgotten first
	 * @param verify what verifies, if not the one strict implementation
	 */
	constructor(most: number, verify?: (entry: Entry) => boolean) {
		this.#most = most;
		this.#verify = verify;
	}

	/** Tells whether an entry is signed. Loaded when it is first asked for: most workspaces are opened and let nothing in. */
	async checker(): Promise<(entry: Entry) => boolean> {
		const verify = (this.#verify ??= (await import('$lib/document/signing/signature')).hasValidSignature);
		return (entry) => this.#isSigned(entry, verify);
	}

	#isSigned(entry: Entry, verify: (entry: Entry) => boolean): boolean {
		// The id is the hash of all that was signed.
		const name = `${entry.id} ${entry.signature}`;
		const known = this.#known.get(name);
		if (known !== undefined) return known;
		const verdict = verify(entry);
		if (this.#known.size >= this.#most) this.#known.delete(this.#known.keys().next().value!);
		this.#known.set(name, verdict);
		return verdict;
	}
}
