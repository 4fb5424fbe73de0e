import type { Entry } from '$lib/domain/entry';
import type { EntryId, Fact, OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { factInverses, type Inverse, type Inverting } from './fact-inverses';

/**
 * For each fact of an entry the command that takes it back, or why there is none; grants, revocations and flags are
 * left to `linkInverses`. Changes to the fields of one record become one command.
 * @param undone all entries of the act
 */
export function inverses(
	snapshot: Snapshot,
	entry: Entry,
	actor: OrganizationId,
	undone: ReadonlySet<EntryId>
): Inverse[] {
	const found: Inverse[] = [];
	const inverting: Inverting = {
		snapshot,
		entry,
		actor,
		undone,
		found,
		organization: {},
		products: new Map()
	};
	entry.facts.forEach((fact, index) => {
		const inverse = factInverses[fact.table] as (inverting: Inverting, fact: Fact, id: string) => void;
		inverse(inverting, fact, `${entry.id}:${index}`);
	});
	const { organization, products } = inverting;
	if (Object.keys(organization).length > 0)
		found.push({
			id: actor,
			table: 'organization-fields',
			command: { command: 'edit-organization', ...organization }
		});
	for (const [product, changes] of products)
		found.push({
			id: product,
			table: 'product-fields',
			command: { command: 'edit-product', product, ...changes }
		});
	return onePerCommand(found);
}

/** Several facts may ask for the same command, as two partner records with one tombstone each do. */
function onePerCommand(found: Inverse[]): Inverse[] {
	const seen = new Set<string>();
	return found.filter(({ id, command }) => {
		const name = 'command' in command ? JSON.stringify(command) : id;
		return !seen.has(name) && seen.add(name);
	});
}
