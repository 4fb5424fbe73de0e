import type { Program } from '../document/spawn';

/** The ledger with the gate beside it, as it works behind a page. */
export const ledgerProgram: Program = {
	async worker() {
		const { default: LedgerWorker } = await import('./ledger.worker?worker&inline');
		return new LedgerWorker();
	},
	async here(line) {
		const { serve } = await import('../document/serve');
		serve(line);
	}
};
