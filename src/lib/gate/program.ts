import type { Program } from '../document/spawn';

/** The ledger with the gate beside it, as it works behind a page. */
export const ledgerProgram: Program = {
	async worker() {
		const { default: LedgerWorker } = await import('./ledger.worker?worker&inline');
		return new LedgerWorker();
	},
	async here(line) {
		const [{ serve }, { gateBeside }] = await Promise.all([import('../document/serve'), import('./beside')]);
		serve(line, gateBeside);
	}
};
