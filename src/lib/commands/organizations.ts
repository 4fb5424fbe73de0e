import { allOf } from '$lib/domain/algorithms/small-set';
import { isBlocked, organizationBlockers } from '$lib/domain/deletion/deletion';
import type { Fact, OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { foldedAccount, invisibleIn } from '$lib/domain/text/text';
import type { CommandOf } from './command';
import { accept, type Decision, type Refusal, refuse } from './refusal';
import { isAccount, tidy, tidyAccount } from './text';

/** The organizations with this account, as accounts are compared; deleted ones and `except` are left out. */
export function organizationsWithAccount(
	snapshot: Snapshot,
	account: string,
	except?: OrganizationId
): OrganizationId[] {
	return [...allOf(snapshot.organizationsByAccount.get(foldedAccount(account)))].filter(
		(id) => id !== except && !snapshot.organizations.get(id)!.deleted
	);
}

/**
 * Why a text is no account: `account-invisible` for an invisible character inside, `account-malformed` where it is
 * not e-mail-like.
 */
export function accountMalformed(text: string): Refusal | undefined {
	const account = tidyAccount(text);
	const sign = invisibleIn(account);
	if (sign !== undefined) return { code: 'account-invisible', account, sign };
	return isAccount(account) ? undefined : { code: 'account-malformed', account };
}

/** An organization has a name, and one account that nobody else in the workspace has. */
function whatIsWrong(
	snapshot: Snapshot,
	{ name, account }: { name?: string | undefined; account?: string | undefined },
	self?: OrganizationId
): Refusal | undefined {
	if (name !== undefined && tidy(name) === '') return { code: 'empty-name' };
	if (account === undefined) return undefined;
	const malformed = accountMalformed(account);
	if (malformed) return malformed;
	const organizations = organizationsWithAccount(snapshot, account, self);
	return organizations.length > 0 ? { code: 'account-taken', account, organizations } : undefined;
}

/**
 * Founds an organization: the one command without an actor. Refuses `empty-name`, `account-invisible`,
 * `account-malformed` and `account-taken`.
 */
export function addOrganization(snapshot: Snapshot, command: CommandOf<'add-organization'>): Decision {
	const wrong = whatIsWrong(snapshot, command);
	if (wrong) return refuse(wrong);
	const { name, account, colour } = command;
	const fact: Fact = { table: 'organizations', name: tidy(name), account: tidyAccount(account), colour };
	return { accepted: true, founding: true, facts: [fact], skipped: 0 };
}

/**
 * Changes the actor's name, account or colour; what is given unchanged is not checked again. Refuses whatever
 * `addOrganization` refuses, and `nothing-changes`.
 */
export function editOrganization(
	snapshot: Snapshot,
	actor: OrganizationId,
	command: CommandOf<'edit-organization'>
): Decision {
	const organization = snapshot.organizations.get(actor)!;
	// What is given unchanged is not checked again: an account that a merge doubled can stay while the name changes.
	const changed = (field: 'name' | 'account') => {
		const value = command[field];
		const kept = field === 'account' ? tidyAccount : tidy;
		return value !== undefined && kept(value) !== organization[field] ? value : undefined;
	};
	const wrong = whatIsWrong(snapshot, { name: changed('name'), account: changed('account') }, actor);
	if (wrong) return refuse(wrong);
	const facts = (['name', 'account', 'colour'] as const).flatMap((field): Fact[] => {
		const given = command[field];
		const value =
			given === undefined ? organization[field] : (field === 'account' ? tidyAccount : tidy)(given);
		return value === organization[field] ? [] : [{ table: 'organization-fields', field, value }];
	});
	return facts.length > 0 ? accept(...facts) : refuse({ code: 'nothing-changes' });
}

/**
 * Deletes the actor. Refuses `organization-in-use` while it owns a product, has a partner, or placed an open order
 * with a covered line. What others say about it never blocks.
 */
export function deleteOrganization(snapshot: Snapshot, actor: OrganizationId): Decision {
	const blockers = organizationBlockers(snapshot, actor);
	if (isBlocked(blockers)) return refuse({ code: 'organization-in-use', organization: actor, blockers });
	return accept({ table: 'tombstones', record: actor });
}
