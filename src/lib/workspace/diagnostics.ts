import { createSubscriber } from 'svelte/reactivity';
import type { Checks, Ledger } from '$lib/document/ledger/api';
import type { Gate, GateReport } from '$lib/gate/api';

export type { Fork, GateReport, Refused } from '$lib/gate/api';

const emptyReport: GateReport = {
	gaps: [],
	forks: [],
	refused: [],
	waiting: [],
	newer: 0,
	outsiders: { list: [], waiting: 0, leftOut: 0, length: 0 }
};

/** What the gate has found, and the progress of checking stored entries. For display only. */
export class Diagnostics {
	#report = emptyReport;
	#checks: Checks = { done: 0, total: 0, failed: 0 };
	readonly #subscribe: () => void;
	readonly #subscribeChecks: () => void;

	constructor(gate: Gate, ledger: Pick<Ledger, 'onChecks'>) {
		this.#subscribeChecks = createSubscriber((update) =>
			ledger.onChecks((checks) => {
				this.#checks = checks;
				update();
			})
		);
		this.#subscribe = createSubscriber((update) => {
			const take = (report: GateReport) => {
				this.#report = report;
				update();
			};
			const end = gate.onReport(take);
			// A closed gate reports nothing.
			gate.report().then(take, () => undefined);
			return end;
		});
	}

	get report(): GateReport {
		this.#subscribe();
		return this.#report;
	}

	get checks(): Checks {
		this.#subscribeChecks();
		return this.#checks;
	}
}
