import { withoutMailto } from '$lib/domain/text/text';

/** Within a run none is begun anew, or a long one would cost its square. */
const ENDS =
	/^[\s\p{Cf}\p{Default_Ignorable_Code_Point}]+|(?<![\s\p{Cf}\p{Default_Ignorable_Code_Point}])[\s\p{Cf}\p{Default_Ignorable_Code_Point}]+$/gu;

/** A typed text as it is stored: trimmed, and with lone surrogates replaced, so that it can be hashed and signed. */
export const tidy = (text: string): string => text.trim().toWellFormed();

/**
 * A typed PID or serial as it is stored: tidy, and without invisible characters at its ends, which come along in
 * copying.
 */
export const tidyIdentifier = (text: string): string => tidy(text.replace(ENDS, ''));

/** A typed or pasted account as it is stored: as `tidyIdentifier`, without `mailto:`. */
export const tidyAccount = (text: string): string => tidyIdentifier(withoutMailto(tidyIdentifier(text)));

/**
 * Whether a text is e-mail-like: something, an @, something with a dot; no space or control character, at most 254
 * characters.
 */
export const isAccount = (text: string): boolean =>
	text.length <= 254 && /^[^\s@\p{C}]+@[^\s@\p{C}]+\.[^\s@\p{C}]+$/u.test(text);
