import { pushAll } from '$lib/domain/algorithms/push-all';
import type { Entry } from '$lib/domain/entry';
import type { OrganizationId } from '$lib/domain/facts';
import { copyEntries, isCopied } from './copy-entries';
import { databaseKeys } from '../keys/keys-database';
import { LedgerError } from '../ledger/ledger-error';
import { openLedger } from '../ledger/open-ledger';
import { fillDatabase } from '../storage/rewrite';
import { openWorkspaceDatabase } from '../storage/workspace-database';

/** Which workspace is copied, under which id it is stored here, and the id of the copy. */
export interface CopyRequest {
	from: string;
	storedAs: string;
	to: string;
}

/** What became of a workspace that was copied. */
export interface Copied {
	entries: number;
	/** The copy's organizations by those they were made from. */
	organizations: [from: OrganizationId, to: OrganizationId][];
	/** Entries that were not copied: of a newer form, or not readable. */
	left: number;
}

/** Makes a workspace with the history of another. Its database is written whole or not at all. */
export async function copyWorkspace({ from, storedAs, to }: CopyRequest): Promise<Copied> {
	const { entries, left } = await readWorkspace(from, storedAs);
	const keys = databaseKeys(to);
	const { signed, organizations } = await copyEntries(entries, to, keys);
	await keys.stored();
	const database = await openWorkspaceDatabase(to);
	try {
		await fillDatabase(
			database,
			signed.map(({ entry, text }) => [entry.id, text])
		);
	} finally {
		database.close();
	}
	return {
		entries: signed.length,
		organizations: [...organizations],
		left: left + entries.length - signed.length
	};
}

/** Nothing is to be signed anew that was not trusted: where something fails its check, it is opened once more without it. */
async function readWorkspace(
	workspace: string,
	storedAs: string,
	isAgain = false
): Promise<{ entries: Entry[]; left: number }> {
	const ledger = openLedger(workspace, storedAs);
	const entries: Entry[] = [];
	ledger.onEntries((more) => pushAll(entries, more));
	let unavailable: string | null = null;
	ledger.onStorage((state) => {
		unavailable = state.state === 'unavailable' ? state.detail : null;
	});
	try {
		const { setAside, unreadable, older } = await ledger.opened;
		await ledger.checked;
		let failed = 0;
		ledger.onChecks((checks) => (failed = checks.failed));
		if (failed > 0 && isAgain)
			throw new LedgerError('not-readable', 'what failed its check is not set aside');
		if (failed > 0) {
			await ledger.close();
			return await readWorkspace(workspace, storedAs, true);
		}
		if (unavailable !== null) throw new LedgerError('not-readable', unavailable);
		// What no longer counts is not to count again because somebody else signs it.
		const counting = entries.filter((entry) => ledger.keys.authorityOf(entry) === 'all' && isCopied(entry));
		return { entries: counting, left: setAside + unreadable.length + older };
	} finally {
		await ledger.close();
	}
}
