import type { OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { adjustAuthorization, authorize, changeScope, revoke, setThirdParty } from './authorizations';
import type { Command } from './command';
import { addExpectation } from './expectations';
import { addOrganization, deleteOrganization, editOrganization } from './organizations';
import { addKey, addRecoveryKey, renameKey, retireKey, setReserved } from './members';
import { closeOrder, placeOrder, restoreOrder } from './orders';
import { addPartner, deletePartner, renamePartner } from './partners';
import { addProduct, deleteProduct, editProduct, setMakerStanding } from './products';
import { type Decision, refuse } from './refusal';
import { withdrawDeletion } from './withdrawals';
import { addLogs, recordWork, registerDevice, removeRecord } from './work';

/**
 * Decides a command on the snapshot as it is: facts to write, or a refusal. Never throws; a refused command changes
 * nothing (docs/rules.md, Commands and what refuses them). `actor` is null only for `add-organization`. Refuses
 * `unknown-organization` to an actor that is unknown or deleted, unless it withdraws its own deletion.
 */
export function decide(snapshot: Snapshot, actor: OrganizationId | null, command: Command): Decision {
	if (command.command === 'add-organization') return addOrganization(snapshot, command);
	const organization = actor === null ? undefined : snapshot.organizations.get(actor);
	if (!organization) return refuse({ code: 'unknown-organization', organization: actor ?? '' });
	const comesBack = command.command === 'withdraw-deletion' && command.of === 'organization';
	if (!comesBack && organization.deleted)
		return refuse({ code: 'unknown-organization', organization: organization.id });
	return decideAs(snapshot, organization.id, command);
}

function decideAs(
	snapshot: Snapshot,
	actor: OrganizationId,
	command: Exclude<Command, { command: 'add-organization' }>
): Decision {
	switch (command.command) {
		case 'edit-organization':
			return editOrganization(snapshot, actor, command);
		case 'delete-organization':
			return deleteOrganization(snapshot, actor);
		case 'add-product':
			return addProduct(snapshot, actor, command);
		case 'edit-product':
			return editProduct(snapshot, actor, command);
		case 'delete-product':
			return deleteProduct(snapshot, actor, command);
		case 'set-maker-standing':
			return setMakerStanding(snapshot, actor, command);
		case 'add-partner':
			return addPartner(snapshot, actor, command);
		case 'rename-partner':
			return renamePartner(snapshot, actor, command);
		case 'delete-partner':
			return deletePartner(snapshot, actor, command);
		case 'authorize':
			return authorize(snapshot, actor, command);
		case 'change-scope':
			return changeScope(snapshot, actor, command);
		case 'set-third-party':
			return setThirdParty(snapshot, actor, command);
		case 'revoke':
			return revoke(snapshot, actor, command);
		case 'adjust':
			return adjustAuthorization(snapshot, actor, command);
		case 'withdraw-deletion':
			return withdrawDeletion(snapshot, actor, command);
		case 'place-order':
			return placeOrder(snapshot, actor, command);
		case 'cancel-order':
			return closeOrder(snapshot, actor, command.order, 'cancelled');
		case 'complete-order':
			return closeOrder(snapshot, actor, command.order, 'completed');
		case 'restore-order':
			return restoreOrder(snapshot, actor, command);
		case 'record-work':
			return recordWork(snapshot, actor, command);
		case 'retract-work':
			return removeRecord(snapshot.work.get(command.work), actor, command.work);
		case 'register-device':
			return registerDevice(snapshot, actor, command);
		case 'remove-device':
			return removeRecord(snapshot.devices.get(command.device), actor, command.device);
		case 'add-logs':
			return addLogs(snapshot, actor, command);
		case 'remove-logs':
			return removeRecord(snapshot.logs.get(command.logs), actor, command.logs);
		case 'add-expectation':
			return addExpectation(snapshot, actor, command);
		case 'delete-expectation':
			return removeRecord(snapshot.expectations.get(command.expectation), actor, command.expectation);
		case 'add-key':
			return addKey(snapshot, actor, command);
		case 'add-recovery-key':
			return addRecoveryKey(snapshot, actor, command);
		case 'rename-key':
			return renameKey(snapshot, actor, command);
		case 'retire-key':
			return retireKey(snapshot, actor, command);
		case 'set-reserved':
			return setReserved(snapshot, actor, command);
	}
}
