import { type Permission, permissions } from '$lib/domain/permissions/permissions';
import {
	allPermissions,
	includes,
	type PermissionSet,
	toSet,
	withImplied
} from '$lib/domain/permissions/standing';
import { m } from '$lib/paraglide/messages';
import type { Holding } from '$lib/views/products/grantors';
import type { GivenCount } from '$lib/views/authorization/given-permissions';
import { clauses, enumeration } from '../kit/text/listing';
import { permissionName } from './permission-name';

/** How it stands with a permission; gained and lost are what a change gives and takes. */
export type ChipState = 'held' | 'not-held' | 'dormant' | 'gained' | 'lost';

/** A permission as a chip shows it. */
export interface Chip {
	permission: Permission;
	state: ChipState;
	/** The one who has it may pass it on. */
	passesOn?: boolean;
	/** On how many products, where it stands for several. */
	count?: number;
	/** On how many of these it may be passed on, where not on all. */
	passing?: number;
}

const states: Record<ChipState, (inputs: { permission: string }) => string> = {
	held: m.permissions_chip_held,
	'not-held': m.permissions_chip_not_held,
	dormant: m.permissions_chip_dormant,
	gained: m.permissions_chip_gained,
	lost: m.permissions_chip_lost
};

/** All that a chip shows, in words: "Purchase: held, 3 products, may be passed on". */
export const chipName = ({ permission, state, passesOn = false, count, passing }: Chip): string =>
	enumeration([
		states[state]({ permission: permissionName(permission) }),
		...(count === undefined ? [] : [m.permissions_count_products({ count })]),
		...(passesOn
			? [
					passing === undefined
						? m.permissions_chip_passes_on()
						: m.permissions_chip_passing({ count: passing })
				]
			: [])
	]);

/** Chips in words, but for what is not held. */
export const chipsText = (chips: readonly Chip[]): string =>
	clauses(chips.filter(({ state }) => state !== 'not-held').map(chipName)) || '—';

/** What somebody has on one product, as sets; what is in none is not held. */
interface Standings {
	held: PermissionSet;
	passesOn?: PermissionSet;
	dormant?: PermissionSet;
	/** Which permissions are shown. */
	among?: PermissionSet;
}

/**
 * A chip for every permission, in their order. What is held is not dormant, whatever grant of it sleeps besides; of
 * product development, the panel development that it includes belongs to the sets too (`withImplied`).
 */
export function chipsOf({ held, passesOn = 0, dormant = 0, among = allPermissions }: Standings): Chip[] {
	const stateOf = (each: Permission): ChipState =>
		includes(held, each) ? 'held' : includes(dormant, each) ? 'dormant' : 'not-held';
	return permissions
		.filter((each) => includes(among, each))
		.map((each) => {
			const state = stateOf(each);
			return {
				permission: each,
				state,
				passesOn: state !== 'not-held' && includes(passesOn, each)
			};
		});
}

/** The chips of one change: what is gained, and what is lost. */
export const changeChips = (gained: PermissionSet, lost: PermissionSet): Chip[] =>
	permissions.flatMap((permission): Chip[] =>
		includes(gained, permission)
			? [{ permission, state: 'gained' }]
			: includes(lost, permission)
				? [{ permission, state: 'lost' }]
				: []
	);

/** Chips over several products: each permission with how many it was given on, and by itself how many of it are dormant. */
export const countedChips = (counts: Record<Permission, GivenCount>): Chip[] =>
	permissions.flatMap((permission): Chip[] => {
		const { held, passesOn, dormant } = counts[permission];
		if (held + dormant === 0) return [{ permission, state: 'not-held' }];
		const chips: Chip[] = [];
		if (held > 0)
			chips.push({
				...{ permission, state: 'held', count: held, passesOn: passesOn > 0 },
				...(passesOn < held && { passing: passesOn })
			});
		if (dormant > 0) chips.push({ permission, state: 'dormant', count: dormant });
		return chips;
	});

/** The chips of what an organization holds on a product, with what was granted to it and is dormant. */
export const holdingChips = ({ held, mayPassOn, dormant }: Holding): Chip[] =>
	chipsOf({
		...{ held, passesOn: mayPassOn },
		dormant: withImplied(toSet(dormant.flatMap(({ permissions: each }) => each)))
	});
