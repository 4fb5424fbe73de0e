/** What the bar says about keeping: the ledger's storage state, as far as it is shown. */
export type SavedState =
	| { state: 'opening'; done: number; total: number }
	| { state: 'saved' }
	| { state: 'saving' }
	| { state: 'failing'; reason: 'disk-full' | 'storage-failed' | 'other-window'; pending: number }
	| { state: 'read-only' }
	| { state: 'unavailable' };
