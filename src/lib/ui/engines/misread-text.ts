import type { MisreadProblem, MisreadWhy } from '$lib/engines/misread';
import { m } from '$lib/paraglide/messages';
import { shownName } from '../kit/text/shown-name';

const texts: Record<MisreadWhy, () => string> = {
	'no-zip': m.engines_misread_no_zip,
	'cut-off': m.engines_misread_cut_off,
	'too-large': m.engines_misread_too_large,
	'too-many-files': m.engines_misread_too_many_files,
	spoiled: m.engines_misread_spoiled,
	'file-twice': m.engines_misread_file_twice,
	'nothing-found': m.engines_misread_nothing_found,
	'not-json': m.engines_misread_not_json,
	'too-deep': m.engines_misread_too_deep,
	'no-line-end': m.engines_misread_no_line_end,
	'no-statement': m.engines_misread_no_statement,
	'said-twice': m.engines_misread_said_twice
};

/** Why an export cannot be read, where, and what to do about it. */
export function misreadText({ why, file, line, column, statement }: MisreadProblem): string {
	const problem = texts[why]();
	if (file === '') return problem;
	const about = { file: shownName(file), problem };
	if (statement !== undefined) return m.engines_place_statement({ ...about, number: statement });
	if (line === undefined) return m.engines_place_file(about);
	return column === undefined
		? m.engines_place_line({ ...about, line })
		: m.engines_place_column({ ...about, line, column });
}
