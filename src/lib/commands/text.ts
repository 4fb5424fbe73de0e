import { withoutMailto } from '$lib/domain/text/text';

const ENDS = /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}]+|[\s\p{Cf}\p{Default_Ignorable_Code_Point}]+$/gu;

/** What a person typed, without outer space and with lone surrogates replaced, so that it can be hashed and signed. */
export const tidy = (text: string): string => text.trim().toWellFormed();

/** A PID or a serial that a person typed, without invisible signs at its ends either: they come along when it is copied. */
export const tidyIdentifier = (text: string): string => tidy(text.replace(ENDS, ''));

/** An account that a person typed or pasted, without `mailto:`. */
export const tidyAccount = (text: string): string => tidyIdentifier(withoutMailto(tidyIdentifier(text)));

/** E-mail-like: something, an @, something with a dot; no space or control character, 254 characters at the most. */
export const isAccount = (text: string): boolean =>
	text.length <= 254 && /^[^\s@\p{C}]+@[^\s@\p{C}]+\.[^\s@\p{C}]+$/u.test(text);
