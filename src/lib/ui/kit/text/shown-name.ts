import { cut, plainText } from './plain-text';

/** A foreign name as it stands inside a sentence: harmless, and short enough for the sentence to be read. */
export const shownName = (name: string): string => cut(plainText(name), 60);
