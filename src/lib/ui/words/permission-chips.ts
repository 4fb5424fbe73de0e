import { type Permission, permissions } from '$lib/domain/permissions/permissions';
import { allPermissions, includes, type PermissionSet } from '$lib/domain/permissions/standing';
import { m } from '$lib/paraglide/messages';
import { enumeration } from '../kit/text/listing';
import { permissionName } from './permission-name';

/** How it stands with a permission; lost is what a change would take. */
export type ChipState = 'held' | 'not-held' | 'dormant' | 'lost';

/** A permission as a chip shows it. */
export interface Chip {
	permission: Permission;
	state: ChipState;
	/** The one who has it may pass it on. */
	passesOn?: boolean;
	/** On how many products, where it stands for several. */
	count?: number;
}

const states: Record<ChipState, (inputs: { permission: string }) => string> = {
	held: m.permissions_chip_held,
	'not-held': m.permissions_chip_not_held,
	dormant: m.permissions_chip_dormant,
	lost: m.permissions_chip_lost
};

/** All that a chip shows, in words: "Purchase: held, may be passed on, 3 products". */
export const chipName = ({ permission, state, passesOn = false, count }: Chip): string =>
	enumeration([
		states[state]({ permission: permissionName(permission) }),
		...(passesOn ? [m.permissions_chip_passes_on()] : []),
		...(count === undefined ? [] : [m.permissions_count_products({ count })])
	]);

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
