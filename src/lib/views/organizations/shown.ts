import type { OrganizationId } from '$lib/domain/facts';
import { lookalikes } from '$lib/domain/text/confusables';
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

/** By the snapshot: names are looked at once for each. */
const found = new WeakMap<Snapshot, ReturnType<typeof lookalikes>>();

/** The organizations whose names look like this one's. */
export function lookalikesOf(snapshot: Snapshot, id: OrganizationId): readonly OrganizationId[] {
	let all = found.get(snapshot);
	if (!all) found.set(snapshot, (all = lookalikes(snapshot)));
	return all.get(id) ?? [];
}

/** An organization as it is shown to everybody. */
export const organizationShown = (snapshot: Snapshot, id: OrganizationId): OrganizationShown => {
	const known = snapshot.organizations.get(id);
	return {
		id,
		name: organizationName(snapshot, id),
		colour: known?.colour ?? '',
		account: known?.account ?? '',
		looksLikeAnother: lookalikesOf(snapshot, id).length > 0
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
