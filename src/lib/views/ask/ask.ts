import { held } from '$lib/domain/permissions/effective-permissions';
import { includes, only, type PermissionSet, relayedIn } from '$lib/domain/permissions/standing';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Permission } from '$lib/domain/permissions/permissions';
import type { Link, Product } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import { type NotRelayedReason, whyNotRelayed } from '../authorization/reasons';
import { type Ending, endingsOf } from '../effects/endings';
import { type Repair, repairsOf } from './repairs';
import { why, type Why } from './why';
import { linksByGrantee } from './why-paths';

/** "Can this organization … on this product?" */
export interface Question {
	organization: OrganizationId;
	product: ProductId;
	permission: Permission;
}

/** A grant of what is asked for that has no effect, and why its grantor does not pass it on. */
export interface WithoutEffect {
	link: Link;
	lack: NotRelayedReason;
}

export type Answer =
	| ({
			is: 'yes';
			/** All that it takes to make it no, those of `preferred` organizations first. */
			endings: Ending[];
	  } & Why)
	| { is: 'no'; because: 'organization-deleted' }
	| { is: 'no'; because: 'product-deleted'; owner: OrganizationId }
	| {
			is: 'no';
			because: 'not-held';
			/** What the organization holds on the product instead. */
			held: PermissionSet;
			withoutEffect: WithoutEffect[];
			/** The smallest ones, those of `preferred` organizations first. */
			repairs: Repair[];
	  };

/** Answers at once, from the same rules as everything else; null where the organization or the product is not there. */
export function answerTo(
	snapshot: Snapshot,
	question: Question,
	preferred?: ReadonlySet<OrganizationId>
): Answer | null {
	const { organization, product: id, permission } = question;
	const product = snapshot.products.get(id);
	const asked = snapshot.organizations.get(organization);
	if (!product || !asked) return null;
	const because = why(snapshot, organization, id, permission);
	if (because)
		return { is: 'yes', ...because, endings: endingsOf(snapshot, organization, id, permission, preferred) };
	if (product.deleted) return { is: 'no', because: 'product-deleted', owner: product.owner };
	if (asked.deleted) return { is: 'no', because: 'organization-deleted' };
	return {
		...{ is: 'no', because: 'not-held', held: held(snapshot, organization, id) },
		withoutEffect: withoutEffect(product, organization, permission),
		repairs: repairsOf(snapshot, organization, id, permission, preferred)
	};
}

const withoutEffect = (
	product: Product,
	organization: OrganizationId,
	permission: Permission
): WithoutEffect[] =>
	(linksByGrantee(product, permission).get(organization) ?? [])
		.filter((link) => !includes(relayedIn(product.standings.get(link.grantor) ?? 0), permission))
		.map((link) => ({ link, lack: whyNotRelayed(product, link.grantor, only(permission)) }));
