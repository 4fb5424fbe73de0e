import { decide } from '../../commands/decide';
import type { Refusal } from '../../commands/refusal';
import { toList } from '../../domain/permissions/standing';
import type { DifferingField, LineVerdict, PlanLine } from '../plan/lines';
import type { SetupPlan } from '../plan/plan';
import type { TableLine } from './read-table';

/**
 * What a line of a table comes to. `differs`: it is there, and stays as it is, otherwise than in the line. `partly`: some of the
 * line's permissions are granted all the same.
 */
export type TableVerdict =
	| { is: 'added' | 'there' }
	| { is: 'differs'; fields: DifferingField[] }
	| { is: 'refused'; refusal: Refusal | { code: 'rests-on-refused' }; partly: boolean };

/** What each line that was taken comes to, by its number. Yields after each. */
export function* tableVerdicts(
	plan: SetupPlan,
	lines: readonly TableLine[]
): Generator<undefined, Map<number, TableVerdict>> {
	const byLine = new Map<number, PlanLine[]>();
	for (const each of plan.lines) {
		if (each.line === 0) continue;
		const own = byLine.get(each.line);
		if (own) own.push(each);
		else byLine.set(each.line, [each]);
	}
	const verdicts = new Map<number, TableVerdict>();
	for (const line of lines) {
		const found = byLine.get(line.line);
		if (found) verdicts.set(line.line, verdictOf(plan, line, found));
		yield undefined;
	}
	return verdicts;
}

function verdictOf(plan: SetupPlan, { kind, cells }: TableLine, found: readonly PlanLine[]): TableVerdict {
	// The first line about two also says what becomes of the partner, which is not what the line is about.
	const own = kind === 'authorizations' ? found.filter(({ about }) => about.kind === 'grants') : found;
	const partly = own.some(({ verdict }) => verdict === 'new' || verdict === 'flags');
	for (const each of [...own, ...found]) {
		const refusal = refusalOf(plan, each);
		if (refusal) return { is: 'refused', refusal, partly };
	}
	if (partly) return { is: 'added' };
	const fields = own.flatMap((each) => (each.verdict === 'differs' ? each.fields : []));
	// What a line leaves open is as it is there.
	const isOpen =
		(kind === 'partners' && !cells.partnerName?.trim()) || (kind === 'organizations' && !cells.name?.trim());
	return fields.length > 0 && !isOpen ? { is: 'differs', fields } : { is: 'there' };
}

/** Why it is refused; of what would be dormant, what the rules say to its grantor. */
function refusalOf(
	{ snapshot, matched }: SetupPlan,
	{ about, ...line }: PlanLine & LineVerdict
): Extract<TableVerdict, { is: 'refused' }>['refusal'] | undefined {
	if (line.verdict === 'refused') return line.refusal;
	if (line.verdict !== 'dormant' || about.kind !== 'grants') return undefined;
	const [from, to] = [about.from, about.to].map((key) => matched.organizations.get(key));
	const product = matched.products.get(about.product);
	if (from === undefined || to === undefined || product === undefined) return { code: 'rests-on-refused' };
	const item = { product, permissions: toList(about.permissions), thirdParty: [] };
	const decision = decide(snapshot, from, { command: 'authorize', grantee: to, items: [item] });
	return decision.accepted ? { code: 'rests-on-refused' } : decision.refusal;
}
