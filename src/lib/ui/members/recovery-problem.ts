import { m } from '$lib/paraglide/messages';
import type { RecoveryProblem } from '$lib/workspace/recovery';

const said: Record<RecoveryProblem, () => string> = {
	'not-ours': m.members_problem_not_ours,
	newer: m.members_problem_newer,
	broken: m.members_problem_broken,
	'too-large': m.members_problem_too_large,
	'other-workspace': m.members_problem_other_workspace,
	'other-passphrase': m.members_problem_other_passphrase,
	'unknown-organization': m.members_problem_unknown_organization,
	'not-added': m.members_problem_not_added,
	retired: m.members_problem_retired,
	'key-known': m.members_problem_key_known,
	'another-key': m.members_problem_another_key,
	'not-admitted': m.members_problem_not_admitted
};

/** Why a recovery file gives no seat, as a sentence or two. */
export const recoveryProblem = (problem: RecoveryProblem): string => said[problem]();
