import type { Problem } from '$lib/setup/problem';
import type { Reading } from '$lib/setup/read/read';
import type { Setup, SetupAuthorization } from '$lib/setup/setup';

/** What a thread that reads a text says: that it is there, what is wrong, or a setup whose authorizations follow in parts. */
export type ReaderWord =
	| 'ready'
	| { problems: Problem[] }
	| { setup: Setup; parts: number }
	| { authorizations: SetupAuthorization[] };

/** How many cross at once: taking over what crosses is one piece of work for the page. */
const mostAtOnce = 2_000;

/** A reading as it crosses to another thread. */
export function* inParts({ setup, problems }: Reading): Generator<ReaderWord, void> {
	if (!setup) {
		yield { problems };
		return;
	}
	const { authorizations } = setup;
	yield { setup: { ...setup, authorizations: [] }, parts: Math.ceil(authorizations.length / mostAtOnce) };
	for (let from = 0; from < authorizations.length; from += mostAtOnce)
		yield { authorizations: authorizations.slice(from, from + mostAtOnce) };
}

/** Puts the words of `inParts` together; undefined until the last. */
export class JoinedReading {
	#setup: Setup | undefined;
	#parts = 0;

	add(word: ReaderWord): Reading | undefined {
		if (word === 'ready') return undefined;
		if ('problems' in word) return word;
		if ('setup' in word) {
			this.#setup = word.setup;
			this.#parts = word.parts;
		} else {
			for (const each of word.authorizations) this.#setup!.authorizations.push(each);
			this.#parts -= 1;
		}
		return this.#parts === 0 ? { setup: this.#setup! } : undefined;
	}
}
