import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '$lib/commands/decide';
import { undoEntry, undoSteps } from '$lib/commands/undo/undo';
import { authorOf } from '$lib/domain/entry';
import type { Step } from '$lib/commands/command';
import type { OrganizationId } from '$lib/domain/facts';
import { previewEffects } from '$lib/views/effects/preview';
import { previewUndo } from '$lib/views/history/undo';
import { drained } from '../drained';
import { rebuilt } from './agreement';
import { commandFor } from './choose';
import { Chooser } from './chooser';
import { type Told, toldBetween, toldOf } from './foreseen';
import { emptyReplica, keyOn, receive, type Replica, write } from './ledger';
import { likelyActors } from './likely';
import { Mix } from './mix';
import { type Judged, judge } from './oracle';
import { kindOfPermission } from './permissions';
import { chains, crowds, type Plan } from './plan';
import { play } from './play';
import { enough, histories } from './seed';
import type { Stage } from './stage';
import { expectSame, wholeOf } from './whole';

const mix = new Mix();

function count(told: Told, what: string): void {
	mix.add('accepted');
	mix.add(`accepted ${what}`);
	for (const part of ['shifts', 'kept', 'asleep', 'woken'] as const) {
		if (told[part].length > 0) mix.add(part);
		if (told[part].length > 4) mix.add(`many ${part}`);
	}
	if (told.shifts.some((each) => each.startsWith('+')) && told.woken.length > 0) mix.add('gained by waking');
	if (told.shifts.some((each) => each.startsWith('-')) && told.asleep.length > 0) mix.add('lost at depth');
}

/** Every command of a history, foreseen on what there was before it. */
function foreseeEach(plan: Plan): void {
	let stage: Stage | undefined;
	play(plan, {
		begun: (begun) => (stage = begun),
		step: ({ replica, before, actor, command, decision, entry }) => {
			// Partners are made again and again, and touch no product.
			if (!stage!.hasBegun || command.command === 'add-partner') return;
			const snapshot = rebuilt([...replica.entries.values()].filter((each) => each !== entry));
			const whole = wholeOf(snapshot);
			const foreseen = previewEffects(snapshot, [{ actor, command }]);
			expectSame(wholeOf(snapshot), whole);
			if (!decision.accepted) {
				expect(foreseen).toMatchObject({ accepted: false, refusal: { code: decision.refusal.code } });
				mix.add('refused');
				return;
			}
			if (!foreseen.accepted) throw new Error(`${command.command}: ${foreseen.refusal.code}`);
			const told = toldBetween(before, stage!.judged(replica));
			expect(toldOf(foreseen.effects, entry!.id), JSON.stringify(command)).toEqual(told);
			count(told, command.command);
		}
	});
}

const often = [
	'revoke',
	'revoke',
	'authorize',
	'set-third-party',
	'change-scope',
	'set-maker-standing'
] as const;

const maySign = (replica: Replica, actor: OrganizationId): boolean =>
	replica.snapshot.keys.acts(actor, keyOn(replica, actor));

/** Foresees the steps, does them, and holds the one against the other. */
function foreseeAndDo(replica: Replica, before: Judged, steps: readonly Step[]): Judged {
	const foreseen = previewEffects(replica.snapshot, steps);
	if (!foreseen.accepted) throw new Error(foreseen.refusal.code);
	const decisions = steps.map(({ actor, command }) => decide(replica.snapshot, actor, command));
	decisions.forEach((decision, i) => {
		const { actor, command } = steps[i]!;
		if (decision.accepted) write(replica, actor, command.command, decision.facts);
	});
	const after = judge([...replica.entries.values()]);
	const told = toldBetween(before, after);
	expect(toldOf(foreseen.effects), JSON.stringify(steps)).toEqual(told);
	count(told, steps.length > 1 ? 'act of several' : steps[0]!.command.command);
	return after;
}

/** What gives back what a step took: it wakes what fell asleep. */
function givingBack({ actor, command }: Step): Step[] {
	if (command.command === 'revoke') {
		const items = command.items.map(({ product, permissions }) => ({
			...{ product, permissions },
			thirdParty: [...new Set(permissions.map(kindOfPermission))]
		}));
		return [{ actor, command: { command: 'authorize', grantee: command.grantee, items } }];
	}
	return command.command === 'set-third-party' && !command.on
		? [{ actor, command: { ...command, on: true } }]
		: [];
}

/** Acts of one command or several, at the end of a history, and the giving back of what they took. */
function foreseeActs(plan: Plan, acts: readonly number[][]): void {
	const [replica] = play(plan, {}).replicas;
	const entries = [...replica!.entries.values()];
	const before = judge(entries);
	for (const picks of acts) {
		const choose = new Chooser(picks);
		const copy = emptyReplica(replica!.name);
		receive(copy, entries);
		const possible = (steps: Step[]) =>
			steps.filter(
				({ actor, command }) => maySign(copy, actor!) && decide(copy.snapshot, actor, command).accepted
			);
		const steps = possible(
			Array.from({ length: 1 + choose.number(3) }, () => {
				const name = choose.of(often)!;
				const actor = choose.mostly(likelyActors(before, name), [...before.organizations.keys()])!;
				return { actor, command: commandFor(name, before, actor, choose) };
			})
		);
		if (steps.length === 0) continue;
		const after = foreseeAndDo(copy, before, steps);
		const back = possible(steps.flatMap(givingBack)).slice(0, 1);
		if (back.length > 0) foreseeAndDo(copy, after, back);
	}
}

/** Undoes the last entries of a history, as if they were one act: foreseen, then done step by step. */
function foreseeUndoing(plan: Plan, count: number): void {
	const [replica] = play(plan, {}).replicas;
	const entries = [...replica!.entries.values()];
	const act = entries.slice(-count);
	const copy = emptyReplica(replica!.name);
	receive(copy, entries);
	if (!act.every((entry) => maySign(copy, authorOf(entry)))) return;
	const everybody = new Set(act.map(authorOf));
	const { steps, preview: foreseen } = drained(previewUndo(copy.snapshot, { entries: act }, everybody));
	if (!foreseen.accepted) throw new Error(foreseen.refusal.code);
	const done: Step[] = [];
	for (const { actor, commands } of undoSteps(act, everybody, () => copy.snapshot)) {
		for (const command of commands) {
			const decision = decide(copy.snapshot, actor, command);
			if (!decision.accepted) throw new Error(decision.refusal.code);
			write(copy, actor, command.command, decision.facts);
			done.push({ actor, command });
		}
	}
	expect(steps).toEqual(done);
	const told = toldBetween(judge(entries), judge([...copy.entries.values()]));
	expect(toldOf(foreseen.effects), JSON.stringify(steps)).toEqual(told);
	if (told.shifts.length > 0) mix.add('undoing shifts');
	if (told.asleep.length + told.woken.length > 0) mix.add('undoing turns');
	// Each entry by itself, on the state as it is, would do less.
	const ids = new Set(act.map(({ id }) => id));
	const apart = act.flatMap((entry) => undoEntry(replica!.snapshot, entry, ids).commands);
	if (apart.length < steps.length) mix.add('undoing what the later entries stood before');
}

describe('what is foreseen is what comes, by the plain rules', () => {
	test('for every command of a history', { timeout: 300_000 }, () => {
		fc.assert(fc.property(fc.oneof(crowds(36), chains(24)), foreseeEach), histories(60));
	});

	test('for acts of one command or several', { timeout: 300_000 }, () => {
		const picks = fc.array(fc.nat(9_999), { minLength: 16, maxLength: 16 });
		const acts = fc.array(picks, { minLength: 10, maxLength: 10 });
		fc.assert(fc.property(fc.oneof(crowds(30), chains(12)), acts, foreseeActs), histories(50));
	});

	test('for undoing acts of one entry or several, the last first', { timeout: 300_000 }, () => {
		const count = fc.integer({ min: 1, max: 12 });
		fc.assert(fc.property(fc.oneof(crowds(30), chains(12)), count, foreseeUndoing), histories(300));
	});
});

const least: Record<string, number> = {
	accepted: 1_000,
	refused: 100,
	'accepted act of several': 60,
	shifts: 300,
	'many shifts': 60,
	kept: 6,
	asleep: 60,
	woken: 30,
	'gained by waking': 20,
	'lost at depth': 40,
	'undoing shifts': 100,
	'undoing turns': 20,
	'undoing what the later entries stood before': 20
};

test('there was enough to foresee', () => {
	const missing = Object.entries(least).filter(([what, times]) => mix.of(what) < enough(times));
	expect(missing.map(([what, times]) => `${what}: ${mix.of(what)} of ${enough(times)}`)).toEqual([]);
	for (const command of ['revoke', 'authorize', 'set-third-party', 'change-scope', 'delete-product'])
		expect(mix.of(`accepted ${command}`), command).toBeGreaterThanOrEqual(enough(6));
	for (const command of ['set-maker-standing', 'edit-product', 'withdraw-deletion', 'cancel-order'])
		expect(mix.of(`accepted ${command}`), command).toBeGreaterThanOrEqual(enough(2));
});
