import type { SharedRoom, SharingRecord } from '$lib/document/workspaces/workspace-record';
import type { OrganizationId } from '$lib/domain/facts';
import type { Invitation } from '$lib/peers/invitation';

const roomDetails = ({ room, secret, signalling, ice, relay }: SharedRoom): SharedRoom => ({
	room,
	secret,
	signalling,
	ice,
	...(relay !== undefined && { relay })
});

const isSame = (one: SharedRoom, other: SharedRoom): boolean =>
	JSON.stringify(roomDetails(one)) === JSON.stringify(roomDetails(other));

/**
 * Whether an invitation would move an existing workspace to another room, or share one that is not shared. Its author
 * could then read everything, so a person has to agree.
 */
export const changesRoom = (here: SharingRecord | null, invitation: SharedRoom): boolean =>
	here === null || !isSame(here, invitation);

/** The sharing settings after accepting an invitation; the previous room is kept, to return to. */
export function afterJoining(
	here: SharingRecord | null,
	invitation: Invitation,
	asking: string | null
): SharingRecord {
	const before = here && !isSame(here, invitation) ? roomDetails(here) : here?.before;
	const { claim } = invitation;
	const asks = here?.asks ?? [];
	return {
		...{ on: true, ...roomDetails(invitation), ...(before && { before }) },
		asks:
			claim !== null && asking !== null
				? [...withoutRequest(asks, claim), { organization: claim, name: asking }]
				: asks
	};
}

/** The sharing settings after returning to the previous room; the one that is left is kept in its place. */
export const afterReturning = (here: SharingRecord): SharingRecord =>
	here.before ? { on: true, ...roomDetails(here.before), before: roomDetails(here), asks: here.asks } : here;

export const withoutRequest = (
	asks: SharingRecord['asks'],
	organization: OrganizationId
): SharingRecord['asks'] => asks.filter((each) => each.organization !== organization);
