import type { Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import type { DifferingField } from '$lib/setup/plan/lines';
import type { TableColumn } from '$lib/setup/tables/columns';
import type { TableVerdict } from '$lib/setup/tables/verdicts';
import { enumeration } from '../kit/text/listing';
import { refusalText } from '../words/refusal-text';
import { columnLabel } from './column-label';

/** The column that says a field of a record. */
const columnOf: Record<DifferingField, TableColumn> = {
	name: 'name',
	account: 'account',
	pid: 'pid',
	category: 'category',
	origin: 'origin',
	maker: 'maker',
	'maker may': 'makerMay',
	'based on': 'basedOn',
	as: 'partnerName'
};

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
			return m.tables_verdict_differs({
				columns: enumeration(verdict.fields.map((field) => columnLabel(columnOf[field])))
			});
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
