import type { Entry } from '$lib/domain/entry';
import type { EntryId } from '$lib/domain/facts';

/**
 * Each of `ids` once, what it rests on before it wherever that is among them. Long chains do not overflow: the way
 * down is kept in an array. Where things rest on each other in a circle, one of them comes first.
 * @param restsOn the ids that one rests on; may name others than those asked for
 */
export function* topologicalOrder(
	ids: Iterable<string>,
	restsOn: (id: string) => Iterable<string>,
	isHere: (id: string) => boolean
): Generator<string> {
	const begun = new Set<string>();
	const done = new Set<string>();
	for (const first of ids) {
		const path = [first];
		while (path.length > 0) {
			const id = path[path.length - 1]!;
			if (!begun.has(id)) {
				begun.add(id);
				for (const each of restsOn(id)) if (!begun.has(each) && isHere(each)) path.push(each);
				if (path[path.length - 1] !== id) continue;
			}
			path.pop();
			if (done.has(id)) continue;
			done.add(id);
			yield id;
		}
	}
}

/** Whether an entry rests on nothing but what `isHere`: the one before of its key, and what founded its organization. */
export const restsOnlyOn = (
	{ previous, organization }: Pick<Entry, 'previous' | 'organization'>,
	isHere: (id: EntryId) => boolean
): boolean => (previous === '' || isHere(previous)) && (organization === '' || isHere(organization));

/** Entries with those that they rest on before them: the one before of their key, and what founded their organization. */
export function* inDependencyOrder(entries: ReadonlyMap<EntryId, Entry>): Generator<Entry> {
	const yielded = new Set<EntryId>();
	const isLacking = (id: EntryId) => id !== '' && !yielded.has(id) && entries.has(id);
	// Mostly they are in such an order already.
	for (const [id, entry] of entries) {
		if (isLacking(entry.previous) || isLacking(entry.organization)) break;
		yielded.add(id);
		yield entry;
	}
	if (yielded.size === entries.size) return;
	const rest = [...entries.keys()].filter((id) => !yielded.has(id));
	const restsOn = (id: EntryId) => {
		const { previous, organization } = entries.get(id)!;
		return [previous, organization];
	};
	for (const id of topologicalOrder(rest, restsOn, isLacking)) yield entries.get(id)!;
}
