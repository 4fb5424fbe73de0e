/** What a person typed, without outer space and with lone surrogates replaced, so that it can be hashed and signed. */
export const tidy = (text: string): string => text.trim().toWellFormed();

/** E-mail-like: something, an @, something with a dot; no space or control character, 254 characters at the most. */
export const isAccount = (text: string): boolean =>
	text.length <= 254 && /^[^\s@\p{C}]+@[^\s@\p{C}]+\.[^\s@\p{C}]+$/u.test(text);
