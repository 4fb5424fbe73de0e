const longestName = 60;

/**
 * A name as it may be shown: control characters, characters that turn the direction of the text around them, and
 * whatever has no shape are left out, spaces are single, and at most 60 characters remain.
 */
export function plainName(name: string): string {
	// A long text is cut first, so that tidying costs nothing.
	const clear = [...name.slice(0, longestName * 8)].filter((each) => !shapeless.test(each)).join('');
	const tidy = clear.replace(/\s+/g, ' ').trim();
	return [...tidy].slice(0, longestName).join('').trim();
}

/** Controls, half characters, private use, unassigned; of the format characters only the joiner of emoji stays. */
const shapeless = /^(?!\u200d|\s)\p{C}$/u;
