import { dormantPermissions, type GrantState, grantStates } from '../domain/permissions/grant-states';
import { linksOn } from '../domain/permissions/links';
import type { Permission } from '../domain/permissions/permissions';
import type { Link, Product } from '../domain/records';
import { heldIn, includes, relayedIn } from '../domain/permissions/standing';
import { byUnits } from './effective';
import { againstSentence } from './guide';
import type { Key, Sentence, Setup } from './setup';
import { inState, type TextState } from './state';

/** A grant of a text, and what comes of it there. */
export interface StatedGrant {
	from: Key;
	to: Key;
	product: Key;
	permission: Permission;
	flagged: boolean;
	state: GrantState;
	/** It is dormant, and gives panel development all the same. */
	givesPanels: boolean;
}

/** Whether product development that the link grants is dormant, and gives panel development all the same, granted beside it or not. */
export const dormantGivesPanels = (product: Product, link: Link): boolean =>
	includes(dormantPermissions(product, link), 'product-development') &&
	includes(relayedIn(product.standings.get(link.grantor) ?? 0), 'panel-development') &&
	includes(heldIn(product.standings.get(link.grantee) ?? 0), 'panel-development');

/** Every grant of a text with its state, by grantor, grantee, product, and permission in the law's order. */
export function statedGrants({ snapshot, organizations, products }: TextState): StatedGrant[] {
	const grants: StatedGrant[] = [];
	for (const [id, key] of products) {
		const product = snapshot.products.get(id)!;
		for (const link of linksOn(product)) {
			for (const { permission, state } of grantStates(snapshot, product, link))
				grants.push({
					...{ from: organizations.get(link.grantor)!, to: organizations.get(link.grantee)!, product: key },
					...{ permission, flagged: includes(link.flagged, permission), state },
					givesPanels: permission === 'product-development' && dormantGivesPanels(product, link)
				});
		}
	}
	return grants.sort(
		(one, other) =>
			byUnits(one.from, other.from) || byUnits(one.to, other.to) || byUnits(one.product, other.product)
	);
}

/** So many of those who stand against one sentence are named: of as many sentences as holders, all would be the square. */
const mostAgainst = 20;

export interface SentenceVerdict {
	sentence: Sentence;
	holds: boolean;
	/** Who stands against it, by key: the first of them, up to `mostAgainst`. */
	against: Key[];
	/** How many more do. */
	more: number;
}

/** Whether each expectation of a text holds in it, in its order. */
export const verdictsOf = ({ expectations }: Setup, state: TextState): SentenceVerdict[] =>
	expectations.map(({ sentence }) => {
		const ids = againstSentence(state.snapshot, inState(state, sentence));
		const against: Key[] = [];
		for (const id of ids) {
			const key = state.organizations.get(id)!;
			if (against.length === mostAgainst && byUnits(key, against.at(-1)!) >= 0) continue;
			against.push(key);
			against.sort(byUnits);
			if (against.length > mostAgainst) against.pop();
		}
		return { sentence, holds: ids.length === 0, against, more: ids.length - against.length };
	});
