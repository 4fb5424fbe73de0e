import { welcomeFirstSync } from '$lib/document/approvals/approvals-database';
import type { SharingRecord, WorkspaceRecord } from '$lib/document/workspaces/workspace-record';
import type { OrganizationId } from '../domain/facts';
import { freshRoom, type Invitation } from '../peers/invitation';
import { joined, leadsElsewhere, returned, withoutAsk } from './joining';
import { workspaces } from './workspaces';

export type { IceServer, SharingRecord } from '$lib/document/workspaces/workspace-record';

/** By which servers a workspace is found. */
export type Addresses = Pick<SharingRecord, 'signalling' | 'ice'>;

/** Not shared yet, in a room of its own, by no servers: there are none to rely on, so a person names them. */
const unshared = (): SharingRecord => ({ on: false, ...freshRoom(), signalling: [], ice: [], asks: [] });

/*
 * Each of these changes what is noted about a workspace; the tabs that have it open follow. They answer with null
 * where the browser does not have the workspace, and reject where it keeps nothing.
 */

/** Shares the workspace, in the room it had before, if it had one. */
export const startSharing = (id: string): Promise<WorkspaceRecord | null> =>
	workspaces.share(id, (sharing) => ({ ...(sharing ?? unshared()), on: true }));

/** Leaves the room. Invitations stay good, for when it is shared again. */
export const stopSharing = (id: string): Promise<WorkspaceRecord | null> =>
	workspaces.share(id, (sharing) => sharing && { ...sharing, on: false });

/** Moves to another room: whoever has only an earlier invitation is not found any more. */
export const newRoom = (id: string): Promise<WorkspaceRecord | null> =>
	workspaces.share(id, (sharing) => ({ ...(sharing ?? unshared()), ...freshRoom() }));

/** Notes the servers, for invitations from now on. */
export const setAddresses = (id: string, addresses: Addresses): Promise<WorkspaceRecord | null> =>
	workspaces.share(id, (sharing) => ({ ...(sharing ?? unshared()), ...addresses }));

/** Asks whoever may say so that this browser may act for an organization, now and after every reload. */
export const askToActAs = (
	id: string,
	organization: OrganizationId,
	name: string
): Promise<WorkspaceRecord | null> =>
	workspaces.share(id, (sharing) => ({
		...(sharing ?? unshared()),
		asks: [...withoutAsk(sharing?.asks ?? [], organization), { organization, name }]
	}));

/** Asks no longer: it was granted, or is not wanted any more. */
export const withdrawAsk = (id: string, organization: OrganizationId): Promise<WorkspaceRecord | null> =>
	workspaces.share(id, (sharing) => sharing && { ...sharing, asks: withoutAsk(sharing.asks, organization) });

/** Goes back to the room that an invitation led out of. */
export const returnToRoom = (id: string): Promise<WorkspaceRecord | null> =>
	workspaces.share(id, (sharing) => sharing && returned(sharing));

/**
 * Takes an invitation: the workspace as a new one beside the others, or the one that is here already, which then
 * merges with what the others have. Answers null, with nothing changed, where that leads the one that is here out of its
 * room and nobody agreed to it (`leaving`).
 * @param title under which it is listed, where it is new
 * @param asking under which this browser asks for what it may claim
 */
export async function acceptInvitation(
	invitation: Invitation,
	{ title, asking, leaving }: { title: string; asking: string | null; leaving: boolean }
): Promise<WorkspaceRecord | null> {
	let mayNot = false;
	const here = await workspaces.share(invitation.workspace, (sharing) => {
		mayNot = !leaving && leadsElsewhere(sharing, invitation);
		return mayNot ? sharing : joined(sharing, invitation, asking);
	});
	if (mayNot) return null;
	await welcomeFirstSync(invitation.workspace);
	const sharing = joined(null, invitation, asking);
	return here ?? workspaces.create(title, { id: invitation.workspace, sharing });
}
