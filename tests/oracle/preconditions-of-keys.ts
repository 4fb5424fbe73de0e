import type { KeyId, OrganizationId } from '$lib/domain/facts';
import type { Judged } from './oracle';
import type { OracleMember } from './authorities';
import { isBlank, type Reasons, type Table } from './world';

type Keying = 'add-key' | 'add-recovery-key' | 'rename-key' | 'retire-key' | 'set-reserved';

const membersIn = (world: Judged, actor: OrganizationId): Map<KeyId, OracleMember> =>
	world.members.get(actor) ?? new Map<KeyId, OracleMember>();

export const actingIn = (world: Judged, actor: OrganizationId): KeyId[] =>
	[...membersIn(world, actor)]
		.filter(([, { use, retired }]) => use === 'act' && !retired)
		.map(([key]) => key);

function adding(world: Judged, actor: OrganizationId, { key, name }: { key: KeyId; name: string }): Reasons {
	return { 'empty-name': isBlank(name), 'key-known': membersIn(world, actor).has(key) };
}

function retiring(world: Judged, actor: OrganizationId, key: KeyId, by: KeyId): Reasons {
	const member = membersIn(world, actor).get(key);
	const mayItself = key === by && member?.use === 'act';
	return {
		'unknown-key': !member,
		'nothing-changes': member?.retired === true,
		'key-not-below': member !== undefined && !member.retired && !mayItself && !member.above.has(by)
	};
}

const any = (all: Reasons[]): Reasons =>
	Object.fromEntries(all.flatMap((reasons) => Object.entries(reasons).filter(([, applies]) => applies)));

export const keying: Table<Keying> = {
	'add-key': (world, actor, { key, name, retire, by }) =>
		any([adding(world, actor, { key, name }), ...retire.map((each) => retiring(world, actor, each, by))]),
	'add-recovery-key': adding,
	'rename-key': (world, actor, { key, name }) => ({
		'unknown-key': !membersIn(world, actor).has(key),
		'empty-name': isBlank(name),
		'nothing-changes': membersIn(world, actor).get(key)?.name === name.trim()
	}),
	'retire-key': (world, actor, { key, by }) => {
		const acting = actingIn(world, actor);
		return {
			...retiring(world, actor, key, by),
			'last-key': acting.length === 1 && acting[0] === key
		};
	},
	'set-reserved': (world, actor, { reserved }) => ({
		'nothing-changes': world.reserved.has(actor) === reserved
	})
};
