import { createSubscriber } from 'svelte/reactivity';
import type { Gate, GateReport } from '../gate/port';

export type { Fork, GateReport, Refused } from '../gate/port';

const nothing: GateReport = { gaps: [], forks: [], refused: [], waiting: [], newer: 0 };

/** What the gate has met: lists to look at, nothing rests on them. */
export class Diagnostics {
	#report = nothing;
	readonly #subscribe: () => void;

	constructor(gate: Gate) {
		this.#subscribe = createSubscriber((update) => {
			const take = (report: GateReport) => {
				this.#report = report;
				update();
			};
			const end = gate.onReport(take);
			// A gate that is gone reports nothing any more.
			gate.report().then(take, () => undefined);
			return end;
		});
	}

	get report(): GateReport {
		this.#subscribe();
		return this.#report;
	}
}
