export type LedgerProblem =
	/** A newer app wrote this workspace: it is open for reading. */
	| 'read-only'
	/** The ledger was closed, or its workspace removed. */
	| 'closed'
	/** This browser holds no key of the organization. */
	| 'no-key'
	| 'unknown-organization'
	/** The keys are under a passphrase that was not given yet. */
	| 'locked'
	/** No Ed25519 here: an insecure address, or a browser that is too old. */
	| 'no-signing'
	/** Facts that no entry may hold: too long, too many, half a character. */
	| 'malformed'
	/** Not kept: it is in memory only. */
	| 'not-stored'
	/** What is stored could not be reached. */
	| 'not-readable'
	/** What worked behind the page has stopped. */
	| 'crashed';

/** Why the ledger could not do what was asked. */
export class LedgerError extends Error {
	override readonly name = 'LedgerError';

	constructor(
		readonly problem: LedgerProblem,
		readonly detail: string
	) {
		super(`${problem}: ${detail}`);
	}
}

export const detailOf = (error: unknown): string =>
	error instanceof Error ? `${error.name}: ${error.message}` : String(error);
