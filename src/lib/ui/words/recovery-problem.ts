import { m } from '$lib/paraglide/messages';
import type { RecoveryProblem } from '$lib/workspace/keys/recovery';

const said: Record<RecoveryProblem, () => string> = {
	'other-passphrase': m.members_problem_other_passphrase,
	'unknown-organization': m.members_problem_unknown_organization,
	'not-added': m.members_problem_not_added,
	retired: m.members_problem_retired,
	'key-known': m.members_problem_key_known,
	'another-key': m.members_problem_another_key,
	'not-admitted': m.members_problem_not_admitted
};

/** Why a recovery key gives no seat, as a sentence or two. */
export const recoveryProblem = (problem: RecoveryProblem): string => said[problem]();
