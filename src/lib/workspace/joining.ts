import type { SharedRoom, SharingRecord } from '$lib/document/workspaces/workspace-record';
import type { OrganizationId } from '../domain/facts';
import type { Invitation } from '../peers/invitation';

const roomOf = ({ room, secret, signalling, ice }: SharedRoom): SharedRoom => ({
	room,
	secret,
	signalling,
	ice
});

const isSame = (one: SharedRoom, other: SharedRoom): boolean =>
	JSON.stringify(roomOf(one)) === JSON.stringify(roomOf(other));

/**
 * Whether an invitation leads a workspace that is here somewhere else than where it is shared, or shares one that is not:
 * whoever made it then reads everything, so that a person has to say yes.
 */
export const leadsElsewhere = (here: SharingRecord | null, invitation: SharedRoom): boolean =>
	here === null || !isSame(here, invitation);

/** How the workspace is shared after the invitation is taken; the room that it was in is kept, to go back to. */
export function joined(
	here: SharingRecord | null,
	invitation: Invitation,
	asking: string | null
): SharingRecord {
	const before = here && !isSame(here, invitation) ? roomOf(here) : here?.before;
	const { claim } = invitation;
	const asks = here?.asks ?? [];
	return {
		...{ on: true, ...roomOf(invitation), ...(before && { before }) },
		asks:
			claim !== null && asking !== null
				? [...withoutAsk(asks, claim), { organization: claim, name: asking }]
				: asks
	};
}

/** Shared again where it was before the last invitation; the room that is left is kept in its place. */
export const returned = (here: SharingRecord): SharingRecord =>
	here.before ? { ...here, on: true, ...here.before, before: roomOf(here) } : here;

export const withoutAsk = (
	asks: SharingRecord['asks'],
	organization: OrganizationId
): SharingRecord['asks'] => asks.filter((each) => each.organization !== organization);
