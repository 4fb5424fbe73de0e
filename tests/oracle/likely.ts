import type { CommandName } from '$lib/commands/command';
import type { OrganizationId } from '$lib/domain/facts';
import type { Permission } from '$lib/domain/permissions/permissions';
import { isHeld, isRelayed, type Judged } from './oracle';
import { everyPermission } from './permissions';

export const relayedBy = (world: Judged, actor: OrganizationId, product: string): Permission[] =>
	everyPermission.filter((each) => isRelayed(world, actor, product, each));

/** Who could give the command with some hope of being heard. */
export function likelyActors(world: Judged, what: CommandName): OrganizationId[] {
	const owners = [...world.products.values()].map((each) => each.owner);
	switch (what) {
		case 'authorize':
			return [...world.organizations.keys()].filter(
				(id) =>
					(world.partners.get(id)?.size ?? 0) > 0 &&
					[...world.products.keys()].some((product) => relayedBy(world, id, product).length > 0)
			);
		case 'change-scope':
		case 'set-third-party':
		case 'revoke':
		case 'adjust':
			return world.grants.map((each) => each.grantor);
		case 'edit-product':
		case 'delete-product':
		case 'set-maker-standing':
		case 'register-device':
			return owners;
		case 'rename-partner':
		case 'delete-partner':
			return [...world.partners.keys()];
		case 'withdraw-deletion':
			return [...world.tombstones.keys()].flatMap((id) => ownerOfRecord(world, id) ?? []);
		case 'place-order':
			return holders(world, 'purchase');
		case 'record-work':
			return holders(world, 'panel-development');
		case 'cancel-order':
		case 'complete-order':
		case 'restore-order':
			return [...world.orders.values()].map((each) => each.author);
		case 'retract-work':
			return [...world.work.values()].map((each) => each.author);
		case 'remove-device':
		case 'add-logs':
			return [...world.devices.values()].map((each) => each.owner);
		case 'remove-logs':
			return [...world.logs.values()].map((each) => each.owner);
		case 'delete-expectation':
			return [...world.expectations.values()].map((each) => each.author);
		case 'add-key':
		case 'add-recovery-key':
		case 'rename-key':
		case 'retire-key':
		case 'set-reserved':
		case 'add-expectation':
		case 'add-organization':
		case 'edit-organization':
		case 'delete-organization':
		case 'add-product':
		case 'add-partner':
			return [...world.organizations.keys()];
	}
}

const holders = (world: Judged, permission: Permission) =>
	[...world.organizations.keys()].filter((id) =>
		[...world.products.keys()].some((product) => isHeld(world, id, product, permission))
	);

export const ownerOfRecord = (world: Judged, id: string): OrganizationId | undefined =>
	world.organizations.get(id)?.id ??
	world.products.get(id)?.owner ??
	world.partnerRecords.find((each) => each.id === id)?.owner ??
	world.work.get(id)?.author ??
	world.devices.get(id)?.owner ??
	world.logs.get(id)?.owner ??
	world.expectations.get(id)?.author;
