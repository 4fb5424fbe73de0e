import type { OrganizationId } from '../facts';
import { emptyRelations, type Relations, type Snapshot } from '../snapshot';
import { getOrInsertComputed } from '../algorithms/get-or-insert';
import { writable, writablePart } from './copy-on-write';

/** One of an organization's relations, to write. */
export function relationFor<Name extends keyof Relations>(
	snapshot: Snapshot,
	organization: OrganizationId,
	name: Name
): Relations[Name] {
	const relations = writable(
		snapshot,
		getOrInsertComputed(snapshot.relations, organization, () => emptyRelations(snapshot.numbers.products)),
		(copy) => snapshot.relations.set(organization, copy)
	);
	return writablePart(snapshot, relations, name);
}
