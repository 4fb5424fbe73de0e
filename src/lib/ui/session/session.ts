import { createContext } from 'svelte';
import type { OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import type { WorkspaceLens } from '$lib/workspace/lens';
import type { PageAddress } from '../kit/address.svelte';
import type { Hrefs } from '../pages/page-addresses';

/** What every page of a workspace is given: the workspace, and the organization in whose name the page acts. */
export interface Session {
	readonly workspace: WorkspaceLens;
	/** The workspace's state, with the lens. */
	readonly snapshot: Snapshot;
	/** The acting organization's id, as the address says. */
	readonly actor: OrganizationId;
	/** Its name, as shown in sentences. */
	readonly actorName: string;
	/** Where the page is. */
	readonly address: PageAddress;
	/** The addresses of all pages, as the acting organization sees them. */
	readonly href: Hrefs;
}

/** Set by `ActingAs`. Its members change with the address: read them where they are used. */
export const [session, setSession] = createContext<Session>();
