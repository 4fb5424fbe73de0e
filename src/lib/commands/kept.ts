import type { Fact } from '../domain/facts';
import type { Refusal } from './refusal';

/** Beside what the rules refuse: what undo leaves alone by itself. */
export interface StaysAsItIs {
	code: 'changed-since' | 'added-key-stays' | 'retired-key-stays' | 'does-not-count';
}

/** Something that undo left as it is, and why: it was changed since, or the rules refuse to bring it back. */
export interface Kept {
	/** The record or, for authorizations, the product. */
	id: string;
	table: Fact['table'];
	refusal: Refusal | StaysAsItIs;
}
