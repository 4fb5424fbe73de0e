import { heldProducts } from '$lib/domain/permissions/effective-permissions';
import type { OrganizationId } from '../../domain/facts';
import type { Found } from '../found';
import { supplyNetworkCard } from '../scenario-cards';
import type { Edit, Scenario, Wave } from '../scenario';
import { addProducts, foundCast } from '../stage';
import { passOn, takeBack } from './grants';
import { type Plan, planNetwork } from './plan';
import { Random } from './random';
import { type NetworkSize, networkSizes } from './network-size';

const addPartners =
	(plan: Plan): Wave =>
	(found) =>
		plan.members.flatMap((owner) =>
			(plan.partners.get(owner.account) ?? []).map(({ account, name }): Edit => ({
				actor: found.theOrganization(owner.account),
				command: { command: 'add-partner', account, name: name[found.language] }
			}))
		);

/** Some orders of manufacturers for what they may purchase. */
const placeOrders =
	({ of }: Plan, seed: number): Wave =>
	(found) => {
		const random = new Random(seed);
		return of('manufacturer').flatMap(({ account }): Edit[] => {
			const actor = found.theOrganization(account);
			const bought = random.some(purchasable(found, actor), 3);
			if (bought.length === 0) return [];
			const lines = bought.map((product) => ({ product, quantity: 50 * (1 + random.below(20)) }));
			return [{ actor, command: { command: 'place-order', invoiceEntity: actor, lines, note: '' } }];
		});
	};

const purchasable = ({ snapshot }: Found, actor: OrganizationId) =>
	heldProducts(snapshot, actor, 'purchase').filter(
		(product) => snapshot.products.get(product)?.owner !== actor
	);

/**
 * A whole market: organizations, products and grants in chains, some of them in circles, some dormant. Generated, and for
 * one size the same every time.
 */
export function supplyNetworkOf(size: NetworkSize): Scenario {
	const plan = planNetwork(size);
	const byAccount = Object.fromEntries(plan.members.map((member) => [member.account, member]));
	return {
		...supplyNetworkCard,
		cast: plan.members,
		opensAs: plan.members[0]!.account,
		stage: [
			foundCast(plan.members),
			addProducts(byAccount, plan.props),
			addPartners(plan),
			passOn(plan, {
				from: 'brand',
				to: 'manufacturer',
				seed: 1,
				count: 16,
				onlyRelayed: false,
				delegable: 0.6
			}),
			passOn(plan, { from: 'brand', to: 'upstream', seed: 2, count: 6, onlyRelayed: false, delegable: 0.2 }),
			passOn(plan, {
				from: 'manufacturer',
				to: 'upstream',
				seed: 3,
				count: 11,
				onlyRelayed: false,
				delegable: 0.6
			}),
			passOn(plan, {
				from: 'manufacturer',
				to: 'manufacturer',
				seed: 4,
				count: 8,
				onlyRelayed: true,
				delegable: 0.5
			}),
			passOn(plan, {
				from: 'upstream',
				to: 'upstream',
				seed: 5,
				count: 8,
				onlyRelayed: true,
				delegable: 0.5
			}),
			passOn(plan, {
				from: 'upstream',
				to: 'manufacturer',
				seed: 6,
				count: 2,
				onlyRelayed: true,
				back: true,
				delegable: 0.7
			}),
			takeBack(plan, { seed: 7, share: 0.2 }),
			placeOrders(plan, 8)
		],
		story: []
	};
}

/** The smallest, which is played like any other scenario. */
export const supplyNetwork = supplyNetworkOf(networkSizes[0]);
