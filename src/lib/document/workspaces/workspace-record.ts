import type { OrganizationId } from '$lib/domain/facts';

/** What the list of workspaces knows about one, without opening it. All of it is local to this browser. */
export interface WorkspaceRecord {
	id: string;
	name: string;
	/** In milliseconds since 1970. */
	createdAt: number;
	changedAt: number;
	entries: number;
	organizations: number;
	lastActing: OrganizationId | null;
	/** The scenario that it was made from, opened before its first authorization or finished. */
	scenario: { id: string; finished: boolean } | null;
	/** How it is shared; null until somebody thought of sharing it. */
	sharing: SharingRecord | null;
}

/** A STUN or TURN server, by which two browsers find a way to each other. */
export interface IceServer {
	urls: string[];
	username?: string | undefined;
	credential?: string | undefined;
}

/** Where a workspace is shared, and by which servers that is found. */
export interface SharedRoom {
	room: string;
	secret: string;
	signalling: string[];
	ice: IceServer[];
	/** The address of a relay, by which those exchange entries who are seldom there together. */
	relay?: string | undefined;
}

/** What this browser knows about sharing one workspace. */
export interface SharingRecord extends SharedRoom {
	/** Shared now, and again after a reload. */
	on: boolean;
	/** The room that an invitation led out of, to go back to. */
	before?: SharedRoom | undefined;
	/** What this browser asked for and was not given yet: to act for an organization, under a name of its own. */
	asks: { organization: OrganizationId; name: string }[];
}
