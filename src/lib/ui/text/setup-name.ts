import { m } from '$lib/paraglide/messages';
import type { Setup } from '$lib/setup/setup';
import { shownName } from '../kit/text/shown-name';

/** What a text is called: by its guide, or by the first organization. */
export const setupName = ({ guide, organizations }: Setup): string =>
	shownName(guide?.title ?? organizations[0]?.name ?? m.workspaces_blank_name());
