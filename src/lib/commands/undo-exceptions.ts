/** Beside what the rules refuse: what undo leaves alone by itself. */
export interface UndoException {
	code:
		| 'changed-since'
		| 'founding-stays'
		| 'added-key-stays'
		| 'retired-key-stays'
		| 'does-not-count'
		| 'done-by-others';
}

export const changedSince: UndoException = { code: 'changed-since' };
