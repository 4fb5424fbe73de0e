import { createContext } from 'svelte';
import type { OrganizationId } from '$lib/domain/facts';
import type { Seen } from '$lib/workspace/seen';

/** What every page of a workspace is given: the workspace, and the organization in whose name the page acts. */
export interface Session {
	readonly workspace: Seen;
	/** The acting organization's id, as the address says. */
	readonly actor: OrganizationId;
}

/** The layout of a workspace sets it; read its members where they are used, they change with the address. */
export const [session, setSession] = createContext<Session>();
