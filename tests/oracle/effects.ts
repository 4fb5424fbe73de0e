import type { AdjustItem, Command, StatedMaking } from '$lib/commands/command';
import type { OrganizationId } from '$lib/domain/facts';
import type { Judged } from './oracle';
import { actingIn } from './preconditions-of-keys';
import { asAdjustment, outcome } from './preconditions-of-grants';
import { makerKinds, type OracleGrant } from './recorded';
import { areSame } from './world';

/** Everything granted and flagged, as sets of text that can be compared. */
export interface Authorized {
	grants: Set<string>;
	flags: Set<string>;
}

export const authorizedIn = ({ grants }: Judged): Authorized => {
	const said = (each: OracleGrant) => [each.grantor, each.grantee, each.product, each.permission].join(' ');
	return {
		grants: new Set(grants.map(said)),
		flags: new Set(grants.filter(({ flagged }) => flagged).map(said))
	};
};

function adjustmentsOf(world: Judged, actor: OrganizationId, command: Command): AdjustItem[] {
	switch (command.command) {
		case 'authorize':
			return asAdjustment.authorize(world, actor, command);
		case 'change-scope':
			return asAdjustment['change-scope'](command);
		case 'set-third-party':
			return asAdjustment['set-third-party'](world, actor, command);
		case 'revoke':
			return asAdjustment.revoke(command);
		case 'adjust':
			return command.items;
		default:
			return [];
	}
}

/**
 * What is granted and flagged after a command that was accepted: exactly what it says between the actor and the
 * grantee on the products it names, and everything else, everybody else's above all, as it was.
 */
export function authorizedAfter(world: Judged, actor: OrganizationId, command: Command): Authorized {
	const { grants, flags } = authorizedIn(world);
	for (const item of adjustmentsOf(world, actor, command)) {
		const grantee = 'grantee' in command ? command.grantee : '';
		const { before, after, had, has } = outcome(world, actor, grantee, item);
		const link = [actor, grantee, item.product].join(' ');
		for (const each of before) grants.delete(`${link} ${each}`);
		for (const each of after) grants.add(`${link} ${each}`);
		for (const each of had) flags.delete(`${link} ${each}`);
		for (const each of has) flags.add(`${link} ${each}`);
	}
	return { grants, flags };
}

/** What a person who gave the command would look for afterwards; nothing to say of some commands but the above. */
export function isDone(
	before: Judged,
	after: Judged,
	{ actor, command, entry }: { actor: OrganizationId; command: Command; entry: string }
): boolean {
	const added = `${entry}:0`;
	switch (command.command) {
		case 'add-organization':
			return after.organizations.get(entry)?.name === command.name.trim();
		case 'edit-organization': {
			const now = after.organizations.get(actor)!;
			return (['name', 'account', 'colour'] as const).every(
				(field) => command[field] === undefined || now[field] === command[field].trim()
			);
		}
		case 'delete-organization':
			return after.deletedOrganizations.has(actor);
		case 'add-product':
			return after.products.get(added)?.owner === actor && isStated(after, added, command.making);
		case 'edit-product': {
			const now = after.products.get(command.product)!;
			return (
				(command.pid === undefined || now.pid === command.pid.trim()) &&
				(command.name === undefined || now.name === command.name.trim()) &&
				(command.making === undefined || isStated(after, command.product, command.making)) &&
				(command.basedOn === undefined || now.basedOn === command.basedOn)
			);
		}
		case 'delete-product':
			return after.deletedProducts.has(command.product);
		case 'set-maker-standing':
			return areSame(makerKinds(after.products.get(command.product)!), command.kinds);
		case 'add-partner':
			return [...(after.partners.get(actor) ?? [])].some(
				(partner) => after.partnerNames.get(`${actor} ${partner}`) === command.name.trim()
			);
		case 'rename-partner':
			return after.partnerNames.get(`${actor} ${command.partner}`) === command.name.trim();
		case 'delete-partner':
			return !after.partners.get(actor)?.has(command.partner);
		case 'withdraw-deletion':
			return command.of === 'partner'
				? after.partners.get(actor)!.has(command.id) &&
						!after.waitingPartnerDeletions.has(`${actor} ${command.id}`)
				: !after.tombstones.has(command.id);
		case 'place-order':
			return after.orders.get(added)?.status === 'open';
		case 'cancel-order':
			return after.orders.get(command.order)?.status === 'cancelled';
		case 'complete-order':
			return after.orders.get(command.order)?.status === 'completed';
		case 'restore-order':
			return after.orders.get(command.order)?.status === command.status;
		case 'record-work':
			return after.work.get(added)?.author === actor;
		case 'register-device':
			return after.devices.get(added)?.owner === actor;
		case 'add-logs':
			return after.logs.get(added)?.device === command.device;
		case 'retract-work':
			return after.tombstones.has(command.work);
		case 'remove-device':
			return after.tombstones.has(command.device);
		case 'remove-logs':
			return after.tombstones.has(command.logs);
		case 'add-expectation':
			return after.expectations.get(added)?.author === actor;
		case 'delete-expectation':
			return after.tombstones.has(command.expectation);
		case 'authorize':
		case 'change-scope':
		case 'adjust': {
			// Authorizing anything more takes back a deletion of the partner that waits.
			const count = (world: Judged) =>
				world.grants.filter((each) => each.grantor === actor && each.grantee === command.grantee).length;
			const waits = after.waitingPartnerDeletions.has(`${actor} ${command.grantee}`);
			return !(waits && count(after) > count(before));
		}
		case 'set-third-party':
		case 'revoke':
			return true;
		case 'add-key': {
			const members = after.members.get(actor)!;
			const isTaken = before.reserved.has(actor) && command.retire.includes(command.by);
			return (
				actingIn(after, actor).includes(command.key) &&
				command.retire.every((key) => members.get(key)?.retired) &&
				after.reserved.has(actor) === (before.reserved.has(actor) && !isTaken)
			);
		}
		case 'add-recovery-key':
			return after.members.get(actor)!.get(command.key)?.use === 'recover';
		case 'rename-key':
			return after.members.get(actor)!.get(command.key)?.name === command.name.trim();
		case 'retire-key':
			return after.members.get(actor)!.get(command.key)!.retired;
		case 'set-reserved':
			return after.reserved.has(actor) === command.reserved;
	}
}

/** "Naming a maker always states its kinds" */
function isStated(world: Judged, id: string, making: StatedMaking): boolean {
	const product = world.products.get(id)!;
	const { origin, maker } = product.making;
	const kinds = making.maker === null ? [] : making.kinds;
	return origin === making.origin && maker === making.maker && areSame(makerKinds(product), kinds);
}

/**
 * What was deleted and is no more, although nobody took the deletion back. Only an organization may return so: one that
 * placed an order which is open, and of which a line is covered again by what others passed on.
 */
export function broughtBack(before: Judged, after: Judged, command: Command): string[] {
	const isTakenBack = (id: string) => command.command === 'withdraw-deletion' && command.id === id;
	const buysAgain = (id: string) => {
		const { owned, partners, orders } = after.organizationBlockers.get(id)!;
		return owned.length + partners.length === 0 && orders.length > 0;
	};
	return [
		...[...before.deletedProducts].filter((id) => !after.deletedProducts.has(id)),
		...[...before.deletedOrganizations].filter((id) => !after.deletedOrganizations.has(id) && !buysAgain(id))
	].filter((id) => !isTakenBack(id));
}
