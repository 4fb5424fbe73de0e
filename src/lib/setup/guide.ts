import type { OrganizationId } from '../domain/facts';
import type { Snapshot } from '../domain/snapshot';
import { violators } from '../views/expectations/expectations';
import type { Guide, Sentence, SetupGuideStep } from './setup';

/** Who stands against a sentence in a workspace, whose ids it speaks of; of a product that is not there nobody has anything. */
export function againstSentence(snapshot: Snapshot, sentence: Sentence): OrganizationId[] {
	const product = snapshot.products.get(sentence.product);
	if (product) return violators(product, sentence);
	const { expected } = sentence;
	return expected.kind === 'holds' || expected.kind === 'only-holder' ? [expected.organization] : [];
}

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
