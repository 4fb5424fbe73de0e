/** Deeper than any entry; what nests deeper was made to overflow somebody's stack. */
const deepest = 16;

/**
 * The one text of a plain value: JSON with sorted keys and no whitespace, whose numbers are safe integers and
 * whose strings are well-formed, so that every engine writes the same bytes.
 * Throws a TypeError for anything that has no such text.
 */
export function canonical(value: unknown): string {
	switch (typeof value) {
		case 'string':
			if (!value.isWellFormed()) throw new TypeError('a string with half a character');
			return JSON.stringify(value);
		case 'number':
			if (!Number.isSafeInteger(value) || Object.is(value, -0)) {
				throw new TypeError(`a number that is not a safe integer: ${value}`);
			}
			return String(value);
		case 'boolean':
			return value ? 'true' : 'false';
		case 'object':
			if (value === null) return 'null';
			if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
			return canonicalRecord(value as Record<string, unknown>);
		default:
			throw new TypeError(`a value that JSON cannot hold: ${typeof value}`);
	}
}

function canonicalRecord(record: Record<string, unknown>): string {
	let text = '{';
	for (const key of Object.keys(record).sort()) {
		if (text.length > 1) text += ',';
		text += `${canonical(key)}:${canonical(record[key])}`;
	}
	return `${text}}`;
}

/**
 * Whether a text is the canonical one of the value that was parsed from it. What an engine writes again just as
 * it was, in the order in which it read the keys, needs only a glance; the rest is compared the long way.
 */
export function isCanonical(text: string, parsed: unknown): boolean {
	// Half a character is written as an escape that begins like this, and is the one thing a glance misses.
	const clear = !text.includes('\\ud') && JSON.stringify(parsed) === text && isSortedAndWhole(parsed);
	return clear || canonicalOrNothing(parsed) === text;
}

function canonicalOrNothing(value: unknown): string | null {
	try {
		return canonical(value);
	} catch {
		return null;
	}
}

function isSortedAndWhole(value: unknown): boolean {
	if (typeof value === 'number') return Number.isSafeInteger(value);
	if (typeof value !== 'object' || value === null) return true;
	if (Array.isArray(value)) return value.every(isSortedAndWhole);
	let before: string | null = null;
	for (const key of Object.keys(value)) {
		if (before !== null && key < before) return false;
		if (!isSortedAndWhole((value as Record<string, unknown>)[key])) return false;
		before = key;
	}
	return true;
}

/**
 * The same value made anew from its own keys, in records without a prototype: nothing inherited, and nothing
 * smuggled in under `__proto__`, can pass for a field. Throws a TypeError for what nests too deep.
 */
export function rebuilt(value: unknown, depth = 0): unknown {
	if (typeof value !== 'object' || value === null) return value;
	if (depth === deepest) throw new TypeError('nested too deep');
	if (Array.isArray(value)) return value.map((each) => rebuilt(each, depth + 1));
	const record = Object.create(null) as Record<string, unknown>;
	for (const key of Object.keys(value))
		record[key] = rebuilt((value as Record<string, unknown>)[key], depth + 1);
	return record;
}
