import type { OrganizationId } from '../facts';
import { emptyRelations, type Relations, type Snapshot } from '../snapshot';
import { writableIn, writablePart } from './copy-on-write';

/** One of an organization's relations, to write. */
export function relationFor<Name extends keyof Relations>(
	snapshot: Snapshot,
	organization: OrganizationId,
	name: Name
): Relations[Name] {
	const known = writableIn(snapshot, snapshot.relations, organization);
	return writablePart(snapshot, known ?? newRelations(snapshot, organization), name);
}

function newRelations({ relations, numbers }: Snapshot, organization: OrganizationId): Relations {
	const made = emptyRelations(numbers.products);
	relations.set(organization, made);
	return made;
}
