const maxNameLength = 60;

/**
 * A name that is safe to show: control characters, bidirectional controls and other invisible characters are removed,
 * whitespace is collapsed, and at most 60 characters remain.
 */
export function sanitizedName(name: string): string {
	// A long text is truncated first, so that the cost is bounded.
	const clear = [...name.slice(0, maxNameLength * 8)].filter((each) => !invisible.test(each)).join('');
	const tidy = clear.replace(/\s+/g, ' ').trim();
	return [...tidy].slice(0, maxNameLength).join('').trim();
}

/** Controls, lone surrogates, private use, unassigned, and format characters except the joiner of emoji. */
const invisible = /^(?!\u200d|\s)\p{C}$/u;
