import { authorOf, statesAnyOf, type Entry } from './entry';
import type { Fact, OrganizationId, Table } from './facts';

const introducing: readonly Table[] = ['partners', 'products', 'product-makings', 'maker-standings'];

/**
 * The organizations that an entry vouches for: those that it adds as partners or names as makers. Requests, grants
 * and orders vouch for nobody. Cost: the entry's facts.
 */
export function* introducedBy(entry: Entry): Generator<OrganizationId> {
	if (!statesAnyOf(entry, introducing)) return;
	const author = authorOf(entry);
	for (const fact of entry.facts) {
		const named = namedIn(fact);
		if (named !== null && named !== author) yield named;
	}
}

function namedIn(fact: Fact): OrganizationId | null {
	switch (fact.table) {
		case 'partners':
			return fact.partner;
		case 'products':
		case 'product-makings':
			return fact.making.maker;
		case 'maker-standings':
			return fact.maker;
		default:
			return null;
	}
}
