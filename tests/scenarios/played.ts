import { decide } from '$lib/commands/decide';
import type { Refusal } from '$lib/commands/refusal';
import type { Snapshot } from '$lib/domain/snapshot';
import { build } from '$lib/scenarios/build';
import { Found } from '$lib/scenarios/found';
import type { Scenario } from '$lib/scenarios/scenario';
import type { Language } from '$lib/scenarios/words';
import { emptyReplica, write } from '../oracle/ledger';

export interface Played {
	snapshot: Snapshot;
	found: Found;
	refusals: Refusal[];
	/** What each edit belonged to. */
	parts: ('stage' | 'story')[];
	/** How often progress was told, the last time as whole. */
	progress: number[];
}

/** Plays a scenario through `decide` into a ledger in memory. */
export async function play(
	scenario: Scenario,
	finished: boolean,
	language: Language = 'en'
): Promise<Played> {
	const replica = emptyReplica('here');
	const refusals: Refusal[] = [];
	const progress: number[] = [];
	const parts: Played['parts'] = [];
	const now = Date.UTC(2025, 5, 1);
	await build({
		...{ scenario, finished, language, now },
		snapshot: () => replica.snapshot,
		add: ({ actor, command }, part) => {
			const decision = decide(replica.snapshot, actor, command);
			if (decision.accepted)
				write(replica, decision.founding ? null : actor, command.command, decision.facts);
			else refusals.push(decision.refusal);
			parts.push(part);
			return Promise.resolve();
		},
		progress: (done, total) => progress.push(done / total)
	});
	return {
		snapshot: replica.snapshot,
		found: new Found(replica.snapshot, language, now),
		refusals,
		parts,
		progress
	};
}
