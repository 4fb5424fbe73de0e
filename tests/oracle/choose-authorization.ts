import type { CommandOf } from '$lib/commands/command';
import type { OrganizationId } from '$lib/domain/facts';
import type { Kind } from '$lib/domain/permissions/permissions';
import type { Chooser } from './chooser';
import { relayedBy } from './likely';
import { isRelayed, type Judged } from './oracle';
import { everyPermission, kindOfPermission } from './permissions';

const kinds: readonly Kind[] = ['develop', 'purchase'];

/** What an organization might authorize: often what wakes grants that are dormant now. */
export function authorization(
	choose: Chooser,
	world: Judged,
	actor: OrganizationId,
	grantee: OrganizationId,
	products: string[]
): CommandOf<'authorize'> {
	const sleeper = choose.rarely(2) ? choose.of(sleepers(world, actor)) : undefined;
	const items = authorizeItems(choose, world, actor, products);
	const beside = choose.rarely(8) ? choose.of(besideDormant(world, actor)) : undefined;
	if (beside) {
		const permissions = choose.some([...everyPermission].reverse());
		const item = { product: beside.product, permissions, thirdParty: [] };
		return { command: 'authorize', grantee: beside.grantee, items: [item] };
	}
	return { command: 'authorize', ...(sleeper ?? { grantee, items }) };
}

/** What the actor granted and does not, or no longer, relay. */
const besideDormant = (world: Judged, actor: OrganizationId) =>
	[...world.grantStates]
		.filter(([{ grantor }, state]) => grantor === actor && state === 'dormant')
		.map(([grant]) => grant);

/** Partners whose own grants are dormant, and would wake if the actor authorized them again. */
const sleepers = (world: Judged, actor: OrganizationId) =>
	[...world.grantStates]
		.filter(([, state]) => state === 'dormant')
		.map(([{ grantor, product, permission }]) => ({ grantee: grantor, product, permission }))
		.filter(
			({ grantee, product, permission }) =>
				world.partners.get(actor)?.has(grantee) && isRelayed(world, actor, product, permission)
		)
		.map(({ grantee, product, permission }) => ({
			grantee,
			items: [{ product, permissions: [permission], thirdParty: [kindOfPermission(permission)] }]
		}));

function authorizeItems(
	choose: Chooser,
	world: Judged,
	actor: OrganizationId,
	products: string[]
): CommandOf<'authorize'>['items'] {
	if (choose.rarely(40)) return [];
	const relayed = products.filter((id) => relayedBy(world, actor, id).length > 0);
	const first = choose.mostly(relayed, products)!;
	const others = choose.rarely(8) ? products : relayed.filter((each) => each !== first);
	const second = choose.rarely(4) ? choose.of(others) : undefined;
	const chosen = second === undefined ? [first] : [first, second];
	return chosen.map((product) => {
		const may = relayedBy(world, actor, product);
		const permissions = choose.rarely(30)
			? []
			: choose.some(may.length > 0 && !choose.rarely(8) ? may : everyPermission);
		const meant = kinds.filter((kind) => permissions.some((each) => kindOfPermission(each) === kind));
		const thirdParty = choose.rarely(3) ? [] : choose.some(choose.rarely(20) ? kinds : meant);
		return { product, permissions, thirdParty };
	});
}
