import type { OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import {
	adjustAuthorization,
	authorize,
	changeScope,
	type Revocation,
	revocationOf,
	revoke,
	setThirdParty
} from './authorizations';
import type { Command, CommandName, CommandOf } from './command';
import { addExpectation } from './expectations';
import { addOrganization, deleteOrganization, editOrganization } from './organizations';
import { addKey, addRecoveryKey, renameKey, retireKey, setReserved } from './members';
import { closeOrder, placeOrder, restoreOrder } from './orders';
import { addPartner, deletePartner, renamePartner } from './partners';
import { addProduct, deleteProduct, editProduct, setMakerStanding } from './products';
import type { Decision, Refusal } from './refusal';
import { withdrawDeletion } from './withdrawals';
import { addLogs, recordWork, registerDevice, removeRecord } from './work';

type OwnCommandName = Exclude<CommandName, 'add-organization'>;

/** What decides each command of an organization that is here. */
const deciders: {
	[N in OwnCommandName]: (snapshot: Snapshot, actor: OrganizationId, command: CommandOf<N>) => Decision;
} = {
	'edit-organization': editOrganization,
	'delete-organization': deleteOrganization,
	'add-product': addProduct,
	'edit-product': editProduct,
	'delete-product': deleteProduct,
	'set-maker-standing': setMakerStanding,
	'add-partner': addPartner,
	'rename-partner': renamePartner,
	'delete-partner': deletePartner,
	authorize,
	'change-scope': changeScope,
	'set-third-party': setThirdParty,
	revoke,
	adjust: adjustAuthorization,
	'withdraw-deletion': withdrawDeletion,
	'place-order': placeOrder,
	'cancel-order': (snapshot, actor, { order }) => closeOrder(snapshot, actor, order, 'cancelled'),
	'complete-order': (snapshot, actor, { order }) => closeOrder(snapshot, actor, order, 'completed'),
	'restore-order': restoreOrder,
	'record-work': recordWork,
	'retract-work': ({ work }, actor, { work: id }) => removeRecord(work.get(id), actor, id),
	'register-device': registerDevice,
	'remove-device': ({ devices }, actor, { device: id }) => removeRecord(devices.get(id), actor, id),
	'add-logs': addLogs,
	'remove-logs': ({ logs }, actor, { logs: id }) => removeRecord(logs.get(id), actor, id),
	'add-expectation': addExpectation,
	'delete-expectation': ({ expectations }, actor, { expectation: id }) =>
		removeRecord(expectations.get(id), actor, id),
	'add-key': addKey,
	'add-recovery-key': addRecoveryKey,
	'rename-key': renameKey,
	'retire-key': retireKey,
	'set-reserved': setReserved
};

/**
 * Decides a command on the snapshot as it is: facts to write, or a refusal. Never throws; a refused command changes
 * nothing (docs/rules.md, Commands and what refuses them). `actor` is null only for `add-organization`. Refuses
 * `unknown-organization` to an actor that is unknown or deleted, unless it withdraws its own deletion.
 */
export function decide(snapshot: Snapshot, actor: OrganizationId | null, command: Command): Decision {
	if (command.command === 'add-organization') return addOrganization(snapshot, command);
	const comesBack = command.command === 'withdraw-deletion' && command.of === 'organization';
	if (actor === null || !mayAct(snapshot, actor, comesBack)) return unknown(actor);
	const decideOwn = deciders[command.command] as (
		snapshot: Snapshot,
		actor: OrganizationId,
		command: Command
	) => Decision;
	return decideOwn(snapshot, actor, command);
}

/** What `decide` says of a revocation, as what it takes from links instead of as facts. */
export const decideRevocation = (
	snapshot: Snapshot,
	actor: OrganizationId | null,
	command: CommandOf<'revoke'>
): Revocation =>
	actor !== null && mayAct(snapshot, actor) ? revocationOf(snapshot, actor, command) : unknown(actor);

function mayAct({ organizations }: Snapshot, actor: OrganizationId, comesBack = false): boolean {
	const organization = organizations.get(actor);
	return organization !== undefined && (comesBack || !organization.deleted);
}

const unknown = (actor: OrganizationId | null): { accepted: false; refusal: Refusal } => ({
	accepted: false,
	refusal: { code: 'unknown-organization', organization: actor ?? '' }
});
