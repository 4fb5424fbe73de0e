import { m } from '$lib/paraglide/messages';
import type { Uncounted, WhyUncounted } from '$lib/views/history/uncounted';

const reasons: Record<WhyUncounted, () => string> = {
	'key-retired': m.history_uncounted_key_retired,
	'key-cut-off': m.history_uncounted_key_cut_off,
	'key-unknown': m.history_uncounted_key_unknown,
	'organization-missing': m.history_uncounted_organization_missing,
	'recovery-key': m.history_uncounted_recovery_key
};

/** That an act, or part of it, counts for nothing, and why. */
export const uncountedText = ({ why }: Uncounted): string => reasons[why]();
