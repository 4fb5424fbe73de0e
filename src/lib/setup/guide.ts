import type { Snapshot } from '../domain/snapshot';
import type { Guide, SetupGuideStep } from './setup';
import { againstSentence } from './verdicts';

/** Whether what ends a step is so now. */
const isReached = (snapshot: Snapshot, { when, sentence }: SetupGuideStep): boolean =>
	(againstSentence(snapshot, sentence).length === 0) === (when === 'holds');

/**
 * How many steps are done once a state has come: the first so many, as a step is done when its sentence holds, or does no
 * longer, while every step before it is done. Done stays done.
 * @param guide speaks of the state's ids
 * @param before how many were done in the state before, none at the beginning
 */
export function stepsDone({ steps }: Guide, snapshot: Snapshot, before = 0): number {
	let done = before;
	while (done < steps.length && isReached(snapshot, steps[done]!)) done += 1;
	return done;
}
