import { origins } from '$lib/domain/facts';
import { kinds, permissions } from '$lib/domain/permissions/permissions';
import { m } from '$lib/paraglide/messages';
import type { TableColumn } from '$lib/setup/tables/columns';
import type { LineProblem, TableProblemCode } from '$lib/setup/tables/problem';
import { listing } from '../kit/text/listing';
import { cut, plainText } from '../kit/text/plain-text';
import { columnLabel } from './column-label';

const choices = (words: readonly string[]) => listing([...words], words.length);

const SENTENCES: Record<TableProblemCode, (text: string) => string> = {
	empty: (text) => m.tables_problem_empty({ text: columnLabel(text as TableColumn) }),
	'too-long': (text) => m.tables_problem_too_long({ text }),
	'account-malformed': (text) => m.tables_problem_account_malformed({ text }),
	'pid-malformed': (text) => m.tables_problem_pid_malformed({ text }),
	doubled: (text) => m.tables_problem_doubled({ text }),
	'unknown-organization': (text) => m.tables_problem_unknown_organization({ text }),
	'which-organization': (text) => m.tables_problem_which_organization({ text }),
	'unknown-product': (text) => m.tables_problem_unknown_product({ text }),
	'which-product': (text) => m.tables_problem_which_product({ text }),
	'unknown-permission': (text) =>
		m.tables_problem_unknown_permission({ text, choices: choices(permissions) }),
	'unknown-kind': (text) => m.tables_problem_unknown_kind({ text, choices: choices(kinds) }),
	'unknown-origin': (text) => m.tables_problem_unknown_origin({ text, choices: choices(origins) }),
	'maker-missing': (text) => m.tables_problem_maker_missing({ text }),
	'maker-not-allowed': (text) => m.tables_problem_maker_not_allowed({ text }),
	'maker-is-owner': (text) => m.tables_problem_maker_is_owner({ text }),
	'based-on-itself': (text) => m.tables_problem_based_on_itself({ text }),
	'grantee-self': (text) => m.tables_problem_grantee_self({ text }),
	'grantee-owner': (text) => m.tables_problem_grantee_owner({ text }),
	'nothing-granted': () => m.tables_problem_nothing_granted({ choices: choices(permissions) }),
	'not-granted': (text) => m.tables_problem_not_granted({ text }),
	'steps-invalid': (text) => m.tables_problem_steps_invalid({ text })
};

/** What is wrong with a line and what mends it, in the person's language. */
export const lineProblemText = ({ code, text }: LineProblem): string =>
	SENTENCES[code](plainText(cut(text, 80)));

const BROKEN = { quote: m.csv_quote, extra: m.csv_cells_extra };

/** Why the cells of a line can't be told apart. */
export const brokenText = (why: keyof typeof BROKEN, cells: readonly string[]): string =>
	BROKEN[why]({ text: cut(plainText(cells.join(', ')), 80) });
