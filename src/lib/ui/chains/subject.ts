import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { type Chain, organizationChain, productChain } from '$lib/views/chains/chains';

/** Whose chains are shown: a product's, or an organization's over all its products. */
export type Subject = { product: ProductId } | { organization: OrganizationId };

/** What an address asks for; where it says nothing, the acting organization's chains. */
export function subjectOf(product: string, organization: string, actor: OrganizationId): Subject {
	if (product !== '') return { product };
	return { organization: organization === '' ? actor : organization };
}

/** Undefined where there is no such product or organization. */
export const chainOfSubject = (snapshot: Snapshot, subject: Subject): Chain | undefined =>
	'product' in subject
		? productChain(snapshot, subject.product)
		: organizationChain(snapshot, subject.organization);
