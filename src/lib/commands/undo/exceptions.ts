/** Why undo leaves something as it is, apart from what the rules refuse. */
export interface UndoException {
	code:
		| 'changed-since'
		| 'founding-stays'
		| 'added-key-stays'
		| 'retired-key-stays'
		| 'does-not-count'
		| 'done-by-others';
}

/** It was changed after the act that is undone. */
export const changedSince: UndoException = { code: 'changed-since' };
