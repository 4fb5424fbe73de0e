import { hasSeveral } from '$lib/domain/algorithms/small-set';
import type { OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { organizationName, partnerName } from '../names';

/** An organization as it is shown wherever it appears. */
export interface OrganizationShown {
	id: OrganizationId;
	name: string;
	/** As it was stored: whoever puts it into a style checks it. Empty where the organization has not arrived. */
	colour: string;
	account: string;
	/** Another's name looks the same: it is shown with its account, which tells them apart. */
	looksLikeAnother: boolean;
}

/** Whether the name of another organization that is not deleted looks like this one's. */
export function looksLikeAnother(
	{ organizations, organizationsByLook }: Snapshot,
	id: OrganizationId
): boolean {
	const look = organizations.get(id)?.look;
	return look != null && hasSeveral(organizationsByLook.get(look));
}

/** An organization as it is shown to everybody. */
export const organizationShown = (snapshot: Snapshot, id: OrganizationId): OrganizationShown => {
	const known = snapshot.organizations.get(id);
	return {
		id,
		name: organizationName(snapshot, id),
		colour: known?.colour ?? '',
		account: known?.account ?? '',
		looksLikeAnother: looksLikeAnother(snapshot, id)
	};
};

/** An organization as `viewer` knows it: a partner by the name that it was given. */
export const organizationShownTo = (
	snapshot: Snapshot,
	viewer: OrganizationId,
	id: OrganizationId
): OrganizationShown => ({
	...organizationShown(snapshot, id),
	name: partnerName(snapshot, viewer, id)
});
