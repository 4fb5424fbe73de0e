import { expect, test } from 'vitest';
import type { Steps } from '../../src/lib/gate/steps';
import { simulate, type Outcome } from './simulation';

/** Steps without which a run goes wrong by itself, and how it shows. The others have their own tests in tests/gate. */
const needed: [step: keyof Steps, shows: (outcome: Outcome) => boolean][] = [
	['readCarrier', ({ forged, diverged }) => forged > 0 || diverged],
	['takeFields', ({ forged, diverged }) => forged > 0 || diverged],
	['checkCanonical', ({ forged }) => forged > 0],
	['checkWorkspace', ({ forged }) => forged > 0],
	['takeId', ({ forged }) => forged > 0],
	['checkSignature', ({ forged }) => forged > 0],
	['isKeyKnown', ({ forged }) => forged > 0]
];

test.each(needed)('without %s the simulation shows it', { timeout: 300_000 }, async (step, shows) => {
	let seen = false;
	for (let seed = 1; seed <= 60 && !seen; seed++) seen = await simulate(seed, step).then(shows, () => true);
	expect(seen).toBe(true);
});
