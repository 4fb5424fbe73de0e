import type { CommandOf } from '$lib/commands/command';
import type { KeyId, OrganizationId } from '$lib/domain/facts';
import type { Chooser } from './chooser';
import { hashOf } from './ledger';
import type { Judged } from './oracle';
import { actingIn } from './preconditions-of-keys';

/** Stands for the key that signs on whichever replica the command is given on. */
export const signing: KeyId = '';

const newKey = (choose: Chooser): KeyId => hashOf(`a new key ${choose.number(40)}`);

/** A key of the organization: mostly one that others can do without. */
function aKey(choose: Chooser, world: Judged, actor: OrganizationId): KeyId {
	const all = [...(world.members.get(actor)?.keys() ?? [])];
	const idle = all.filter((key) => world.members.get(actor)!.get(key)!.above.size > 1);
	return choose.rarely(9) ? newKey(choose) : choose.mostly(idle, [signing, ...all])!;
}

export function additionOfKey(
	choose: Chooser,
	world: Judged,
	actor: OrganizationId,
	name: string
): CommandOf<'add-key'> {
	const known = [...(world.members.get(actor)?.keys() ?? [])];
	const key = choose.rarely(9) ? (choose.of(known) ?? newKey(choose)) : newKey(choose);
	// Who is the last to act for an organization would make way for a key that nobody in the play has.
	const mayGo = actingIn(world, actor).length > 3;
	const retire = mayGo && choose.rarely(3) ? [aKey(choose, world, actor)] : [];
	return { command: 'add-key', key, name, retire, by: signing };
}

export const retirementOfKey = (
	choose: Chooser,
	world: Judged,
	actor: OrganizationId
): CommandOf<'retire-key'> => ({ command: 'retire-key', key: aKey(choose, world, actor), by: signing });

export const renamingOfKey = (
	choose: Chooser,
	world: Judged,
	actor: OrganizationId,
	name: string
): CommandOf<'rename-key'> => ({ command: 'rename-key', key: aKey(choose, world, actor), name });

export const newRecoveryKey = (choose: Chooser, name: string): CommandOf<'add-recovery-key'> => ({
	...{ command: 'add-recovery-key', key: newKey(choose), name }
});
