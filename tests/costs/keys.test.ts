import { expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import type { Fact } from '$lib/domain/facts';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { applyEntries, isSettled } = await import('$lib/domain/fold/apply');
const { KeyRegistry } = await import('$lib/domain/keys/key-registry');
const { emptySnapshot } = await import('$lib/domain/snapshot');
const { adds, keyOf, Pen, retires } = await import('../domain/organization-keys');

type Pens = InstanceType<typeof Pen>;

/** A registry of entries, and a function that adds more to it. */
function registryOf(entries: readonly Entry[]) {
	const here = new Map<string, Entry>();
	const registry = new KeyRegistry((id) => here.get(id));
	const take = (entry: Entry) => {
		here.set(entry.id, entry);
		registry.add(entry);
	};
	entries.forEach(take);
	for (const each of registry.settle()) registry.authorityOf(each);
	return { registry, take };
}

/** What it costs to find which of all the keys count. */
const wholeCost = ({ organization, written }: Pens): number =>
	stepsOf(() => registryOf(written).registry.recordsOf(organization));

/** What each of these costs, once all others were looked at. */
function costOf(pen: Pens, write: (pen: Pens) => readonly Entry[]): number {
	const { registry, take } = registryOf(pen.written);
	const more = write(pen);
	return stepsOf(() => {
		for (const entry of more) {
			take(entry);
			for (const each of registry.settle()) registry.authorityOf(each);
		}
	});
}

const name = (level: number, place = 0) => (level === 0 ? 'Alice' : `${level} ${place}`);

/** So many levels of so many keys each, every key added by all of the level above it, and ended from half way up. */
function levels(depth: number, width: number): Pens {
	const at = (level: number): string[] =>
		Array.from({ length: level === 0 ? 1 : width }, (_, place) => name(level, place));
	const pen = new Pen('Alice');
	const last = new Map<string, Entry>();
	for (let level = 0; level <= depth; level++)
		for (const by of at(level)) last.set(by, pen.writes(by, ...at(level + 1).map(adds)));
	for (let level = depth; level > 1; level--)
		for (const key of at(level)) pen.writes(name(level >> 1, 0), retires(key, last.get(key)!));
	return pen;
}

test.for([
	['a chain', 1],
	['a ladder', 2],
	['levels of three', 3]
] as const)('keys in %s, each ended from far above, cost each as much as few do', ([, width]) => {
	const [few, many] = [wholeCost(levels(60, width)), wholeCost(levels(240, width))];
	expect(many / few).toBeLessThan(4.8);
});

const lastOf = ({ written }: Pens, key: string): Entry =>
	written.findLast((entry) => entry.key === keyOf(key))!;

test.for([
	['as its first', (entry: Entry, at: number): Entry => ({ ...entry, stamp: -at })],
	['as its last', (entry: Entry): Entry => entry]
] as const)('a key that is named again costs the same however often it was, %s adder', ([, changed]) => {
	const [few, many] = [100, 400].map((times) => {
		const pen = new Pen('Alice', adds('Bob'));
		const written = Array.from({ length: times }, (_, at) => changed(pen.writes('Alice', adds('Bob')), at));
		const { registry, take } = registryOf([...pen.written.slice(0, -times), ...written]);
		const again = changed(pen.writes('Alice', adds('Bob')), times);
		return stepsOf(() => {
			take(again);
			for (const each of registry.settle()) registry.authorityOf(each);
		});
	});
	expect(many! / few!).toBeLessThan(1.2);
});

/** What many keys of an organization cost everybody, for each small entry of it. */
const entries: [string, (pen: Pens, depth: number) => Entry[]][] = [
	['is named anew', (pen) => [pen.writes(name(12), adds(name(9)))]],
	['is added by another, too', (pen) => [pen.writes('Alice', adds('Bob')), pen.writes('Bob', adds(name(2)))]],
	['near the end is ended', (pen, depth) => [pen.writes(name(1), retires(name(depth - 1), null))]],
	['is ended once more', (pen) => [pen.writes(name(1), retires(name(9), lastOf(pen, name(9))))]],
	['ends itself', (pen, depth) => [pen.writes(name(depth + 1), retires(name(depth + 1), null))]],
	[
		'is ended with the largest number there is',
		(pen) => [
			pen.writes('Alice', {
				...retires(name(1), lastOf(pen, name(1))),
				last: Number.MAX_SAFE_INTEGER
			} as Fact)
		]
	]
];

test.for(entries)('where a key %s, it costs the same however many there are', ([, write]) => {
	const [few, many] = [60, 240].map((depth) => costOf(levels(depth, 1), (pen) => write(pen, depth)));
	expect(many! / few!).toBeLessThan(1.5);
});

test('keys that are ended one by one cost each the same however many there are', () => {
	const [few, many] = [60, 240].map((size) => {
		const pen = new Pen('Alice', ...Array.from({ length: size }, (_, at) => adds(`key ${at}`)));
		return costOf(pen, () => [0, 1, 2, 3].map((at) => pen.writes('Alice', retires(`key ${at}`, null))));
	});
	expect(many! / few!).toBeLessThan(1.5);
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

/** A chain of so many keys, one of which ended another, and what this costs once all are looked at. */
const costInChain = (depth: number, write: (pen: Pens, depth: number) => Entry[]): number => {
	const pen = new Pen('Alice', adds('Bob'), adds('Carol'));
	pen.writes('Bob', adds('Dan'), retires('Dan', null));
	for (let level = 0; level < depth; level++) pen.writes(name(level), adds(name(level + 1)));
	return costOf(pen, (pen) => write(pen, depth));
};

/** What moves a chain of keys, or changes who is above it. */
const moves: [string, (pen: Pens, depth: number) => Entry[]][] = [
	['comes nearer to the first key', (pen) => [pen.writes('Alice', adds(name(9)))]],
	[
		'comes nearer to the first key once more',
		(pen) => [9, 10, 11].map((at) => pen.writes('Alice', adds(name(at))))
	],
	['gets a second parent, which ended another key', (pen) => [pen.writes('Bob', adds(name(2)))]],
	['gets three of them', (pen) => ['Bob', 'Carol', 'Dan'].map((by) => pen.writes(by, adds(name(2))))]
];

test.for(moves)('a chain of keys that %s costs the same however long it is', ([, write]) => {
	const [few, many] = [250, 1_000].map((depth) => costInChain(depth, write));
	expect(many! / few!).toBeLessThan(1.2);
});

test('a chain of keys that is taken apart key by key costs each the logarithm of their number', () => {
	const [few, many] = [128, 512].map((depth) =>
		costInChain(depth, (pen) =>
			Array.from({ length: depth - 1 }, (_, at) => pen.writes('Alice', adds(name(at + 2))))
		)
	);
	expect(many! / few!).toBeLessThan(6);
});

/** So often, the key above a chain is ended, and the rest of the chain is added again: all its keys go, and come back. */
const flips = (pen: Pens, times: number): Entry[] =>
	Array.from({ length: times }, (_, at) => [
		pen.writes('Alice', retires(name(at + 1), null)),
		pen.writes('Alice', adds(name(at + 2)))
	]).flat();

/** What each slice costs of taking in these entries, one at a time, until all is settled. */
function slicesOf(pen: Pens, more: readonly Entry[], most: number): number[] {
	const snapshot = emptySnapshot();
	applyEntries(snapshot, pen.written.slice(0, -more.length));
	const slices: number[] = [];
	for (let at = 0; at < more.length || !isSettled(snapshot); at++)
		slices.push(stepsOf(() => applyEntries(snapshot, more.slice(at, at + 1), most)));
	expect(more.map((entry) => snapshot.keys.authorityOf(entry))).toEqual(more.map(() => 'all'));
	return slices;
}

/** A chain of so many keys in which each adds the next, or the next two. */
function chainOf(depth: number, next: 1 | 2): Pens {
	const pen = new Pen('Alice');
	for (let level = 0; level < depth; level++)
		pen.writes(name(level), ...[1, 2].slice(0, next).map((at) => adds(name(level + at))));
	return pen;
}

test.for([
	['a chain', 1],
	['a ladder', 2]
] as const)(
	'ending and adding again the key above %s costs a slice the same however long it is',
	([, next]) => {
		const [few, many] = [250, 1_000].map((depth) => {
			const pen = chainOf(depth, next);
			return Math.max(...slicesOf(pen, flips(pen, 4), 200));
		});
		expect(many! / few!).toBeLessThan(1.2);
	}
);

test('ending and adding again the key above a chain many times costs little more than once', () => {
	const [once, often] = [1, 16].map((times) => {
		const pen = chainOf(400, 1);
		return slicesOf(pen, flips(pen, times), 100).reduce((sum, each) => sum + each);
	});
	expect(often! / once!).toBeLessThan(4);
});
