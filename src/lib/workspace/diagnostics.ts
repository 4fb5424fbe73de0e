import { createSubscriber } from 'svelte/reactivity';
import { entryToText } from '../document/codec';
import type { EntryId } from '../domain/facts';
import type { Snapshot } from '../domain/snapshot';
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

/** Entries as they were signed, one a line: for somebody else to check. */
export const proofOf = ({ snapshot }: { snapshot: Snapshot }, entries: readonly EntryId[]): string =>
	entries
		.flatMap((id) => snapshot.entries.get(id) ?? [])
		.map((entry) => `${entryToText(entry)}\n`)
		.join('');
