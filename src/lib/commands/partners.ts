import type { Fact, OrganizationId, ProductId } from '$lib/domain/facts';
import { current } from '$lib/domain/merge/field';
import { isBlocked, partnerBlockers, type PartnerBlockers } from '$lib/domain/deletion/deletion';
import { isPartner } from '$lib/domain/partners';
import type { Kind } from '$lib/domain/permissions/permissions';
import { permissionsOfKind } from '$lib/domain/permissions/standing';
import type { Partnership } from '$lib/domain/records';
import { partnershipBetween, type Snapshot } from '$lib/domain/snapshot';
import type { CommandOf } from './command';
import { accountMalformed, organizationsWithAccount } from './organizations';
import { accept, type Decision, refuse } from './refusal';
import { tidy } from './text';

/**
 * Adds the organization with this account as a partner, under a name of the actor's own; `organization` chooses where
 * several have the account. Refuses `account-unknown`, `account-invisible`, `account-malformed`, `account-ambiguous`,
 * `account-own`, `already-partner` and `empty-name`.
 */
export function addPartner(
	snapshot: Snapshot,
	actor: OrganizationId,
	command: CommandOf<'add-partner'>
): Decision {
	const { account, organization } = command;
	const organizations = organizationsWithAccount(snapshot, account);
	// An account that is stored stays one, whatever signs it has inside.
	if (organizations.length === 0)
		return refuse(accountMalformed(account) ?? { code: 'account-unknown', account });
	const partner = organization ?? organizations[0]!;
	if (!organizations.includes(partner) || (organization === undefined && organizations.length > 1))
		return refuse({ code: 'account-ambiguous', account, organizations });
	if (partner === actor) return refuse({ code: 'account-own' });
	const partnership = partnershipBetween(snapshot, actor, partner);
	if (partnership && isPartner(partnership)) return refuse({ code: 'already-partner', partner });
	if (tidy(command.name) === '') return refuse({ code: 'empty-name' });
	return accept({ table: 'partners', partner, name: tidy(command.name) });
}

/** The actor's partnership with the organization; undefined where that is not a partner now. */
export function partnershipNow(
	snapshot: Snapshot,
	actor: OrganizationId,
	partner: OrganizationId
): Partnership | undefined {
	const partnership = partnershipBetween(snapshot, actor, partner);
	return partnership && isPartner(partnership) ? partnership : undefined;
}

/** Changes the actor's own name for a partner. Refuses `not-a-partner`, `empty-name` and `nothing-changes`. */
export function renamePartner(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ partner, name }: CommandOf<'rename-partner'>
): Decision {
	const partnership = partnershipNow(snapshot, actor, partner);
	if (!partnership) return refuse({ code: 'not-a-partner', partner });
	if (tidy(name) === '') return refuse({ code: 'empty-name' });
	if (tidy(name) === current(partnership.names)) return refuse({ code: 'nothing-changes' });
	return accept({ table: 'partner-names', partner, name: tidy(name) });
}

/**
 * Deletes a partner. Refuses `not-a-partner`, and `partner-has-products` while anything is authorized to it, dormant
 * grants included.
 */
export function deletePartner(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ partner }: CommandOf<'delete-partner'>
): Decision {
	const partnership = partnershipNow(snapshot, actor, partner);
	if (!partnership) return refuse({ code: 'not-a-partner', partner });
	const blockers = partnerBlockers(partnership);
	if (isBlocked(blockers))
		return refuse({
			code: 'partner-has-products',
			partner,
			products: { develop: productsOf(blockers, 'develop'), purchase: productsOf(blockers, 'purchase') }
		});
	const tombstones = [...partnership.records.values()]
		.filter((record) => record.tombstones.size === 0)
		.map(({ id }): Fact => ({ table: 'tombstones', record: id }));
	return accept(...tombstones);
}

/** The products authorized to the partner for one kind. */
const productsOf = ({ authorized }: PartnerBlockers, kind: Kind): ProductId[] =>
	authorized.filter((link) => link.permissions & permissionsOfKind[kind]).map(({ product }) => product);
