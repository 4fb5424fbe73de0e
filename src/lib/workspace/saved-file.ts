import { entryToText } from '$lib/document/entries/codec';
import type { EntryId } from '../domain/facts';
import type { Seen } from './seen';

/** The whole workspace as a text: everything but keys, which never leave the browser. */
export async function savedText(workspace: Seen, name: string): Promise<string> {
	const { writeWorkspaceFile } = await import('../exchange/workspace-file');
	const lines = (await workspace.exportEntries()).split('\n').filter((line) => line !== '');
	return writeWorkspaceFile({ workspace: workspace.base.id, name, savedAt: Date.now() }, lines);
}

/** Entries as they were signed: a text for somebody else to check. */
export async function proofOf(
	{ base, snapshot }: Seen,
	name: string,
	entries: readonly EntryId[]
): Promise<string> {
	const { writeProofFile } = await import('../exchange/workspace-file');
	const texts = entries.flatMap((id) => snapshot.entries.get(id) ?? []).map(entryToText);
	return writeProofFile({ workspace: base.id, name, savedAt: Date.now() }, texts);
}
