import { pushAll } from '$lib/domain/algorithms/push-all';
import { authorOf, type Entry } from '$lib/domain/entry';
import type { Fact } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { factParts, valuesBefore } from './fact-parts';
import { linkParts } from './links';
import { joinedParts, type Part } from './parts';

/**
 * What the entries of an act did, as parts without words: read from the facts, so that undoing something reads as
 * plainly as doing it. Parts that say the same of several records are one.
 */
export const describeAction = (snapshot: Snapshot, entries: readonly Entry[]): Part[] =>
	joinedParts(entries.flatMap((entry) => entryParts(snapshot, entry)));

function entryParts(snapshot: Snapshot, entry: Entry): Part[] {
	const context = { snapshot, entry, by: authorOf(entry), before: valuesBefore(entry) };
	const parts = entry.facts.flatMap((fact, index) => {
		const partOf = factParts[fact.table] as (
			of: typeof context,
			fact: Fact,
			index: number
		) => Part | undefined;
		return partOf(context, fact, index) ?? [];
	});
	pushAll(parts, linkParts(snapshot, entry));
	if (parts.length > 0) return parts;
	return [{ what: 'other', by: authorOf(entry), ids: [entry.id], command: entry.command }];
}
