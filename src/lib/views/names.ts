import type { KeyId, OrganizationId, ProductId } from '$lib/domain/facts';
import { current } from '$lib/domain/merge/field';
import { fingerprint } from '$lib/domain/fingerprint';
import { type Snapshot, partnershipBetween } from '$lib/domain/snapshot';

/** What stands for a record that has not arrived (yet): the beginning of its id. */
const shortId = (id: string): string => `${id.slice(0, 8)}…`;

/** The organization's own name. Deleted ones keep theirs. */
export const organizationName = (snapshot: Snapshot, id: OrganizationId): string =>
	snapshot.organizations.get(id)?.name ?? shortId(id);

/** A product's name, or its id where it is unknown. */
export const productName = (snapshot: Snapshot, id: ProductId): string =>
	snapshot.products.get(id)?.name ?? shortId(id);

/** The name that `owner` gave its partner, else the partner's own. */
export const partnerName = (snapshot: Snapshot, owner: OrganizationId, partner: OrganizationId): string =>
	current(partnershipBetween(snapshot, owner, partner)?.names ?? []) ?? organizationName(snapshot, partner);

/** What a key of the organization is called, or its fingerprint. */
export const keyName = (snapshot: Snapshot, organization: OrganizationId, key: KeyId): string =>
	snapshot.keys.record(organization, key)?.name || fingerprint(key);
