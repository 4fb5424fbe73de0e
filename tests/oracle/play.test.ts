import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expectAgreement } from './agreement';
import type { CommandName } from '$lib/commands/command';
import type { RefusalCode } from '$lib/commands/refusal';
import { clashNames } from './clashes';
import { authorizedAfter, authorizedIn, broughtBack, isDone } from './effects';
import { hashOf, type Replica } from './ledger';
import { Mix, sights, turns } from './mix';
import { chains, crowds, type Plan } from './plan';
import { play } from './play';
import { against, codesIn } from './preconditions';
import { enough, histories } from './seed';
import type { Stage, Step } from './stage';
import { namedBy } from './world';

const mix = new Mix();
/** States that were compared already, by their sets of entries: many histories begin alike. */
const compared = new Map<string, Set<string>>();

/** Holds a replica's snapshot against a rebuild and the oracle, and says what is to be seen in it. */
function look(stage: Stage, replica: Replica): Set<string> {
	const key = hashOf([...replica.entries.keys()].sort().join());
	const known = compared.get(key);
	if (known) return known;
	const judged = stage.judged(replica);
	expectAgreement(replica.snapshot, replica.entries.values(), judged);
	const seen = sights(judged);
	compared.set(key, seen);
	return seen;
}

/** Holds a decision, and what it wrote, against the table of refusals and what the command promises. */
function judgeStep(stage: Stage, { replica, before, actor, command, decision, entry }: Step): void {
	const reasons = against(before, actor, command);
	if (!decision.accepted) {
		mix.add(`refused ${decision.refusal.code}`);
		const { refusal } = decision;
		expect(codesIn(reasons), JSON.stringify(command)).toContain(refusal.code);
		const inTheWay = reasons[refusal.code];
		if (typeof inTheWay === 'object') expect([...namedBy(refusal)].sort()).toEqual([...inTheWay].sort());
		return;
	}
	mix.add(`accepted ${command.command}`);
	expect(codesIn(reasons), JSON.stringify(command)).toEqual([]);
	const after = stage.judged(replica);
	expect(authorizedIn(after)).toEqual(authorizedAfter(before, actor ?? '', command));
	const done = isDone(before, after, { actor: actor ?? '', command, entry: entry!.id });
	expect(done, JSON.stringify(command)).toBe(true);
	expect(broughtBack(before, after, command), JSON.stringify(command)).toEqual([]);
	const { woken, fellAsleep } = turns(before, after);
	mix.add('grant woken', woken);
	mix.add('grant fell asleep', fellAsleep);
}

function playChecked(plan: Plan): void {
	const seen = new Set<string>();
	let stage: Stage | undefined;
	play(plan, {
		begun: (begun) => (stage = begun),
		step: (step) => {
			judgeStep(stage!, step);
			for (const sight of look(stage!, step.replica)) seen.add(sight);
		},
		clashed: (name) => seen.add(`clash: ${name}`),
		synced: (replica, concurrent) => {
			for (const sight of look(stage!, replica)) seen.add(sight);
			if (concurrent) seen.add('concurrent entries');
		}
	});
	for (const sight of seen) mix.add(`history with ${sight}`);
	mix.add(`history of ${plan.shape}`);
}

describe('commands decided on several replicas that hand each other some of what they have', () => {
	test('every snapshot, decision and effect is what the oracle says: a crowd', { timeout: 300_000 }, () => {
		fc.assert(fc.property(crowds(36), playChecked), histories(210));
	});

	test('every snapshot, decision and effect is what the oracle says: a chain', { timeout: 300_000 }, () => {
		fc.assert(fc.property(chains(24), playChecked), histories(90));
	});
});

/** How often the least that has to be seen was seen; a generator that stops making it fails here. */
const least: Record<string, number> = {
	'history of crowd': 210,
	'history of chain': 90,
	'history with chain of 4 or more': 50,
	'history with chain of 8 or more': 40,
	'history with chain of 12 or more': 25,
	'history with cycle': 24,
	'history with several paths': 36,
	'history with concurrent entries': 72,
	'history with one grant made twice': 12,
	'history with third-party flag': 150,
	'history with grant active': 150,
	'history with grant dormant': 48,
	'history with grant redundant': 60,
	'grant fell asleep': 180,
	'grant woken': 30,
	'history with mixed flags': 6,
	'history with maker of develop': 12,
	'history with maker of purchase': 12,
	'history with maker of develop and purchase': 90,
	'history with maker of nothing': 12,
	'history with product deleted': 36,
	'history with product deletion waiting': 18,
	'history with organization deleted': 18,
	'history with organization deletion waiting': 12,
	'history with partner deleted': 30,
	'history with partner deletion waiting': 5,
	'history with order covered': 90,
	'history with order not covered': 12,
	'history with order covered in part': 3,
	'history with order invoiced to another': 12,
	'history with one account twice': 6,
	'history with one PID twice': 6
};

/** Every command is accepted, and every refusal given, somewhere in the play; the rarest at least once. */
const commands = Object.keys({
	...{ 'add-organization': 0, 'edit-organization': 0, 'delete-organization': 0, 'add-product': 0 },
	...{ 'edit-product': 0, 'delete-product': 0, 'set-maker-standing': 0, 'add-partner': 0 },
	...{ 'rename-partner': 0, 'delete-partner': 0, authorize: 0, 'change-scope': 0, 'set-third-party': 0 },
	...{ revoke: 0, adjust: 0, 'withdraw-deletion': 0, 'place-order': 0, 'cancel-order': 0 },
	...{ 'complete-order': 0, 'restore-order': 0, 'record-work': 0, 'retract-work': 0 },
	...{ 'register-device': 0, 'remove-device': 0, 'add-logs': 0, 'remove-logs': 0 },
	...{ 'add-expectation': 0, 'delete-expectation': 0 },
	...{ 'add-key': 0, 'add-recovery-key': 0, 'rename-key': 0, 'retire-key': 0, 'set-reserved': 0 }
} satisfies Record<CommandName, 0>);
const refusals = Object.keys({
	...{
		'empty-name': 0,
		'account-malformed': 0,
		'account-invisible': 0,
		'account-taken': 0,
		'unknown-organization': 0
	},
	...{
		'organization-in-use': 0,
		'pid-empty': 0,
		'pid-invisible': 0,
		'pid-taken': 0,
		'maker-missing': 0,
		'maker-is-owner': 0
	},
	...{ 'maker-not-allowed': 0, 'no-maker': 0, 'based-on-itself': 0, 'unknown-product': 0 },
	...{ 'not-own-product': 0, 'product-in-use': 0, 'account-unknown': 0, 'account-ambiguous': 0 },
	...{ 'account-own': 0, 'already-partner': 0, 'not-a-partner': 0, 'partner-has-products': 0 },
	...{ 'grantee-is-actor': 0, 'grantee-is-owner': 0, 'no-permission-chosen': 0, 'no-product-chosen': 0 },
	...{ 'not-relayed': 0, 'already-authorized': 0, 'no-such-grant': 0, 'nothing-changes': 0 },
	...{ 'no-deletion-waiting': 0, 'not-own-record': 0, 'order-empty': 0, 'quantity-invalid': 0 },
	...{ 'product-twice': 0, 'not-purchasable': 0, 'invoice-entity-invalid': 0, 'order-not-open': 0 },
	...{ 'permission-not-held': 0, 'serial-empty': 0, 'serial-taken': 0, 'subject-empty': 0 },
	...{ 'logs-empty': 0, 'unknown-record': 0, 'steps-invalid': 0, 'expectation-known': 0 },
	...{ 'key-known': 0, 'unknown-key': 0, 'key-not-below': 0, 'last-key': 0 }
} satisfies Record<RefusalCode, 0>);

test('the histories contain what they are meant to try', () => {
	const wanted = [
		...Object.entries(least),
		...commands.map((name): [string, number] => [`accepted ${name}`, 1]),
		...clashNames.map((name): [string, number] => [`history with clash: ${name}`, 3]),
		...refusals.map((code): [string, number] => [`refused ${code}`, 1])
	];
	const missing = wanted.filter(([what, times]) => mix.of(what) < enough(times));
	expect(missing.map(([what, times]) => `${what}: ${mix.of(what)} of ${enough(times)}`)).toEqual([]);
});
