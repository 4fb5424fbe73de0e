import { authorOf, type Entry } from '$lib/domain/entry';
import type { Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import { historyOf } from '$lib/views/history-actions';
import { organizationName } from '$lib/views/names';
import { toldAction } from '../history/told-action';

/** What was done last at a moment, and by whom, in one sentence. `snapshot` is that of now. */
export function momentText(snapshot: Snapshot, entry: Entry): string {
	const history = historyOf(snapshot);
	const action = history.byAction.get(entry.action);
	const reader = { snapshot, workspace: '', actor: '' };
	const what = action ? toldAction(reader, history, action).map(({ text }) => text) : [];
	return m.past_who_what({ who: organizationName(snapshot, authorOf(entry)), what: what.join('') });
}
