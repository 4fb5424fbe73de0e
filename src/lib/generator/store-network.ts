import type { LedgerProblem } from '$lib/document/ledger/ledger-error';
import { databaseKeys } from '$lib/document/keys/keys-database';
import { fillDatabase } from '$lib/document/storage/rewrite';
import { openWorkspaceDatabase } from '$lib/document/storage/workspace-database';
import type { OrganizationId } from '$lib/domain/facts';
import { networkSizes } from '$lib/scenarios/supply-network/network-size';
import type { Language } from '$lib/scenarios/words';
import { generateNetwork } from './generate-network';

export interface NetworkTask {
	/** Whose database and keys are written: none of them is there yet. */
	workspace: string;
	/** Which of `networkSizes`. */
	size: number;
	language: Language;
}

export interface StoredNetwork {
	entries: number;
	organizations: number;
	/** The organization to open it as. */
	lastActing: OrganizationId;
}

/** What a Worker of this says: that it is there, how far it is, and how it ended. */
export type NetworkWord =
	| 'ready'
	| { done: number; total: number | undefined }
	| { stored: StoredNetwork }
	| { failed: { problem: LedgerProblem; detail: string } };

/** How much is made between two words of progress, in edits. */
const told = 250;

/**
 * Makes a supply network and stores it, whole or not at all; its keys are stored before.
 * @param progress without a total while it is stored: nobody knows how far that is
 */
export async function storeNetwork(
	{ workspace, size, language }: NetworkTask,
	progress: (done: number, total: number | undefined) => void
): Promise<StoredNetwork> {
	let edits = 0;
	const { snapshot, texts, opensAs } = await generateNetwork({
		...{ workspace, language, now: Date.now(), keys: databaseKeys(workspace) },
		size: networkSizes[size]!,
		progress(done, total) {
			if (edits++ % told === 0) progress(done, total);
		}
	});
	progress(0, undefined);
	const database = await openWorkspaceDatabase(workspace);
	try {
		await fillDatabase(database, texts);
	} finally {
		database.close();
	}
	return { entries: texts.length, organizations: snapshot.organizations.size, lastActing: opensAs };
}
