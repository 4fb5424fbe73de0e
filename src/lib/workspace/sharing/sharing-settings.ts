import { welcomeFirstSync } from '$lib/document/approvals/approvals-database';
import type { SharingRecord, WorkspaceRecord } from '$lib/document/workspaces/workspace-record';
import type { OrganizationId } from '$lib/domain/facts';
import { newRoomCredentials, type Invitation } from '$lib/peers/invitation';
import { afterJoining, changesRoom, afterReturning, withoutRequest } from './joining';
import { workspaces } from '../workspaces';

export type { IceServer, SharingRecord } from '$lib/document/workspaces/workspace-record';

/** The servers through which a workspace is shared. */
export type ServerAddresses = Pick<SharingRecord, 'signalling' | 'ice' | 'relay'>;

/** Not shared yet: a new room without servers. There are no default servers; a person lists them. */
const unshared = (): SharingRecord => ({
	on: false,
	...newRoomCredentials(),
	signalling: [],
	ice: [],
	asks: []
});

/*
 * Each of these changes a workspace's record; tabs that have it open follow. They resolve with null if the browser does
 * not have the workspace, and reject if it stores nothing.
 */

/** Shares the workspace, in its previous room if it had one. */
export const startSharing = (id: string): Promise<WorkspaceRecord | null> =>
	workspaces.share(id, (sharing) => ({ ...(sharing ?? unshared()), on: true }));

/** Stops sharing. Invitations stay valid for when it is shared again. */
export const stopSharing = (id: string): Promise<WorkspaceRecord | null> =>
	workspaces.share(id, (sharing) => sharing && { ...sharing, on: false });

/** Moves to a new room: earlier invitations no longer lead to this browser. */
export const newRoom = (id: string): Promise<WorkspaceRecord | null> =>
	workspaces.share(id, (sharing) => ({ ...(sharing ?? unshared()), ...newRoomCredentials() }));

/** Sets the servers, for invitations from now on. */
export const setServers = (id: string, addresses: ServerAddresses): Promise<WorkspaceRecord | null> =>
	workspaces.share(id, (sharing) => ({ ...(sharing ?? unshared()), ...addresses }));

/** Requests that this browser may act for an organization, now and after every reload. */
export const requestAccess = (
	id: string,
	organization: OrganizationId,
	name: string
): Promise<WorkspaceRecord | null> =>
	workspaces.share(id, (sharing) => ({
		...(sharing ?? unshared()),
		asks: [...withoutRequest(sharing?.asks ?? [], organization), { organization, name }]
	}));

/** Withdraws a request that was granted or is not wanted any more. */
export const withdrawRequest = (id: string, organization: OrganizationId): Promise<WorkspaceRecord | null> =>
	workspaces.share(
		id,
		(sharing) => sharing && { ...sharing, asks: withoutRequest(sharing.asks, organization) }
	);

/** Returns to the room that was left by accepting an invitation. */
export const returnToRoom = (id: string): Promise<WorkspaceRecord | null> =>
	workspaces.share(id, (sharing) => sharing && afterReturning(sharing));

/**
 * Accepts an invitation: adds a new workspace, or shares the existing one, which then merges with the others'. Returns
 * null, with nothing changed, if that would move an existing workspace out of its room and nobody agreed (`leaving`).
 * @param title the name in the list, if it is new
 * @param asking the name under which this browser requests the organization that it may claim
 */
export async function acceptInvitation(
	invitation: Invitation,
	{ title, asking, leaving }: { title: string; asking: string | null; leaving: boolean }
): Promise<WorkspaceRecord | null> {
	let mayNot = false;
	const here = await workspaces.share(invitation.workspace, (sharing) => {
		mayNot = !leaving && changesRoom(sharing, invitation);
		return mayNot ? sharing : afterJoining(sharing, invitation, asking);
	});
	if (mayNot) return null;
	await welcomeFirstSync(invitation.workspace);
	const sharing = afterJoining(null, invitation, asking);
	return here ?? workspaces.create(title, { id: invitation.workspace, sharing });
}
