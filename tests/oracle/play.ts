import type { Command, CommandName } from '$lib/commands/command';
import type { Entry } from '$lib/domain/entry';
import type { OrganizationId } from '$lib/domain/facts';
import { beginWithChain, beginWithCrowd } from './beginnings';
import { commandFor } from './choose';
import { Chooser } from './chooser';
import { clashes } from './clashes';
import type { Replica } from './ledger';
import { missing } from './ledger';
import { likelyActors, relayedBy } from './likely';
import type { Judged } from './oracle';
import { isPartnerOf } from './world';
import { kindOfPermission } from './permissions';
import type { Move, Plan } from './plan';
import { Stage, type Watch } from './stage';

/** Plays a history from its plan; the same plan always makes the same history. */
export function play(plan: Plan, watch: Watch): Stage {
	const stage = new Stage(plan.replicas, watch);
	const first = stage.replicas[0]!;
	if (plan.shape === 'chain') beginWithChain(stage, plan.depth);
	else beginWithCrowd(stage, plan.organizations);
	stage.hasBegun = true;
	for (const other of stage.replicas.slice(1)) stage.deliver(other, missing(first, other));
	for (const move of plan.moves) playMove(stage, move);
	return stage;
}

/** Every entry that any replica of the played history has. */
export const everything = (plan: Plan): Entry[] => [
	...new Map(play(plan, {}).replicas.flatMap((each) => [...each.entries])).values()
];

function playMove(stage: Stage, { what, replica: number, picks }: Move): void {
	const choose = new Chooser(picks);
	const replica = stage.replicas[number % stage.replicas.length]!;
	const other = choose.of(stage.replicas.filter((each) => each !== replica));
	if (what === 'sync') {
		if (other) stage.sync(other, replica, choose);
	} else if (what === 'clash') {
		if (other) clash(stage, replica, other, choose);
	} else if (what === 'befriend') {
		befriend(stage, replica, choose);
	} else {
		const world = stage.judged(replica);
		const command = choose.rarely(9) ? what : possible(world, what);
		const actor = choose.mostly(likelyActors(world, command), [...world.organizations.keys()])!;
		stage.give(replica, actor, commandFor(command, world, actor, choose));
	}
}

const afterWhich: Partial<Record<CommandName, CommandName>> = {
	'delete-expectation': 'add-expectation',
	'remove-logs': 'add-logs',
	'add-logs': 'register-device',
	'remove-device': 'register-device',
	'retract-work': 'record-work',
	'restore-order': 'cancel-order',
	'cancel-order': 'place-order',
	'complete-order': 'place-order',
	'change-scope': 'authorize',
	'set-third-party': 'authorize',
	revoke: 'authorize',
	adjust: 'authorize',
	authorize: 'add-partner',
	'delete-partner': 'add-partner'
};

/** Where nobody could give the command, the one that has to come first. */
function possible(world: Judged, what: CommandName): CommandName {
	const earlier = afterWhich[what];
	return earlier && likelyActors(world, what).length === 0 ? possible(world, earlier) : what;
}

/** Two replicas that know the same do, at once, what each may do and what together breaks something; then they meet. */
function clash(stage: Stage, a: Replica, b: Replica, choose: Chooser): void {
	const meet = () => {
		const concurrent = missing(a, b).length > 0;
		stage.deliver(a, missing(b, a), concurrent);
		stage.deliver(b, missing(a, b));
	};
	meet();
	const found = clashes(stage.judged(a), choose);
	if (!found) return;
	const { name, pair } = found;
	const written = [stage.give(a, ...pair[0]), stage.give(b, ...pair[1])];
	if (written.every(Boolean)) stage.clashed(name);
	meet();
}

/** Somebody who may pass something on does so to whomever, up or down the chains: cycles and second ways come from it. */
function befriend(stage: Stage, replica: Replica, choose: Chooser): void {
	const world = stage.judged(replica);
	const relaying = [...world.organizations.keys()].flatMap((id) =>
		[...world.products.keys()]
			.filter((product) => relayedBy(world, id, product).length > 0)
			.map((product) => ({ id, product }))
	);
	const who = choose.of(relaying);
	if (!who) return;
	const owner = world.products.get(who.product)!.owner;
	const partner = choose.of(
		[...world.organizations.values()].filter(({ id }) => id !== who.id && id !== owner)
	);
	if (!partner) return;
	const give = (actor: OrganizationId, command: Command) => stage.give(replica, actor, command);
	if (!isPartnerOf(world, who.id, partner.id))
		give(who.id, {
			...{ command: 'add-partner', account: partner.account, organization: partner.id },
			name: partner.name
		});
	const permissions = choose.some(relayedBy(world, who.id, who.product));
	const thirdParty = choose.rarely(4) ? [] : [...new Set(permissions.map(kindOfPermission))];
	give(who.id, {
		...{ command: 'authorize', grantee: partner.id },
		items: [{ product: who.product, permissions, thirdParty }]
	});
}
