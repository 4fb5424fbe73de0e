import { createContext } from 'svelte';
import type { OrganizationId } from '$lib/domain/facts';
import type { WorkspaceLens } from '$lib/workspace/lens';

/** What every page of a workspace is given: the workspace, and the organization in whose name the page acts. */
export interface Session {
	readonly workspace: WorkspaceLens;
	/** The acting organization's id, as the address says. */
	readonly actor: OrganizationId;
}

/** The layout of a workspace sets it; read its members where they are used, they change with the address. */
export const [session, setSession] = createContext<Session>();
