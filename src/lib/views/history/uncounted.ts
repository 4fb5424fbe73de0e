import { authorOf, type Entry } from '$lib/domain/entry';
import type { Snapshot } from '$lib/domain/snapshot';
import type { HistoryAction } from './actions';

/**
 * Why an entry is kept and counts for nothing: its key was retired before it, is none of the organization's (any
 * more, where the entry that added it does not count itself), or belongs to an organization that is not here yet; or
 * it is a recovery key's, and says more than which key it adds.
 */
export type WhyUncounted =
	| 'key-retired'
	| 'key-cut-off'
	| 'key-unknown'
	| 'organization-missing'
	| 'recovery-key';

export interface Uncounted {
	/** Of an act of several entries, some may count. */
	all: boolean;
	why: WhyUncounted;
}

/** Whether something of an act does not count, and why. Cost: its entries, where one of its authors has any that do not. */
export function uncountedIn(snapshot: Snapshot, { entries, everyone }: HistoryAction): Uncounted | undefined {
	const { uncounted, recoveries } = snapshot;
	if (![...everyone].some((author) => uncounted.has(author) || recoveries.has(author))) return undefined;
	let why: WhyUncounted | undefined;
	let all = true;
	for (const entry of entries) {
		const reason = whyUncounted(snapshot, entry);
		why ??= reason;
		all &&= reason !== undefined;
		if (why && !all) break;
	}
	return why && { all, why };
}

function whyUncounted(snapshot: Snapshot, entry: Entry): WhyUncounted | undefined {
	const { keys, organizations } = snapshot;
	const author = authorOf(entry);
	switch (keys.authorityOf(entry)) {
		case 'all':
			return undefined;
		case 'keys':
			return entry.facts.every(({ table }) => table === 'keys') ? undefined : 'recovery-key';
		case 'none':
			if (!organizations.has(author)) return 'organization-missing';
			if (keys.record(author, entry.key)) return 'key-retired';
			return keys.isKnown(author, entry.key) ? 'key-cut-off' : 'key-unknown';
	}
}
