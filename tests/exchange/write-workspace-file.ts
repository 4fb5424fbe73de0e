import { type WorkspaceFileHead, writeWorkspaceHead } from '../../src/lib/exchange/workspace-file';

/** A saved workspace as one text. */
export const writeWorkspaceFile = (head: WorkspaceFileHead, entries: readonly string[]): string =>
	writeWorkspaceHead(head, entries.length) + entries.map((text) => `${text}\n`).join('');
