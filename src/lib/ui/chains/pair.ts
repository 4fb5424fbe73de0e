import { decide } from '$lib/commands/decide';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import { organizationName } from '$lib/views/names';
import { hrefsOf } from '../pages/page-addresses';
import { cut, plainText } from '../kit/text/plain-text';
import { refusalText } from '../words/refusal-text';

/** Where permissions between two organizations are set, or why they cannot be, as a sentence. */
export type Pair = { href: string } | { refusal: string };

interface Acting {
	readonly id: string;
	readonly snapshot: Snapshot;
	readonly actable: ReadonlySet<OrganizationId>;
}

/**
 * Set Permissions of `to`, acting as `from`; where it is no partner yet, the page that adds it with its account filled
 * in. Refused as the commands themselves refuse, and where this browser may not act for `from`. `product`: the one
 * that the two were met on.
 */
export function permissionsBetween(
	{ id, snapshot, actable }: Acting,
	from: OrganizationId,
	to: OrganizationId,
	product?: ProductId
): Pair {
	const refused = (refusal: Parameters<typeof refusalText>[1]): Pair => ({
		refusal: refusalText(snapshot, refusal)
	});
	for (const each of [from, to]) {
		const organization = snapshot.organizations.get(each);
		if (!organization) return refused({ code: 'unknown-organization', organization: each });
		if (organization.deleted)
			return {
				refusal: plainText(m.chains_pair_deleted({ name: cut(organizationName(snapshot, each), 60) }))
			};
	}
	if (from === to) return refused({ code: 'grantee-is-actor' });
	if (!actable.has(from)) return refused({ code: 'no-key', organization: from });
	if (product !== undefined && snapshot.products.get(product)?.owner === to)
		return refused({ code: 'grantee-is-owner', products: [product] });
	const { account, name } = snapshot.organizations.get(to)!;
	const decision = decide(snapshot, from, { command: 'add-partner', account, name, organization: to });
	if (decision.accepted) return { href: hrefsOf(id, from).addAuthorization({ account }) };
	return decision.refusal.code === 'already-partner'
		? { href: hrefsOf(id, from).partner(to) }
		: refused(decision.refusal);
}
