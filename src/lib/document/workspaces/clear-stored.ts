import { deleteApprovals } from '../approvals/approvals-database';
import { deleteKeys } from '../keys/keys-database';
import { deleteDatabase } from '../storage/database';
import { workspaceDatabase } from '../storage/names';
import { notes } from '../storage/notes';

/**
 * Deletes what this browser keeps of a workspace beside its place in the list.
 * @returns `gone` resolves when its entries are, too: not before every tab has let go of them
 */
export async function clearStored(id: string): Promise<{ gone: Promise<void> }> {
	await deleteKeys(id);
	await notes.deleteAll(id);
	await deleteApprovals(id);
	return { gone: deleteDatabase(workspaceDatabase(id)) };
}
