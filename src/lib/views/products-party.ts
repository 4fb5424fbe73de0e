import type { OrganizationId } from '../domain/facts';
import type { Snapshot } from '../domain/snapshot';
import { organizationName } from './names';

/** An organization as a row shows it. */
export interface Party {
	id: OrganizationId;
	name: string;
	/** `#rrggbb`; grey where the organization has not arrived. */
	colour: string;
}

export const partyOf = (snapshot: Snapshot, id: OrganizationId): Party => ({
	id,
	name: organizationName(snapshot, id),
	colour: snapshot.organizations.get(id)?.colour ?? '#808080'
});
