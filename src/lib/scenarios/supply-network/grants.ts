import type { AuthorizeItem } from '../../commands/command';
import { heldProducts, relayed } from '$lib/domain/permissions/effective-permissions';
import type { OrganizationId, ProductId } from '../../domain/facts';
import { type Kind, kindOf, kinds, type Permission } from '$lib/domain/permissions/permissions';
import {
	includes,
	noPermissions,
	type PermissionSet,
	permissionsOfKind,
	toSet,
	withImplied
} from '$lib/domain/permissions/standing';
import { linkBetween } from '../../domain/snapshot';
import type { Found } from '../found';
import type { Edit, Wave } from '../scenario';
import type { Tier } from './members';
import type { Member, Plan } from './plan';
import { Random } from './random';

/** What is granted together, and how often. */
const bundles: readonly Permission[][] = [
	['purchase'],
	['purchase'],
	['purchase'],
	['product-development', 'view-logs'],
	['product-development', 'purchase'],
	['panel-development'],
	['panel-development', 'view-logs']
];

interface Passing {
	from: Tier;
	to: Tier;
	seed: number;
	/** How many products go to each partner in the smallest network. */
	count: number;
	/** Only what others own and the grantor may pass on; else its own too. */
	onlyRelayed: boolean;
	/** Only what the grantee has passed to the grantor: back to where it came from. */
	back?: boolean;
	/** How often the grantee may pass it on. */
	delegable: number;
}

/** One step down (or back up) the chains: each member of a tier authorizes its partners of another. */
export const passOn =
	(plan: Plan, passing: Passing): Wave =>
	(found) => {
		const random = new Random(passing.seed);
		return plan.of(passing.from).flatMap((grantor) => {
			const partners = plan.partners.get(grantor.account) ?? [];
			return partners
				.filter(({ tier }) => tier === passing.to)
				.flatMap((grantee) => authorization(plan, found, grantor, grantee, passing, random));
		});
	};

function authorization(
	plan: Plan,
	found: Found,
	grantor: Member,
	grantee: Member,
	{ count, onlyRelayed, back = false, delegable }: Passing,
	random: Random
): Edit[] {
	const actor = found.theOrganization(grantor.account);
	const receiver = found.theOrganization(grantee.account);
	const offered = heldProducts(found.snapshot, actor).filter((product) => {
		const { pid } = found.snapshot.products.get(product)!;
		const owner = plan.byPid.get(pid)!.owner;
		return (
			owner !== grantee.account &&
			!(onlyRelayed && owner === grantor.account) &&
			(!back || linkBetween(found.snapshot, receiver, actor, product) !== undefined) &&
			relayed(found.snapshot, actor, product) !== noPermissions
		);
	});
	const items = random.some(offered, count * plan.times).flatMap((product) => {
		const item = itemOf(product, relayed(found.snapshot, actor, product), delegable, random);
		return item && isNew(found, actor, receiver, item) ? [item] : [];
	});
	return inActs(items, plan.size.inSmallActs, random).map((together) => ({
		actor,
		command: { command: 'authorize', grantee: receiver, items: together }
	}));
}

/** How many products a person authorizes to a partner in one act: mostly one, sometimes several. */
const productsInAct = [1, 1, 1, 2, 2, 3];

function inActs(items: AuthorizeItem[], small: boolean, random: Random): AuthorizeItem[][] {
	if (!small) return items.length === 0 ? [] : [items];
	const acts: AuthorizeItem[][] = [];
	for (let at = 0; at < items.length;) {
		const end = at + random.pick(productsInAct);
		acts.push(items.slice(at, end));
		at = end;
	}
	return acts;
}

function itemOf(
	product: ProductId,
	may: PermissionSet,
	delegable: number,
	random: Random
): AuthorizeItem | undefined {
	const permissions = random.pick(bundles).filter((permission) => includes(withImplied(may), permission));
	if (permissions.length === 0) return undefined;
	const given = new Set(permissions.map(kindOf));
	const thirdParty = kinds.filter((kind) => given.has(kind) && random.chance(delegable));
	return { product, permissions, thirdParty };
}

const isNew = (
	found: Found,
	from: OrganizationId,
	to: OrganizationId,
	{ product, permissions }: AuthorizeItem
) =>
	((linkBetween(found.snapshot, from, to, product)?.permissions ?? noPermissions) & toSet(permissions)) === 0;

/** The owners take delegation back on some products that were passed on meanwhile: what hangs on it goes dormant. */
export const takeBack =
	(plan: Plan, { seed, share }: { seed: number; share: number }): Wave =>
	(found) => {
		const random = new Random(seed);
		return plan.of('brand').flatMap((grantor) => {
			const actor = found.theOrganization(grantor.account);
			return (plan.partners.get(grantor.account) ?? []).flatMap((grantee) => {
				const receiver = found.theOrganization(grantee.account);
				return kinds.flatMap((kind): Edit[] => {
					const products = grantor.owned
						.map((pid) => found.theProduct(pid))
						.filter((product) => isPassedOn(found, actor, receiver, product, kind) && random.chance(share));
					if (products.length === 0) return [];
					const command = {
						command: 'set-third-party',
						grantee: receiver,
						products,
						kind,
						on: false
					} as const;
					return [{ actor, command }];
				});
			});
		});
	};

/** Delegation of the kind is on, and the grantee has made use of it. */
function isPassedOn(
	{ snapshot }: Found,
	from: OrganizationId,
	to: OrganizationId,
	product: ProductId,
	kind: Kind
): boolean {
	if (!((linkBetween(snapshot, from, to, product)?.flagged ?? 0) & permissionsOfKind[kind])) return false;
	const onward = snapshot.products.get(product)?.links.from(to) ?? [];
	return [...onward].some(({ permissions }) => (permissions & permissionsOfKind[kind]) !== 0);
}
