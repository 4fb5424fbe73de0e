/** Why a line was not taken. Each has a way out, which the interface says. */
export type TableProblemCode =
	/** Needed, and not there. */
	| 'empty'
	| 'too-long'
	| 'account-malformed'
	| 'pid-malformed'
	/** An earlier line is about the same. */
	| 'doubled'
	| 'unknown-organization'
	| 'unknown-product'
	/** Several products have this PID. */
	| 'which-product'
	/** Several organizations are called so. */
	| 'which-organization'
	| 'unknown-permission'
	| 'unknown-kind'
	| 'unknown-origin'
	| 'maker-missing'
	| 'maker-not-allowed'
	| 'maker-is-owner'
	| 'based-on-itself'
	| 'grantee-self'
	| 'grantee-owner'
	| 'nothing-granted'
	/** It would be passed on, and is not granted. */
	| 'not-granted'
	| 'steps-invalid';

/** What is wrong with a line, and the words that are. */
export interface LineProblem {
	code: TableProblemCode;
	/** What stands in the cell; for `doubled` the number of the earlier line, for `empty` the column. */
	text: string;
}
