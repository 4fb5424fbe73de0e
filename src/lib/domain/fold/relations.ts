import type { OrganizationId } from '../facts';
import { emptyRelations, type Relations, type Snapshot } from '../snapshot';
import { owned } from './own';

/** What concerns the organization, to write. */
export function relationsFor(snapshot: Snapshot, organization: OrganizationId): Relations {
	const known = snapshot.relations.get(organization);
	if (known)
		return owned(snapshot, known, copyRelations, (copy) => snapshot.relations.set(organization, copy));
	const relations = emptyRelations();
	snapshot.relations.set(organization, relations);
	return relations;
}

const copyRelations = (relations: Relations): Relations => ({
	owned: new Set(relations.owned),
	made: new Set(relations.made),
	holding: new Set(relations.holding),
	partners: new Map(relations.partners),
	partnerOf: new Map(relations.partnerOf),
	orders: new Set(relations.orders),
	invoiced: new Set(relations.invoiced)
});
