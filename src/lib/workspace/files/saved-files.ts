import type { EntryId } from '$lib/domain/facts';
import type { WorkspaceLens } from '../lens';

/** Writes the whole workspace: everything but keys, which never leave the browser. */
export async function workspaceFile(workspace: WorkspaceLens, name: string): Promise<Blob> {
	const { writeWorkspaceHead } = await import('$lib/exchange/workspace-file');
	const { count, lines } = await workspace.exportEntries();
	const head = { workspace: workspace.base.id, name, savedAt: Date.now() };
	return new Blob([writeWorkspaceHead(head, count), lines]);
}

/** Writes signed entries as a text for somebody else to verify. */
export async function proofFileText(
	{ base, snapshot }: WorkspaceLens,
	name: string,
	entries: readonly EntryId[]
): Promise<string> {
	const [{ writeProofFile }, { entryToText }] = await Promise.all([
		import('$lib/exchange/workspace-file'),
		import('$lib/document/entries/codec')
	]);
	const texts = entries.flatMap((id) => snapshot.entries.get(id) ?? []).map(entryToText);
	return writeProofFile({ workspace: base.id, name, savedAt: Date.now() }, texts);
}
