import type { OrganizationId } from '../facts';
import { emptyRelations, type Relations, type Snapshot } from '../snapshot';
import { memberOf } from './handlers';
import { Layer } from './layer';
import { owned } from './own';

/** One list of what concerns the organization, to write. */
export function relationFor<Name extends keyof Relations>(
	snapshot: Snapshot,
	organization: OrganizationId,
	name: Name
): Relations[Name] {
	const relations = owned(
		snapshot,
		memberOf(snapshot.relations, organization, emptyRelations),
		(shared) => ({ ...shared }),
		(copy) => snapshot.relations.set(organization, copy)
	);
	return owned(snapshot, relations[name], copyOf, (copy) => (relations[name] = copy));
}

const copyOf = <List extends Relations[keyof Relations]>(list: List): List =>
	(list instanceof Map ? new Layer<string, unknown>(list) : new Set(list)) as List;
