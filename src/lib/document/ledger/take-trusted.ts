import type { Entry } from '$lib/domain/entry';
import type { EntryId } from '$lib/domain/facts';
import { inDependencyOrder, restsOnlyOn } from '../entries/dependency-order';
import { StoredEntryReader } from '../entries/stored-entry';
import type { TrustedTexts } from '../storage/trusted-texts';
import { inTurns } from '../time-slices';
import { factsAtFirst, factsInSlice, slices } from './deliveries';

interface Taking {
	workspace: string;
	take: (entries: Entry[]) => void;
	/** Hears the part done, from 0 to 1. */
	progress: (part: number) => void;
	/** Whether nobody waits for it any more. */
	isOver: () => boolean;
}

/**
 * Takes in entries of trusted texts while these are read, in slices, each behind what it rests on: as they come, as long as
 * that is their order.
 * @returns whether all that is stored was taken: what is no entry of this workspace in the newest form is left
 */
export async function takeTrusted(
	texts: TrustedTexts,
	{ workspace, take, progress, isOver }: Taking
): Promise<boolean> {
	const reader = new StoredEntryReader(workspace);
	const here = new Set<EntryId>();
	const isHere = (id: EntryId) => here.has(id);
	const late = new Map<EntryId, Entry>();
	let areAll = true;

	function* inOrder(): Generator<Entry> {
		for (const [id, text] of texts.texts()) {
			if (isOver()) return;
			const entry = reader.read(id, text);
			if (!entry) areAll = false;
			else if (restsOnlyOn(entry, isHere)) {
				here.add(id);
				yield entry;
			} else late.set(id, entry);
		}
	}

	await inTurns(slices(inOrder(), factsInSlice, factsAtFirst), (slice) => {
		take(slice);
		progress(texts.done);
	});
	await inTurns(slices(inDependencyOrder(late)), take);
	return areAll && texts.isWhole;
}
