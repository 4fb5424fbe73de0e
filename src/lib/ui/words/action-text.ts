import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';
import { describeAction } from '$lib/views/history/history';
import type { History, HistoryAction } from '$lib/views/history/actions';
import type { Part } from '$lib/views/history/parts';
import { type Segment, sentence, sentenceText, words } from './segments';
import type { Reader } from './subjects';
import { wording } from './part-text';
import { hrefsOf } from '../pages/page-addresses';
import type { Snapshot } from '$lib/domain/snapshot';
import { authorOf, type Entry } from '$lib/domain/entry';
import { organizationName } from '$lib/views/names';

/** A whole act in one sentence: its first part, and how many more there are. An undo is named by what it undid. */
export function actionText(reader: Reader, history: History, action: HistoryAction): Segment[] {
	const { origin, undos } = originOf(history, action);
	const what = partsText(reader, describeAction(reader.snapshot, origin.entries));
	if (undos === 0 || what.length === 0) return what;
	return sentence(undos % 2 === 1 ? m.history_did_undo : m.history_did_redo, { what });
}

/** The first of what was done, and how much more there is; empty where nothing was. */
export function partsText(reader: Reader, [first, ...more]: readonly Part[]): Segment[] {
	if (!first) return [];
	if (more.length === 0) return wording(reader, first);
	const space = getLocale() === 'zh' ? '' : ' ';
	return [...wording(reader, first), ...words(`${space}${m.history_and_more({ count: more.length })}`)];
}

/** What was done last at a moment, and by whom, in one sentence. `snapshot` is that of now. */
export function momentText(snapshot: Snapshot, entry: Entry): string {
	const reader = { snapshot, actor: '', href: hrefsOf('', '') };
	const what = sentenceText(partsText(reader, describeAction(snapshot, [entry])));
	return m.past_who_what({ who: organizationName(snapshot, authorOf(entry)), what });
}

/** What an undo undid in the end: undoing an undo does the first thing again. */
function originOf(history: History, action: HistoryAction): { origin: HistoryAction; undos: number } {
	const passed = new Set<HistoryAction>();
	let origin = action;
	while (origin.undoes !== undefined && !passed.has(origin)) {
		passed.add(origin);
		const undone = history.act(origin.undoes);
		if (!undone) break;
		origin = undone;
	}
	return { origin, undos: passed.size };
}
