import type { OrganizationId } from '../facts';
import { emptyRelations, type Relations, type Snapshot } from '../snapshot';
import { memberOf } from '../algorithms/get-or-insert';
import { owned, ownPart } from './own';

/** One list of what concerns the organization, to write. */
export function relationFor<Name extends keyof Relations>(
	snapshot: Snapshot,
	organization: OrganizationId,
	name: Name
): Relations[Name] {
	const relations = owned(snapshot, memberOf(snapshot.relations, organization, emptyRelations), (copy) =>
		snapshot.relations.set(organization, copy)
	);
	return ownPart(snapshot, relations, name);
}
