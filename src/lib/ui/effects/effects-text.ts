import type { Completed } from '$lib/domain/deletion/completed';
import type { Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import type { RemainingHolding, StateChange } from '$lib/views/effects/link-effects';
import { partnerName, productName } from '$lib/views/names';
import { shownName } from '../kit/text/shown-name';
import { whenAbsolute } from '../kit/text/when';
import { listing } from '../kit/text/listing';
import { locale } from '../kit/text/locale.svelte';
import { shownOrganizationName } from '../words/shown-organization-name';

/** "Mike Parts keeps it on Lamp A1, through Lima EMS." */
export function remainingText(snapshot: Snapshot, kept: RemainingHolding): string {
	const inputs = {
		organization: shownOrganizationName(snapshot, kept.organization),
		product: shownName(productName(snapshot, kept.product))
	};
	return kept.stillGrantedBy.includes(kept.organization)
		? m.effects_kept_root(inputs)
		: m.effects_kept_through({
				...inputs,
				who: listing(kept.stillGrantedBy.map((id) => shownOrganizationName(snapshot, id)))
			});
}

/** "Kilo PCBA to Lima EMS: Lamp A1." */
export const stateChangeText = (snapshot: Snapshot, turned: StateChange): string =>
	m.effects_grant({
		grantor: shownOrganizationName(snapshot, turned.grantor),
		grantee: shownOrganizationName(snapshot, turned.grantee),
		product: shownName(productName(snapshot, turned.product))
	});

/** What a deletion is of, by name. */
export function completedName(snapshot: Snapshot, { of, id, owner }: Completed): string {
	switch (of) {
		case 'product':
			return shownName(productName(snapshot, id));
		case 'partner':
			return shownName(partnerName(snapshot, owner, id));
		case 'organization':
			return shownOrganizationName(snapshot, id);
	}
}

/** "This also completes the deletion of Lamp A1, waiting since May 3, 2026, 2:10 PM." */
export const completedText = (snapshot: Snapshot, completed: Completed): string =>
	m.effects_completed({
		name: completedName(snapshot, completed),
		since: whenAbsolute(completed.since, locale.tag)
	});
