import { expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { applyEntries } = await import('$lib/domain/fold/apply');
const { KeyBook } = await import('$lib/domain/keys');
const { emptySnapshot } = await import('$lib/domain/snapshot');
const { adds, Pen, retires } = await import('../domain/organization-keys');

/** What the key entry costs that comes last, once the others were looked at. */
function lastCost({ organization, written }: InstanceType<typeof Pen>): number {
	const here = new Map<string, Entry>();
	const book = new KeyBook((id) => here.get(id));
	const take = (entry: Entry) => {
		here.set(entry.id, entry);
		book.add(entry);
	};
	written.slice(0, -1).forEach(take);
	book.recordsOf(organization);
	return stepsOf(() => {
		take(written.at(-1)!);
		book.recordsOf(organization);
	});
}

/** So many levels of so many keys each, every key added by all of the level above it, and ended from half way up. */
function levels(depth: number, width: number): InstanceType<typeof Pen> {
	const name = (level: number, place: number) => (level === 0 ? 'Alice' : `${level} ${place}`);
	const at = (level: number): string[] =>
		Array.from({ length: level === 0 ? 1 : width }, (_, place) => name(level, place));
	const pen = new Pen('Alice');
	const last = new Map<string, Entry>();
	for (let level = 0; level <= depth; level++)
		for (const by of at(level)) last.set(by, pen.writes(by, ...at(level + 1).map(adds)));
	for (let level = depth; level > 1; level--)
		for (const key of at(level)) pen.writes(name(level >> 1, 0), retires(key, last.get(key)!));
	// It has its name anew: the tree is grown again.
	pen.writes('Alice', adds('Alice'));
	return pen;
}

test.for([
	['a chain', 1],
	['a ladder', 2],
	['levels of three', 3]
] as const)('keys in %s, each ended from far above, cost each as much as few do', ([, width]) => {
	const [few, many] = [lastCost(levels(60, width)), lastCost(levels(240, width))];
	expect(many / few).toBeLessThan(4.8);
});

test('keys that are added cost the same however many there are, and have ended', () => {
	const [few, many] = [60, 240].map((depth) => {
		const pen = levels(depth, 1);
		const snapshot = emptySnapshot();
		applyEntries(snapshot, pen.written);
		const more = ['Carol', 'Dan', 'Erin'].map((name) => pen.writes('Alice', adds(name)));
		return stepsOf(() => {
			for (const entry of more) applyEntries(snapshot, [entry]);
		});
	});
	expect(many! / few!).toBeLessThan(1.2);
});
