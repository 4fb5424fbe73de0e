import { columnsNamed } from '$lib/exchange/csv/columns';
import { csvText } from '$lib/exchange/csv/write';
import type { OrganizationId } from '$lib/domain/facts';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { planSetup, type SetupPlan } from '$lib/setup/plan/plan';
import {
	type Cells,
	headerOf,
	tableFields,
	type TableColumn,
	type TableKind
} from '$lib/setup/tables/columns';
import { type ReadingOptions, readingTables, type TableLine } from '$lib/setup/tables/read-table';
import { tableVerdicts, type TableVerdict } from '$lib/setup/tables/verdicts';
import { tableLines } from '$lib/setup/tables/write-table';
import { drained } from '../drained';
import { bodyOf } from '../exchange/csv/helpers';

let count = 0;
const newId = (): string => `t${(count += 1)}`.padEnd(43, '-');

/** A table of a workspace as the text of a CSV. */
export const written = (kind: TableKind, snapshot: Snapshot): string =>
	csvText([headerOf(kind), ...tableLines(kind, snapshot)]);

/** The lines of a CSV, its columns taken by their names. */
export async function linesOf(kind: TableKind, text: string): Promise<TableLine[]> {
	const namesIn = (cells: readonly string[]) => Object.keys(columnsNamed(cells, tableFields[kind])).length;
	const { rows, header } = await bodyOf(text, { namesIn });
	const columns = columnsNamed(header?.cells ?? [], tableFields[kind]);
	return rows.map(({ line, cells }) => ({
		...{ line, kind },
		cells: Object.fromEntries(
			Object.entries(columns).map(([column, at]) => [column as TableColumn, cells[at] ?? ''])
		) as Cells
	}));
}

/** What tables come to in a workspace. */
export function read(
	lines: readonly TableLine[],
	now = emptySnapshot(),
	{ actor = null, founds = false }: Partial<ReadingOptions> = {}
) {
	let pids = 0;
	const options = { actor, founds, newPid: () => `pid${(pids += 1)}` };
	const { setup, problems } = drained(readingTables(lines, now, options));
	const plan = planSetup(setup, now, { newId, colourOf: () => '#345678', mode: 'add' });
	return { plan, problems, verdicts: drained(tableVerdicts(plan, lines)) };
}

/** What the line says, in a word each. */
export const said = (verdicts: ReadonlyMap<number, TableVerdict>): string[] =>
	[...verdicts.values()].map((verdict) =>
		verdict.is === 'refused'
			? verdict.refusal.code
			: verdict.is === 'differs'
				? verdict.fields.join()
				: verdict.is
	);

export const idOf = ({ snapshot }: Pick<SetupPlan, 'snapshot'>, account: string): OrganizationId =>
	[...snapshot.organizations.values()].find((each) => each.account === account)!.id;
