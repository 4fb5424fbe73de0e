import type { Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import type { TableVerdict } from '$lib/setup/tables/verdicts';
import { refusalText } from '../words/refusal-text';

/**
 * What a line of a table comes to.
 * @param snapshot the state as it would be
 */
export function tableVerdictText(snapshot: Snapshot, verdict: TableVerdict): string {
	switch (verdict.is) {
		case 'added':
			return m.setup_verdict_new();
		case 'there':
			return m.setup_verdict_there();
		case 'differs':
			return m.setup_verdict_differs({ fields: verdict.fields.join(', ') });
		case 'refused': {
			const { refusal, partly } = verdict;
			const why =
				refusal.code === 'rests-on-refused'
					? m.setup_verdict_rests_on_refused()
					: m.setup_verdict_refused({ why: refusalText(snapshot, refusal) });
			return partly ? m.tables_verdict_partly({ why }) : why;
		}
	}
}
