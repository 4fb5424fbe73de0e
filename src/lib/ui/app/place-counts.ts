import type { OrganizationId } from '$lib/domain/facts';
import { m } from '$lib/paraglide/messages';
import { adviceFor } from '$lib/views/advice';
import { brokenIn, standingExpectations } from '$lib/views/expectations/expectations';
import type { PageName } from '../pages/pages';
import type { OpenedWorkspace } from '../session/opened';
import type { PlaceCount } from './shell/place';

/** What the rail counts, for the organization that acts. Cost: as `adviceFor` and `brokenIn`. */
export function placeCounts(
	{ snapshot, workspace: { base } }: OpenedWorkspace,
	acting: OrganizationId
): Partial<Record<PageName, PlaceCount>> {
	const broken = brokenIn(snapshot);
	const expectations = broken || standingExpectations(snapshot);
	const drafts = base.drafts.all.length;
	const advice = adviceFor(snapshot, acting).length;
	return {
		expectations: {
			value: expectations,
			text: broken
				? m.expectations_broken_count({ count: broken })
				: m.expectations_count({ count: expectations }),
			isTrouble: broken > 0
		},
		drafts: { value: drafts, text: m.drafts_count({ count: drafts }) },
		advice: { value: advice, text: m.advice_count({ count: advice }) }
	};
}
