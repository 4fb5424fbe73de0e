import { accountMalformed, organizationsWithAccount } from '$lib/commands/organizations';
import type { OrganizationId } from '$lib/domain/facts';
import { isPartnerOf } from '$lib/domain/partners';
import type { Snapshot } from '$lib/domain/snapshot';

/** An organization that the account field suggests. */
export interface AccountCandidate {
	id: OrganizationId;
	account: string;
	name: string;
	colour: string;
}

/** The workspace's organizations that are not yet partners of the acting one. */
export const accountSuggestions = (snapshot: Snapshot, actor: OrganizationId): AccountCandidate[] =>
	[...snapshot.organizations.values()]
		.filter(
			(organization) =>
				organization.id !== actor && !isPartnerOf(snapshot, actor, organization.id) && !organization.deleted
		)
		.map(({ id, account, name, colour }) => ({ id, account, name, colour }));

/** What an account that was typed leads to. */
export type AccountMatch =
	| { is: 'nothing' }
	/** Nobody has it: its organization can be created right there. */
	| { is: 'unknown' }
	| { is: 'one'; candidate: AccountCandidate }
	/** A merge brought several: which one is meant has to be asked. */
	| { is: 'several'; candidates: AccountCandidate[] };

/** The organization that a typed account names, if it is whole and names one; several after a merge. */
export function matchAccount(snapshot: Snapshot, account: string): AccountMatch {
	const candidates = organizationsWithAccount(snapshot, account).map((id) => {
		const organization = snapshot.organizations.get(id)!;
		return { id, account: organization.account, name: organization.name, colour: organization.colour };
	});
	const [first, second] = candidates;
	if (!first) return { is: accountMalformed(account) ? 'nothing' : 'unknown' };
	return second ? { is: 'several', candidates } : { is: 'one', candidate: first };
}
