import type { OrganizationId } from '../domain/facts';
import type { Snapshot } from '../domain/snapshot';
import { organizationName, partnerName } from './names';

/** An organization as it is shown wherever it appears. */
export interface OrganizationShown {
	id: OrganizationId;
	name: string;
	/** As it was stored: whoever puts it into a style checks it. Empty where the organization has not arrived. */
	colour: string;
	account: string;
}

export const organizationShown = (snapshot: Snapshot, id: OrganizationId): OrganizationShown => {
	const known = snapshot.organizations.get(id);
	return {
		id,
		name: organizationName(snapshot, id),
		colour: known?.colour ?? '',
		account: known?.account ?? ''
	};
};

/** The same as `viewer` knows it: a partner by the name that it was given. */
export const organizationShownTo = (
	snapshot: Snapshot,
	viewer: OrganizationId,
	id: OrganizationId
): OrganizationShown => ({
	...organizationShown(snapshot, id),
	name: partnerName(snapshot, viewer, id)
});
