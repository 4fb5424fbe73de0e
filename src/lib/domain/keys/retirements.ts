import type { Entry } from '../entry';
import { writable } from '../fold/copy-on-write';
import { walkBack, newChainWalk, type ChainReader } from './chain-walk';
import { isStricter, type Retirement, type KeyNode } from './key-node';

/** Looks which of these ends that others say of the key count, and which of all that do comes soonest. Cost: these ends. */
export function applyRetirements(
	walker: ChainReader,
	key: KeyNode,
	ends: readonly Retirement[],
	counts: (end: Retirement) => boolean
): void {
	if (ends.length === 0) return;
	const counting = writable(walker, (key.retirements ??= new Set()), (copy) => (key.retirements = copy));
	const more: Retirement[] = [];
	for (const end of ends)
		if (end.by.key === key.key || !counts(end)) counting.delete(end);
		else {
			counting.add(end);
			more.push(end);
		}
	const stays = key.strictest && counting.has(key.strictest);
	key.strictest = stays ? key.strictest : null;
	for (const end of stays ? more : counting)
		if (!key.strictest || isStricter(end, key.strictest)) key.strictest = end;
}

/** Has the key end as it says itself, as far as that counts. Answers with what counts by that. Cost: these. */
export function applyOwnRetirements(walker: ChainReader, key: KeyNode, ends: readonly Retirement[]): Entry[] {
	const more: Entry[] = [];
	const mayCount = ({ id, organization }: Entry) =>
		organization === '' || (key.use === 'act' && key.ancestorWalk?.counted.has(id) !== false);
	for (const { by, fact } of ends) {
		if (by.key !== key.key || fact.key !== key.key || !mayCount(by)) continue;
		key.ownWalk = key.ownWalk
			? writable(walker, key.ownWalk, (copy) => (key.ownWalk = copy))
			: newChainWalk(key.key, key.strictest?.fact.last ?? Number.POSITIVE_INFINITY);
		for (const entry of walkBack(walker, key.ownWalk, by.id)) more.push(entry);
		if (!key.selfRetiredBy || by.id < key.selfRetiredBy.id) key.selfRetiredBy = by;
	}
	return more;
}
