import { effectiveDifference } from '$lib/domain/permissions/difference';
import { m } from '$lib/paraglide/messages';
import { expectationChanges } from '$lib/views/expectations/expectations';
import type { DraftWorkspace } from '$lib/workspace/drafts/draft-workspace';
import { clauses } from '../kit/text/listing';

/** How many organizations would hold more, and how many less, than now, and how many expectations would break. */
export function effectText(draft: DraftWorkspace): string {
	if (!draft.isReady) return m.common_part_loading();
	const shifts = effectiveDifference(draft.before, draft.snapshot);
	const those = (what: 'gained' | 'lost') =>
		new Set(shifts.filter((shift) => shift[what]).map(({ organization }) => organization)).size;
	const broken = expectationChanges(draft.before, draft.snapshot).broken.length;
	const [gain, lose] = [those('gained'), those('lost')];
	const parts = [
		gain > 0 && m.drafts_gain({ count: gain }),
		lose > 0 && m.drafts_lose({ count: lose }),
		broken > 0 && m.expectations_breaks({ count: broken })
	].filter((each) => each !== false);
	return parts.length > 0 ? clauses(parts) : m.drafts_no_effect();
}
