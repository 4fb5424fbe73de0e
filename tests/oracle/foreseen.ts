import type { Effects } from '$lib/views/effects/preview';
import { type PermissionSet, toList } from '$lib/domain/permissions/standing';
import { isRelayed, rootsOf, type Judged } from './oracle';
import { everyPermission } from './permissions';

/** What follows from an act, in words that can be compared: from a foresight, and from the worlds before and after. */
export interface Told {
	shifts: string[];
	kept: string[];
	asleep: string[];
	woken: string[];
}

const each = (permissions: PermissionSet, say: (permission: string) => string): string[] =>
	toList(permissions).map(say);

/** What is new has no id yet: it is told by that of the entry that made it. */
export function toldOf(
	{ shifts, remaining: kept, newlyDormant: asleep, newlyEffective: woken }: Effects,
	entry = ''
): Told {
	const turned = (list: Effects['newlyDormant']) =>
		list
			.flatMap(({ grantor, grantee, product, permissions }) =>
				each(permissions, (permission) => [grantor, grantee, product, permission].join(' '))
			)
			.sort();
	return {
		shifts: shifts
			.flatMap(({ organization, product, gained, lost }) => [
				...each(gained, (permission) => `+ ${product} ${organization} ${permission}`),
				...each(lost, (permission) => `- ${product} ${organization} ${permission}`)
			])
			.map((told) => told.replace('simulated 0', entry))
			.sort(),
		kept: kept
			.map(({ organization, product, permissions, stillGrantedBy: through }) =>
				[product, organization, toList(permissions).join(), [...through].sort().join()].join(' ')
			)
			.sort(),
		asleep: turned(asleep),
		woken: turned(woken)
	};
}

/** What the oracle makes of the same act. */
export function toldBetween(before: Judged, after: Judged): Told {
	return {
		shifts: [...heldMore(before, after, '-'), ...heldMore(after, before, '+')].sort(),
		kept: keptBetween(before, after).sort(),
		asleep: turnedInto(before, after, true),
		woken: turnedInto(before, after, false)
	};
}

const heldMore = (one: Judged, other: Judged, sign: string): string[] =>
	[...one.reach].flatMap(([product, { holds }]) =>
		[...holds]
			.filter((held) => !other.reach.get(product)?.holds.has(held))
			.map((held) => `${sign} ${product} ${held}`)
	);

function dormancy(world: Judged): Map<string, boolean> {
	return new Map(
		[...world.grantStates].map(([{ grantor, grantee, product, permission }, state]) => [
			[grantor, grantee, product, permission].join(' '),
			state === 'dormant'
		])
	);
}

function turnedInto(before: Judged, after: Judged, dormant: boolean): string[] {
	const was = dormancy(before);
	return [...dormancy(after)]
		.filter(([grant, is]) => is === dormant && was.get(grant) === !dormant)
		.map(([grant]) => grant)
		.sort();
}

/** Who gives what to whom, effectively: `product grantee permission` → grantors. */
function givers(world: Judged): Map<string, Set<string>> {
	const all = new Map<string, Set<string>>();
	for (const { grantor, grantee, product, permission } of world.grants) {
		if (world.deletedProducts.has(product)) continue;
		for (const given of permission === 'product-development'
			? ([permission, 'panel-development'] as const)
			: ([permission] as const)) {
			if (!isRelayed(world, grantor, product, given)) continue;
			const key = `${product} ${grantee} ${given}`;
			all.set(key, (all.get(key) ?? new Set()).add(grantor));
		}
	}
	return all;
}

function keptBetween(before: Judged, after: Judged): string[] {
	const [gave, gives] = [givers(before), givers(after)];
	const kept = new Map<string, string[]>();
	for (const [key, grantors] of gave) {
		const [product, organization, permission] = key.split(' ') as [string, string, string];
		const isGone = [...grantors].some((grantor) => !gives.get(key)?.has(grantor));
		const isHeld = after.reach.get(product)?.holds.has(`${organization} ${permission}`);
		if (isGone && isHeld)
			kept.set(`${product} ${organization}`, [...(kept.get(`${product} ${organization}`) ?? []), permission]);
	}
	return [...kept].map(([key, permissions]) => {
		const [product, organization] = key.split(' ') as [string, string];
		const isRoot = rootsOf(after.products.get(product)!).includes(organization);
		const through = isRoot
			? [organization]
			: [...new Set(permissions.flatMap((each) => [...(gives.get(`${key} ${each}`) ?? [])]))];
		const inOrder = everyPermission.filter((each) => permissions.includes(each));
		return [product, organization, inOrder.join(), through.sort().join()].join(' ');
	});
}
