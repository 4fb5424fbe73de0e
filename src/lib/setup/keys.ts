import type { ProblemCode } from './problem';

/*
 * Keys of organizations and products: one word of a sentence. They live in the text only.
 */

/** Letters and digits of any script, then also marks and `-` `_` `.`; 64 signs at the most. */
export const keyPattern = /^[\p{L}\p{Nd}][\p{L}\p{Nd}\p{M}_.-]{0,63}$/u;
const OTHER_SIGNS = /[^\p{L}\p{Nd}\p{M}_.-]+/gu;
const BEFORE_FIRST = /^[^\p{L}\p{Nd}]+/u;
const AT_THE_END = /[-_.]+$/u;
const mostSigns = 40;

/** Words of the sentences, which would not be told from a key. */
const reserved: ReadonlySet<string> = new Set(['only', 'nobody', 'may', 'not']);

export function whatIsWrongWithKey(key: string): ProblemCode | undefined {
	if (!keyPattern.test(key)) return 'key-malformed';
	return reserved.has(key) ? 'key-reserved' : undefined;
}

/** A key made of what an organization or product is called by. */
function keyFrom(text: string): string {
	const form = text.normalize('NFKC').toLowerCase().normalize('NFC');
	const signs = [...form.replace(OTHER_SIGNS, '-').replace(BEFORE_FIRST, '')].slice(0, mostSigns);
	return signs.join('').replace(AT_THE_END, '') || 'x';
}

/**
 * Gives every record a key: the one it has, or the next that is free, in the order of the list.
 * @param has keys that are to stay, by the ids of their records; one that is no key is not kept
 */
export function keysFor<Id>(
	records: readonly { id: Id; calledBy: string }[],
	has: ReadonlyMap<Id, string> = new Map()
): Map<Id, string> {
	const keys = new Map<Id, string>();
	const taken = new Set(reserved);
	const give = (id: Id, key: string) => {
		keys.set(id, key);
		taken.add(key);
	};
	for (const { id } of records) {
		const key = has.get(id);
		if (key !== undefined && !taken.has(key) && keyPattern.test(key)) give(id, key);
	}
	// Where thousands are called alike, each begins to count where the one before it ended.
	const counts = new Map<string, number>();
	for (const { id, calledBy } of records) {
		if (keys.has(id)) continue;
		const first = keyFrom(calledBy);
		let key = first;
		for (let count = counts.get(first) ?? 2; taken.has(key); count++) {
			key = `${first}-${count}`;
			counts.set(first, count + 1);
		}
		give(id, key);
	}
	return keys;
}
