import { m } from '$lib/paraglide/messages';
import type { UnreadableFile } from '$lib/workspace/files/app-file';
import { shownName } from '../kit/text/shown-name';

const said: Record<UnreadableFile['problem'], (about: { field: string }) => string> = {
	'not-ours': m.files_problem_not_ours,
	newer: m.files_problem_newer,
	older: m.files_problem_older,
	'unknown-field': m.files_problem_unknown_field,
	cut: m.files_problem_cut,
	rewrapped: m.files_problem_rewrapped,
	broken: m.files_problem_broken,
	'no-setup': m.files_problem_no_setup,
	'too-large': m.files_problem_too_large
};

/** Why a file or a text cannot be read, and what to do about it. */
export function problemText({ problem, detail }: UnreadableFile): string {
	if (problem === 'broken' && detail === 'link') return m.files_problem_link();
	if (problem === 'broken' && detail === 'picture') return m.files_problem_picture();
	return said[problem]({ field: shownName(detail) });
}
