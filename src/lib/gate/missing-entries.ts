import type { Entry } from '$lib/domain/entry';
import type { EntryId } from '$lib/domain/facts';
import type { ChainDigest, KeyChain } from '$lib/domain/keys/key-chain';
import { hashOfText } from './key-chains';

/**
 * The entries of a key that somebody with this digest of its chain is missing. `unclear`: what is there is not a
 * beginning of what is here. `ahead`: it seems to go on from what is here, so the other side can tell.
 */
export function missingOf(
	chain: KeyChain,
	there: ChainDigest | undefined,
	entryOf: (id: EntryId) => Entry | undefined
): EntryId[] | 'unclear' | 'ahead' {
	if (!there) return chain.ids();
	const here = chain.digest(hashOfText);
	if (here.digest === there.digest && here.count === there.count) return [];
	const isWholeThere = !there.digest.startsWith('*') && there.seq === there.count;
	if (!isWholeThere) return 'unclear';
	const last = chain.at(there.seq).find(({ id }) => id === there.digest);
	if (!last) return chain.isWhole && there.seq > here.seq ? 'ahead' : 'unclear';
	return without(chain, last, entryOf);
}

/** The chain without an entry and all that came before it. */
function without(chain: KeyChain, last: Entry, entryOf: (id: EntryId) => Entry | undefined): EntryId[] {
	if (chain.isWhole) return chain.ids().slice(last.seq);
	const there = new Set<EntryId>();
	for (let at: Entry | undefined = last; at && !there.has(at.id); at = entryOf(at.previous)) there.add(at.id);
	return chain.ids().filter((id) => !there.has(id));
}
