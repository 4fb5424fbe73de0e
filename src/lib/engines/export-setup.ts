import { assertionsOf, expectedAnswers } from './assertions';
import { commonFiles, namesText, effectiveText } from './common-files';
import { engineTable, lostBetween } from './effective-table';
import { engineLinks, type EngineSetup, type NotExported, sizeOf } from './engine-setup';
import type { Engine, EngineFile, EngineKey } from './engine';
import { loadEngine } from './engines';
import type { EngineReport } from './engine-report';
import { CHANGES, statementsIn } from './statements-in';
import { longestChain, withinLimits } from './within-limits';

export interface EngineExport {
	files: EngineFile[];
	report: EngineReport;
}

/** What is exported, and what it is called; `before` are the files of an earlier export to the same engine. */
export interface ToExport {
	title: string;
	setup: EngineSetup;
	notExported: NotExported;
	before?: readonly EngineFile[];
}

/**
 * The setup as files for one engine, with its report. Given the files of an earlier export it adds the difference, as
 * the engine's own writes and deletes in `changes/`. Cost at 20,000 grants: less than a second of a processor.
 */
export const exportSetup = async (key: EngineKey, toExport: ToExport): Promise<EngineExport> =>
	exportWith(await loadEngine(key), toExport);

function exportWith(engine: Engine, { title, setup: whole, notExported, before }: ToExport): EngineExport {
	const { setup, cuts } = withinLimits(whole, engine.limits);
	const { table, names, effective, asserted, expected, grants, longest } = knownOf(setup);
	const changes = before ? changesSince(engine, before, [...engine.statements(setup)]) : null;
	const statements = new Counted(engine.statements(setup));
	const own = engine.files({ title, setup, assertions: asserted.assertions, expected }, statements);
	const report: EngineReport = {
		...{ engine: engine.title, title },
		exported: {
			organizations: setup.organizations.length,
			products: setup.products.length,
			grants,
			statements: statements.count,
			longestChain: longest
		},
		...{ notExported, cuts, lost: cuts.length === 0 ? [] : lostBetween(knownOf(whole).table, table) },
		asserted: { yes: asserted.yes, no: asserted.no, noInAll: asserted.noInAll },
		expectations: {
			asserted: expected.filter(({ assertions }) => assertions !== null).length,
			unmet: expected.filter(({ met }) => !met).map(({ expectation }) => expectation),
			withoutWords: expected
				.filter(({ assertions }) => assertions === null)
				.map(({ expectation }) => expectation)
		},
		changes: changes && { added: changes.added, removed: changes.removed }
	};
	const files = [
		...commonFiles(engine, report, { names, effective }, own),
		...own,
		...(changes?.files ?? [])
	];
	return { files, report };
}

/** Counts what is gone through. */
class Counted implements Iterable<string> {
	count = 0;

	constructor(readonly texts: Iterable<string>) {}

	*[Symbol.iterator]() {
		for (const text of this.texts) {
			this.count += 1;
			yield text;
		}
	}
}

/** What is found out about a setup, once for all engines. */
function findOut(setup: EngineSetup) {
	const table = engineTable(setup);
	return {
		table,
		...{ names: namesText(setup), effective: effectiveText(table) },
		asserted: assertionsOf(setup, table),
		expected: expectedAnswers(setup, table),
		grants: grantsIn(setup),
		longest: longestChain(setup)
	};
}

const known = new WeakMap<EngineSetup, ReturnType<typeof findOut>>();
const knownOf = (setup: EngineSetup): ReturnType<typeof findOut> => {
	const found = known.get(setup) ?? findOut(setup);
	known.set(setup, found);
	return found;
};

const grantsIn = ({ products }: EngineSetup): number =>
	products.reduce(
		(sum, product) =>
			sum + engineLinks(product).reduce((some, { permissions }) => some + sizeOf(permissions), 0),
		0
	);

function changesSince(engine: Engine, before: readonly EngineFile[], statements: readonly string[]) {
	const [was, is] = [new Set(statementsIn(engine, before)), new Set(statements)];
	const added = statements.filter((each) => !was.has(each));
	const removed = [...was].filter((each) => !is.has(each)).sort();
	const files = engine.changes(added, removed).map(({ name, text }) => ({ name: `${CHANGES}${name}`, text }));
	return { added: added.length, removed: removed.length, files };
}
