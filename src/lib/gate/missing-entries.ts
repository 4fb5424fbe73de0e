import type { Entry } from '$lib/domain/entry';
import type { EntryId } from '$lib/domain/facts';
import { entriesOf, type KeyChain } from './chains';
import type { Head } from './api';

/**
 * What somebody lacks of a key whose chain reaches so far there: these entries; or `unclear`, for what is there is
 * not a beginning of what is here. `ahead`: it seems to go on from what is here, and who has it can tell.
 */
export function lackingOf(
	chain: KeyChain,
	head: Head | undefined,
	entryOf: (id: EntryId) => Entry | undefined
): EntryId[] | 'unclear' | 'ahead' {
	if (!head) return entriesOf(chain);
	const own = chain.head;
	if (own.digest === head.digest && own.count === head.count) return [];
	const isWholeThere = !head.digest.startsWith('*') && head.seq === head.count;
	if (!isWholeThere) return 'unclear';
	const last = chain.at(head.seq).find(({ id }) => id === head.digest);
	if (!last) return chain.isWhole && head.seq > own.seq ? 'ahead' : 'unclear';
	return without(chain, last, entryOf);
}

/** The chain without an entry and all that came before it. */
function without(chain: KeyChain, last: Entry, entryOf: (id: EntryId) => Entry | undefined): EntryId[] {
	if (chain.isWhole) return entriesOf(chain).slice(last.seq);
	const there = new Set<EntryId>();
	for (let at: Entry | undefined = last; at && !there.has(at.id); at = entryOf(at.previous)) there.add(at.id);
	return entriesOf(chain).filter((id) => !there.has(id));
}
