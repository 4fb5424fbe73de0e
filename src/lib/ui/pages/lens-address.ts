import type { EntryId } from '$lib/domain/facts';

/** WorkspaceLens what the open workspace is looked at: as it was after an entry, or as it would be with a draft. */
export type Lens = { kind: 'past'; entry: EntryId } | { kind: 'draft'; draft: string };

/** The workspace's part of an address, with the lens in it, so that every link of a page keeps it. */
export function readSegment(segment: string): { workspace: string; lens: Lens | null } {
	const [workspace = '', said = ''] = segment.split('~');
	if (said.startsWith('at-')) return { workspace, lens: { kind: 'past', entry: said.slice('at-'.length) } };
	if (said.startsWith('draft-'))
		return { workspace, lens: { kind: 'draft', draft: said.slice('draft-'.length) } };
	return { workspace, lens: null };
}

/** The id of a workspace at a past moment, for addresses. */
export const atEntry = (workspace: string, entry: EntryId): string => `${workspace}~at-${entry}`;

/** The id of a workspace in a draft, for addresses. */
export const inDraft = (workspace: string, draft: string): string => `${workspace}~draft-${draft}`;

/** The same place of the same workspace through another lens, or none. `path` is an address's, without parameters. */
export function pathThrough(path: string, id: string): string {
	const [, w = 'w', , ...rest] = path.split('/');
	return `/${[w, encodeURIComponent(id), ...rest].join('/')}`;
}
