import type { EntryId } from '$lib/domain/facts';

/** Through what the open workspace is looked at: as it was after an entry. */
export interface Lens {
	kind: 'past';
	entry: EntryId;
}

/** The workspace's part of an address, with the lens in it, so that every link of a page keeps it. */
export function readSegment(segment: string): { workspace: string; lens: Lens | null } {
	const [workspace = '', said = ''] = segment.split('~');
	return { workspace, lens: said.startsWith('at-') ? { kind: 'past', entry: said.slice(3) } : null };
}

/** The id of a workspace at a past moment, for addresses. */
export const atEntry = (workspace: string, entry: EntryId): string => `${workspace}~at-${entry}`;

/** The same place of the same workspace through another lens, or none. `path` is an address's, without parameters. */
export function pathThrough(path: string, id: string): string {
	const [, w = 'w', , ...rest] = path.split('/');
	return `/${[w, encodeURIComponent(id), ...rest].join('/')}`;
}

/** Places that are about this browser and the workspace as it is, whatever one looks through. */
export const isOfNow = (path: string): boolean =>
	['share', 'settings', 'diagnostics'].includes(path.split('/')[4] ?? '');
