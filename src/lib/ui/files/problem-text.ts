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
	'too-large': m.files_problem_too_large
};

/** Why a file or a text cannot be read, and what to do about it. */
export const problemText = ({ problem, detail }: UnreadableFile): string =>
	said[problem]({ field: shownName(detail) });
