import { truncated } from '$lib/document/entries/truncate';
import type { Limits } from './limits';
import type { Refused } from './api';
import type { GateRefusal } from './refusal';

/** What was refused lately, for the report. */
export class Refusals {
	#latest: Refused[] = [];

	constructor(
		readonly limits: Limits,
		readonly now: () => number
	) {}

	get latest(): readonly Refused[] {
		return this.#latest;
	}

	/** @param from null for another window of this browser */
	add(from: string | null, { reason, detail }: GateRefusal): Refused {
		const short = (text: string) => truncated(text, this.limits.detail);
		const refused = {
			from: from === null ? null : short(from),
			reason,
			detail: short(detail),
			at: this.now()
		};
		this.#latest = [...this.#latest, refused].slice(-this.limits.reported);
		return refused;
	}
}
