import type { OrganizationId } from '$lib/domain/facts';
import type { Kind } from '$lib/domain/permissions/permissions';
import { toList } from '$lib/domain/permissions/standing';
import type { Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import type { NotRelayedReason, ExplainedState } from '$lib/views/authorization/reasons';
import type { Unoffered } from '$lib/views/authorization/pickable-products';
import { listing } from '../kit/text/listing';
import { permissionName } from './permission-name';
import { shownOrganizationName } from './shown-organization-name';

const namesOf = (snapshot: Snapshot, ids: readonly OrganizationId[]): string =>
	listing(ids.map((id) => shownOrganizationName(snapshot, id)));

/** A state as a sentence: what it is, why, and what would change it. `grantor` granted, `grantee` received. */
export function stateText(
	snapshot: Snapshot,
	{ permission, state, lack, otherGrantors, givesPanels }: ExplainedState,
	{ grantor, grantee }: { grantor: OrganizationId; grantee: OrganizationId }
): string {
	const named = { permission: permissionName(permission) };
	if (lack) {
		const message = givesPanels ? m.permissions_state_dormant_panels : m.permissions_state_dormant;
		return message({ ...named, reason: lackText(snapshot, lack, grantor) });
	}
	if (state !== 'redundant') return m.permissions_state_active(named);
	const who = namesOf(snapshot, otherGrantors);
	return otherGrantors.includes(grantee)
		? m.permissions_state_redundant_root({ ...named, who })
		: m.permissions_state_redundant({ ...named, who });
}

/** Why an organization does not pass something on, and who could change that, as a sentence. */
export function lackText(snapshot: Snapshot, lack: NotRelayedReason, id: OrganizationId): string {
	const grantor = namesOf(snapshot, [id]);
	const who = namesOf(snapshot, lack.who);
	switch (lack.because) {
		case 'not-delegable':
			return m.permissions_lack_not_delegable({ grantor, who });
		case 'other-kind':
			return m.permissions_lack_other_kind({ grantor, who });
		case 'not-held':
			return m.permissions_lack_not_held({ grantor, who });
		case 'standing-ended':
			return m.permissions_lack_standing_ended({ grantor, who });
		case 'product-deleted':
			return m.permissions_lack_product_deleted();
		case 'grantee-deleted':
			return m.permissions_lack_grantee_deleted({ who });
	}
}

/** Why a product is not offered for a kind, as a sentence to the acting organization. */
export function unofferedText(snapshot: Snapshot, why: Unoffered, kind: Kind): string {
	const who = namesOf(snapshot, why.who);
	const develop = kind === 'develop';
	switch (why.because) {
		case 'already':
			return m.permissions_why_already();
		case 'partner-owns':
			return m.permissions_why_partner_owns();
		case 'not-in-scope':
			return m.permissions_why_not_in_scope({
				permissions: listing(toList(why.relayed).map(permissionName), 4)
			});
		case 'other-kind':
			return develop
				? m.permissions_why_other_kind_develop({ who })
				: m.permissions_why_other_kind_purchase({ who });
		case 'not-delegable':
			return develop
				? m.permissions_why_not_delegable_develop({ who })
				: m.permissions_why_not_delegable_purchase({ who });
		case 'not-held':
			return m.permissions_why_not_held({ who });
		case 'standing-ended':
			return m.permissions_why_standing_ended({ who });
		case 'product-deleted':
			return m.permissions_why_product_deleted();
		case 'grantee-deleted':
			return m.permissions_lack_grantee_deleted({ who });
	}
}
