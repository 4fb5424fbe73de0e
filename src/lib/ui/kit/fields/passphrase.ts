/** How hard a passphrase is to guess, roughly: by its length, and by how much of it is repeated. */
export type Strength = 'short' | 'weak' | 'fair' | 'strong';

/** @param least characters that it must have */
export function strengthOf(passphrase: string, least: number): Strength {
	const letters = [...passphrase.normalize('NFKC')];
	if (passphrase.length < least) return 'short';
	const different = new Set(letters.map((letter) => letter.toLowerCase())).size;
	// A character repeated adds little.
	const worth = Math.min(letters.length, different * 2);
	if (worth < 14) return 'weak';
	return worth < 20 ? 'fair' : 'strong';
}
