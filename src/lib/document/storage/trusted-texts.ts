/** Texts that are trusted, to be read once. */
export interface TrustedTexts {
	/** By the ids under which they stand, each id once. */
	texts(): Iterable<[id: string, text: string]>;
	/** The part that was read, from 0 to 1. */
	readonly done: number;
	/** Whether all that is stored was among them, once they are read. */
	readonly isWhole: boolean;
}
