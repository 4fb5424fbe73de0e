import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '$lib/commands/decide';
import { undoEntry } from '$lib/commands/undo/undo';
import { authorOf } from '$lib/domain/entry';
import { authorizedIn } from './effects';
import { emptyReplica, receive, write, type Replica } from './ledger';
import { Mix } from './mix';
import { judge, type Judged } from './oracle';
import { chains, crowds, type Plan } from './plan';
import { play } from './play';
import { makerKinds } from './recorded';
import { enough, histories } from './seed';
import type { Stage } from './stage';

const mix = new Mix();

/** What a person would say there is, apart from when and how it came about. */
function inSight(world: Judged) {
	const isHere = (id: string) => !world.tombstones.has(id);
	const { grants, flags } = authorizedIn(world);
	// Panel development beside product development is the same thing said at greater length.
	const isSaidAlready = (each: string) =>
		grants.has(each.replace(/panel-development$/, 'product-development')) &&
		each.endsWith('panel-development');
	return {
		grants: [...grants].filter((each) => !isSaidAlready(each)).sort(),
		flags: [...flags].sort(),
		organizations: [...world.organizations.values()].filter(({ id }) => !world.deletedOrganizations.has(id)),
		products: [...world.products.values()]
			.filter(({ id }) => !world.deletedProducts.has(id))
			.map((product) => ({ ...product, statedKinds: makerKinds(product) })),
		partners: [...world.partners]
			.flatMap(([owner, theirs]) =>
				[...theirs].map((partner) => `${owner} ${partner} ${world.partnerNames.get(`${owner} ${partner}`)}`)
			)
			.sort(),
		waiting: [...world.waitingPartnerDeletions].sort(),
		reserved: [...world.reserved].filter((id) => !world.deletedOrganizations.has(id)).sort(),
		keyNames: [...world.members]
			.filter(([id]) => !world.deletedOrganizations.has(id))
			.flatMap(([id, members]) => [...members].map(([key, { name }]) => `${id} ${key} ${name}`).sort()),
		openOrders: [...world.orders.values()].filter((order) => order.status === 'open'),
		work: [...world.work.keys()].filter(isHere),
		devices: [...world.devices.keys()].filter(isHere),
		logs: [...world.logs.keys()].filter(isHere)
	};
}

const copyOf = (replica: Replica): Replica => {
	const copy = emptyReplica(replica.name);
	receive(copy, [...replica.entries.values()]);
	return copy;
};

/** Undoes one entry on a copy; every command that undo proposes is accepted when given. */
function undone(replica: Replica, id: string) {
	const copy = copyOf(replica);
	const entry = copy.entries.get(id)!;
	const { commands, kept } = undoEntry(copy.snapshot, entry, new Set([id]));
	for (const command of commands) {
		const decision = decide(copy.snapshot, authorOf(entry), command);
		expect(decision, JSON.stringify(command)).toMatchObject({ accepted: true });
		if (decision.accepted) write(copy, authorOf(entry), command.command, decision.facts);
	}
	return { world: judge([...copy.entries.values()]), commands, kept };
}

function undoEach(plan: Plan): void {
	let stage: Stage | undefined;
	play(plan, {
		begun: (begun) => (stage = begun),
		step: ({ replica, before, entry, command }) => {
			if (!entry || !stage!.hasBegun) return;
			const { world, kept, commands } = undone(replica, entry.id);
			mix.add(`${kept.length === 0 ? 'undone' : 'kept'} ${command.command}`);
			const expected = inSight(before);
			// Undoing a revocation authorizes anew, and that takes back a deletion of the partner that waits.
			for (const each of commands)
				if (each.command === 'adjust' && each.items.some(({ grant }) => grant?.length))
					expected.waiting = expected.waiting.filter((pair) => pair !== `${authorOf(entry)} ${each.grantee}`);
			if (kept.length === 0) expect(inSight(world)).toEqual(expected);
			else for (const { id, refusal } of kept) expect([id, refusal.code].every(Boolean)).toBe(true);
			expect(commands.length + kept.length).toBeGreaterThan(0);
		}
	});
}

function undoAnyLater(plan: Plan, which: number): void {
	const [replica] = play(plan, {}).replicas;
	const ids = [...replica!.entries.keys()];
	const entry = replica!.entries.get(ids[which % ids.length]!)!;
	const author = authorOf(entry);
	const before = authorizedIn(judge([...replica!.entries.values()]));
	const after = authorizedIn(undone(replica!, entry.id).world);
	const ofOthers = (grants: Set<string>) => [...grants].filter((each) => !each.startsWith(author)).sort();
	expect(ofOthers(after.grants)).toEqual(ofOthers(before.grants));
	expect(ofOthers(after.flags)).toEqual(ofOthers(before.flags));
}

describe('undo', () => {
	test('at once restores what was in sight, or says by name what it keeps', { timeout: 300_000 }, () => {
		fc.assert(fc.property(crowds(30), undoEach), histories(100));
	});

	test(
		'later touches nothing of another organization, and proposes only what is accepted',
		{ timeout: 300_000 },
		() => {
			fc.assert(fc.property(fc.oneof(crowds(40), chains(10)), fc.nat(999), undoAnyLater), histories(100));
		}
	);
});

test('the histories undo what there is to undo, and are refused where they have to be', () => {
	const common = ['add-partner', 'add-product', 'authorize', 'revoke', 'set-third-party', 'change-scope'];
	const deleting = ['delete-partner', 'delete-product', 'delete-organization', 'place-order', 'edit-product'];
	const keying = ['rename-key', 'set-reserved'];
	for (const command of [...common, ...deleting, ...keying])
		expect(mix.of(`undone ${command}`), command).toBeGreaterThanOrEqual(enough(6));
	for (const command of ['add-key', 'add-recovery-key', 'retire-key'])
		expect(mix.of(`kept ${command}`), command).toBeGreaterThanOrEqual(enough(6));
	expect(mix.of('kept authorize') + mix.of('kept revoke') + mix.of('kept adjust')).toBeGreaterThanOrEqual(
		enough(1)
	);
});
