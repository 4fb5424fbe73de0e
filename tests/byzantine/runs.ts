import { expect } from 'vitest';
import { runs as usually } from '../seeds';
import { crimes } from './crimes';
import { simulate, type Outcome } from './simulation';

/** As many as the tests run, or as `npm run byzantine -- --runs N --seed S` says. */
const runs = Number(process.env.BYZANTINE_RUNS ?? usually(100));
const first = Number(process.env.BYZANTINE_SEED ?? 1);
/** Test files that share them: two processors work at once. */
const parts = 2;

const isBad = ({ forged, lost, diverged, wronged }: Outcome) => forged + lost + wronged > 0 || diverged;

/** One part of the runs. Each that fails is told with its seed; what Mallory did is counted, and must be everything. */
export async function runPart(part: number): Promise<void> {
	const mine = Array.from({ length: runs }, (_, n) => first + n).filter((seed) => seed % parts === part);
	const did: Record<string, number> = {};
	const bad: Outcome[] = [];
	for (const seed of mine) {
		const outcome = await simulate(seed);
		for (const [what, times] of Object.entries(outcome.did)) did[what] = (did[what] ?? 0) + times;
		if (!isBad(outcome)) continue;
		bad.push(outcome);
		console.error(`seed ${seed}: npm run byzantine -- --runs 1 --seed ${seed}`, outcome);
	}
	if (process.env.BYZANTINE_RUNS) console.log(mine.length, 'runs', did);
	expect(bad.map(({ seed }) => seed)).toEqual([]);
	if (mine.length < 150) return;
	for (const what of [...Object.keys(crimes), ...effects])
		expect(did[what] ?? 0, what).toBeGreaterThan(mine.length / 50);
}

/** What must be seen, or the crimes never came as far as they should. */
const effects = [
	'cuts',
	'gaps shown',
	'forks shown',
	'waiting',
	'strangers waiting',
	'newer',
	...['too-fast', 'too-large', 'not-a-message', 'not-an-update', 'not-plain', 'other-workspace'].map(
		(reason) => `ended: ${reason}`
	),
	...['unreadable', 'malformed', 'not-canonical', 'wrong-id', 'bad-signature', 'room-full'].map(
		(reason) => `refused: ${reason}`
	)
];
