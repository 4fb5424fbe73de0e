import { type Fact, type FactId, resolve } from '../facts';
import type { OrganizationId } from '../facts';
import type { Source } from '../snapshot';

/** The records that a fact speaks of, and waits for. */
export function restsOn(
	fact: Fact,
	{ entry, author }: Pick<Source, 'entry' | 'author'>
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
			return [resolve(fact.product, entry)];
		case 'revocations':
			return [resolve(fact.grant, entry)];
		case 'flags':
			return [...new Set(fact.grants.map((grant) => resolve(grant, entry)))];
		case 'tombstones':
			return [resolve(fact.record, entry)];
		case 'withdrawals':
			return [resolve(fact.tombstone, entry)];
		case 'order-statuses':
			return [resolve(fact.order, entry)];
		case 'logs':
			return [resolve(fact.device, entry)];
		default:
			return [];
	}
}
