import type { Entry } from '../entry';
import { writable } from '../fold/copy-on-write';
import { newChainWalk, resumeWalk, walkBack, type ChainReader } from './chain-walk';
import { countedEntries, isStricter, type KeyNode, type Retirement } from './key-node';
import type { KeyStatements } from './key-statements';
import type { KeyUpdate } from './update-queue';

/** Which entries of a key may have started or stopped counting with an update. */
export interface RetirementChange {
	/** Whether the key as a whole now ends elsewhere, or no longer ends. */
	isReplaced: boolean;
	/** Entries that count now because more of the chain is here. */
	added: ReadonlySet<Entry>;
	/** Whether an entry counted before and does not now, or the other way round. */
	isToggled: (entry: Entry) => boolean;
}

/**
 * Determines anew which entries of a retired key count: those on the way back from where it ends. Its ancestors say
 * where; of several retirements the strictest applies. Within that, a key that retires itself ends with the entry that
 * says so; if it says so on two branches of its chain, both count. `key` must be writable, and changes at the end, at
 * once. It yields after each retirement and each entry that it looks at.
 */
export function* updateRetirement(
	reader: ChainReader,
	key: KeyNode,
	{ retirements, arrived, checkAll }: KeyUpdate,
	statements: KeyStatements,
	isByAncestor: (retirement: Retirement) => boolean
): Generator<void, RetirementChange> {
	const [byOthers, own] = [statements.retirementsOf(key.key), statements.ownRetirementsOf(key.key)];
	const [before, applied, hadOwn] = [countedEntries(key), key.strictest?.fact, key.ownWalk !== null];
	const next: KeyNode = { ...key, record: null };
	if (checkAll) [next.retirements, next.strictest] = [null, null];
	yield* applyRetirements(reader, next, checkAll ? byOthers : retirements, isByAncestor);
	const added = new Set<Entry>();
	const addAll = (entries: readonly Entry[]) => {
		for (const entry of entries) added.add(entry);
	};
	const strictest = next.strictest?.fact;
	const hasMoved = applied?.last !== strictest?.last || applied?.head !== strictest?.head;
	if (hasMoved) {
		next.ancestorWalk = strictest ? newChainWalk(key.key, strictest.last) : null;
		if (next.ancestorWalk) yield* walkBack(reader, next.ancestorWalk, strictest!.head);
	} else {
		// An arrival may have been reported while the key was elsewhere in the tree.
		const missing = [...(next.ancestorWalk?.missing ?? [])];
		const found = checkAll ? missing.filter((id) => reader.entryOf(id)) : arrived;
		for (const id of found)
			addAll(yield* resumeWalk(reader, next.ancestorWalk, (copy) => (next.ancestorWalk = copy), id));
	}
	if (hasMoved || checkAll) {
		[next.ownWalk, next.selfRetiredBy] = [null, null];
		yield* applyOwnRetirements(reader, next, own);
	} else {
		for (const id of arrived)
			addAll(yield* resumeWalk(reader, next.ownWalk, (copy) => (next.ownWalk = copy), id));
		const stated = [...added].flatMap(({ id }) => statements.retiringStatement(id)?.retirements ?? []);
		addAll(yield* applyOwnRetirements(reader, next, [...retirements, ...stated]));
	}
	Object.assign(key, next);
	const counted = countedEntries(key);
	return {
		isReplaced: hasMoved || hadOwn !== (key.ownWalk !== null) || (checkAll && hadOwn),
		added,
		isToggled: ({ id }) => (before?.has(id) ?? true) !== (counted?.has(id) ?? true)
	};
}

/** Updates which of these retirements by ancestors count, and which of all that count is strictest. Cost: these. */
function* applyRetirements(
	reader: ChainReader,
	key: KeyNode,
	retirements: readonly Retirement[],
	counts: (retirement: Retirement) => boolean
): Generator<void> {
	if (retirements.length === 0) return;
	const counting = writable(reader, (key.retirements ??= new Set()), (copy) => (key.retirements = copy));
	const added: Retirement[] = [];
	for (const each of retirements) {
		if (each.by.key === key.key || !counts(each)) counting.delete(each);
		else {
			counting.add(each);
			added.push(each);
		}
		yield;
	}
	const stays = key.strictest && counting.has(key.strictest);
	key.strictest = stays ? key.strictest : null;
	for (const each of stays ? added : counting) {
		if (!key.strictest || isStricter(each, key.strictest)) key.strictest = each;
		yield;
	}
}

/** Applies the key's retirements of itself, as far as they count. Returns the entries that count by them. Cost: these. */
function* applyOwnRetirements(
	reader: ChainReader,
	key: KeyNode,
	retirements: readonly Retirement[]
): Generator<void, Entry[]> {
	const added: Entry[] = [];
	const mayCount = ({ id, organization }: Entry) =>
		organization === '' || (key.use === 'act' && key.ancestorWalk?.counted.has(id) !== false);
	for (const { by, fact } of retirements) {
		yield;
		if (by.key !== key.key || fact.key !== key.key || !mayCount(by)) continue;
		key.ownWalk = key.ownWalk
			? writable(reader, key.ownWalk, (copy) => (key.ownWalk = copy))
			: newChainWalk(key.key, key.strictest?.fact.last ?? Number.POSITIVE_INFINITY);
		for (const entry of yield* walkBack(reader, key.ownWalk, by.id)) added.push(entry);
		if (!key.selfRetiredBy || by.id < key.selfRetiredBy.id) key.selfRetiredBy = by;
	}
	return added;
}
