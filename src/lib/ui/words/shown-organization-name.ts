import type { OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { organizationName } from '$lib/views/names';
import { shownName } from '../kit/text/shown-name';

/** An organization's name as it stands inside a sentence. */
export const shownOrganizationName = (snapshot: Snapshot, id: OrganizationId): string =>
	shownName(organizationName(snapshot, id));
