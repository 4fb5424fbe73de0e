import { authorOf, type Entry } from '$lib/domain/entry';
import type { OrganizationId } from '$lib/domain/facts';

/**
 * The entries of an act by organizations that one can act for. Anybody can join an act; that keeps nobody from
 * undoing their part.
 */
export const actableEntries = (entries: readonly Entry[], actable: ReadonlySet<OrganizationId>): Entry[] =>
	entries.filter((entry) => actable.has(authorOf(entry)));
