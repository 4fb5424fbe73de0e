/** An account to suggest for an organization of this name; the part before the @ is the name as far as it can be one. */
export function accountFor(name: string): string {
	const word = name
		.normalize('NFKD')
		.replace(/\p{Mark}+/gu, '')
		.toLowerCase()
		.replace(/[^\p{Letter}\p{Number}]+/gu, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 40);
	return word === '' ? '' : `${word}@example.com`;
}
