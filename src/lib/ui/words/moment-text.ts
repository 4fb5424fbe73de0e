import { authorOf, type Entry } from '$lib/domain/entry';
import type { Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import { describeAction } from '$lib/views/history/history';
import { organizationName } from '$lib/views/names';
import { partsText } from './action-text';

/** What was done last at a moment, and by whom, in one sentence. `snapshot` is that of now. */
export function momentText(snapshot: Snapshot, entry: Entry): string {
	const reader = { snapshot, workspace: '', actor: '' };
	const said = partsText(reader, describeAction(snapshot, [entry])).map(({ text }) => text);
	return m.past_who_what({ who: organizationName(snapshot, authorOf(entry)), what: said.join('') });
}
