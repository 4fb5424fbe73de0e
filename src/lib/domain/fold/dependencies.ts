import { type EntryId, type Fact, type FactId, type OrganizationId, resolveRef } from '../facts';

/** The records that a fact is about, and waits for. */
export function dependenciesOf(
	fact: Fact,
	{ entry, author }: { entry: EntryId; author: OrganizationId }
): (FactId | OrganizationId)[] {
	switch (fact.table) {
		case 'organization-fields':
		case 'reservations':
			return [author];
		case 'product-fields':
		case 'product-makings':
		case 'product-bases':
		case 'maker-standings':
		case 'grants':
		case 'work':
		case 'devices':
		case 'expectations':
			return [resolveRef(fact.product, entry)];
		case 'revocations':
			return [resolveRef(fact.grant, entry)];
		case 'flags':
			return [...new Set(fact.grants.map((grant) => resolveRef(grant, entry)))];
		case 'tombstones':
			return [resolveRef(fact.record, entry)];
		case 'withdrawals':
			return [resolveRef(fact.tombstone, entry)];
		case 'order-statuses':
			return [resolveRef(fact.order, entry)];
		case 'logs':
			return [resolveRef(fact.device, entry)];
		default:
			return [];
	}
}
