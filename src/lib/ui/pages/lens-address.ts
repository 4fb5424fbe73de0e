import type { EntryId } from '$lib/domain/facts';
import { parseHash } from '../kit/hash-address';

/** How the open workspace is viewed: as it was after an entry, or as it would be with a draft. */
export type Lens = { kind: 'past'; entry: EntryId } | { kind: 'draft'; draft: string };

/** The workspace's part of an address, with the lens in it, so that every link of a page keeps it. */
export function readSegment(segment: string): { workspace: string; lens: Lens | null } {
	const [workspace = '', lens = ''] = segment.split('~');
	if (lens.startsWith('at-')) return { workspace, lens: { kind: 'past', entry: lens.slice('at-'.length) } };
	if (lens.startsWith('draft-'))
		return { workspace, lens: { kind: 'draft', draft: lens.slice('draft-'.length) } };
	return { workspace, lens: null };
}

/** The workspace that an address (`#/…`) names; '' where it names none. */
export function workspaceAt(hash: string): string {
	const [, place, segment = ''] = parseHash(hash).path.split('/');
	return place === 'w' ? readSegment(segment).workspace : '';
}

/** The id of a workspace at a past moment, for addresses. */
export const atEntry = (workspace: string, entry: EntryId): string => `${workspace}~at-${entry}`;

/** The id of a workspace in a draft, for addresses. */
export const inDraft = (workspace: string, draft: string): string => `${workspace}~draft-${draft}`;

/** The same page of the same workspace with another lens, or none. `path` is of an address, without parameters. */
export function pathWithLens(path: string, id: string): string {
	const [, w = 'w', , ...rest] = path.split('/');
	return `/${[w, encodeURIComponent(id), ...rest].join('/')}`;
}
