import type { Entry } from './entry';
import { writable } from './fold/copy-on-write';
import { goBack, newWay, type Walker } from './key-way';
import { isSooner, type Retirement, type TreeKey } from './tree-key';

/** Looks which of these ends that others say of the key count, and which of all that do comes soonest. Cost: these ends. */
export function sortEnds(
	walker: Walker,
	key: TreeKey,
	ends: readonly Retirement[],
	counts: (end: Retirement) => boolean
): void {
	if (ends.length === 0) return;
	const counting = writable(walker, (key.ends ??= new Set()), (copy) => (key.ends = copy));
	const more: Retirement[] = [];
	for (const end of ends)
		if (end.by.key === key.key || !counts(end)) counting.delete(end);
		else {
			counting.add(end);
			more.push(end);
		}
	const stays = key.soonest && counting.has(key.soonest);
	key.soonest = stays ? key.soonest : null;
	for (const end of stays ? more : counting)
		if (!key.soonest || isSooner(end, key.soonest)) key.soonest = end;
}

/** Has the key end as it says itself, as far as that counts. Answers with what counts by that. Cost: these. */
export function endItself(walker: Walker, key: TreeKey, ends: readonly Retirement[]): Entry[] {
	const more: Entry[] = [];
	const mayCount = ({ id, organization }: Entry) =>
		organization === '' || (key.use === 'act' && key.byAbove?.counted.has(id) !== false);
	for (const { by, fact } of ends) {
		if (by.key !== key.key || fact.key !== key.key || !mayCount(by)) continue;
		key.byItself = key.byItself
			? writable(walker, key.byItself, (copy) => (key.byItself = copy))
			: newWay(key.key, key.soonest?.fact.last ?? Number.POSITIVE_INFINITY);
		for (const entry of goBack(walker, key.byItself, by.id)) more.push(entry);
		if (!key.endsBy || by.id < key.endsBy.id) key.endsBy = by;
	}
	return more;
}
