/** Beside what the rules refuse: what undo leaves alone by itself. */
export interface StaysAsItIs {
	code:
		| 'changed-since'
		| 'founding-stays'
		| 'added-key-stays'
		| 'retired-key-stays'
		| 'does-not-count'
		| 'done-by-others';
}

export const changedSince: StaysAsItIs = { code: 'changed-since' };
