import type { EngineExpectation, NotExported } from './engine-setup';
import type { Lost } from './effective-table';
import type { Cut } from './within-limits';

/** What an export holds, and what of the setup it does not. */
export interface EngineReport {
	engine: string;
	title: string;
	/** `longestChain` in grants. */
	exported: {
		organizations: number;
		products: number;
		grants: number;
		statements: number;
		longestChain: number;
	};
	notExported: NotExported;
	cuts: Cut[];
	/** What somebody has here, and does not have in the engine, for a cut. */
	lost: Lost[];
	/** How many answers are asserted, and how many noes there are in all. */
	asserted: { yes: number; no: number; noInAll: number };
	/** Expectations: how many are assertions, those that fail as things are, and those no engine has words for. */
	expectations: { asserted: number; unmet: EngineExpectation[]; withoutWords: EngineExpectation[] };
	/** How many statements came and went since the earlier export. */
	changes: { added: number; removed: number } | null;
}
