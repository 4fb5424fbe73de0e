import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { draftOn, type DraftStep } from '$lib/views/draft';
import type { Snapshot } from '$lib/domain/snapshot';
import { folded } from './agreement';
import { crowds } from './plan';
import { play } from './play';
import { fromSnapshot } from './plain';
import { enough, histories } from './seed';
import type { Step } from './stage';
import { expectSame, wholeOf } from './whole';

/** One command of a played history as a step of a draft, under the id that its entry got when it was written. */
const drafted = ({ actor, command, entry }: Step, at: number): DraftStep => ({
	...{ entry: entry!.id, action: entry!.action, at, name: command.command },
	...{ actor, command }
});

const isAboutKeys = ({ command }: Step): boolean => /key/.test(command.command);

/** All that happened on the first replica alone, until it heard of another. */
function historyOf(plan: Parameters<typeof play>[0]): Step[] {
	const steps: Step[] = [];
	let first: Step['replica'] | undefined;
	let heard = false;
	play(plan, {
		step: (step) => {
			first ??= step.replica;
			if (step.replica === first && !heard && step.entry) steps.push(step);
		},
		synced: (replica) => {
			if (replica === first) heard = true;
		}
	});
	return steps;
}

const after = (steps: readonly Step[]): Snapshot => folded(steps.map(({ entry }) => entry!));

/** Whatever a draft founds has a key of nobody's. */
const withoutKeys = (snapshot: Snapshot): string =>
	JSON.stringify(fromSnapshot(snapshot), (name, value: unknown) => (name === 'keys' ? undefined : value));

describe('a draft', () => {
	test('comes to what its commands come to when they are given', { timeout: 300_000 }, () => {
		let changed = 0;
		fc.assert(
			fc.property(crowds(36), fc.nat(999), (plan, pick) => {
				const all = historyOf(plan);
				const steps = all.slice(0, all.findIndex(isAboutKeys) < 0 ? all.length : all.findIndex(isAboutKeys));
				const place = pick % (steps.length + 1);
				const now = after(steps.slice(0, place));
				const before = wholeOf(now);
				const { snapshot, unfit } = draftOn(now, steps.slice(place).map(drafted));
				expect(unfit).toEqual([]);
				const given = after(steps);
				expectSame(withoutKeys(snapshot), withoutKeys(given));
				expectSame(wholeOf(now), before);
				if (place < steps.length) changed += 1;
			}),
			histories(70)
		);
		expect(changed).toBeGreaterThan(enough(25));
	});
});
