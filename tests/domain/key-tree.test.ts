import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import type { Fact } from '$lib/domain/facts';
import { KeyRegistry } from '$lib/domain/keys/key-registry';
import { entryOf, hashOf } from '../oracle/ledger';
import { runs, seed } from '../seeds';
import { type GrownKey, grownKeys } from './grown-keys';
import { keyOf } from './organization-keys';

/**
 * How keys hang: each below the one before; the same, but the last two below the first; all below the first; in two rows
 * that add each other's next; or anyhow.
 */
const shapes = ['chain', 'shortcuts', 'fan', 'ladder', 'any'] as const;

interface Step {
	what: number;
	by: number;
	key: number;
	head: number;
	last: number;
}

const step: fc.Arbitrary<Step> = fc.record({
	...{ what: fc.nat(119), by: fc.nat(99), key: fc.nat(99), head: fc.nat(99), last: fc.nat(9) }
});

/** Entries of one organization that add keys, name them anew and end them; and in which order, and how many at a time. */
const histories = fc
	.record({
		shape: fc.constantFrom(...shapes, 'chain', 'shortcuts'),
		size: fc.integer({ min: 4, max: 10 }),
		steps: fc.array(step, { minLength: 8, maxLength: 22, size: 'max' }),
		salt: fc.nat(1_000_000)
	})
	.map(written)
	.chain((all) =>
		fc.record({
			entries: fc.oneof(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
			batches: fc.array(fc.constantFrom(1, 1, 1, 2, 5), { minLength: all.length, maxLength: all.length }),
			forkAt: fc.nat(all.length)
		})
	);

interface History {
	shape: (typeof shapes)[number];
	size: number;
	steps: Step[];
	salt: number;
}

const named = (key: number, step: Step): Fact => ({
	...{
		table: step.what % 7 === 0 ? 'recovery-keys' : 'keys',
		key: keyOf(`${key}`),
		name: `name ${step.what}`
	}
});

function written({ shape, size, steps, salt }: History): Entry[] {
	const founding: Fact = { table: 'organizations', name: 'O', account: 'o@example.com', colour: '#111111' };
	const organization = hashOf(`${salt} founds`);
	const all: Entry[] = [
		{ ...entryOf({ organization: '', key: keyOf('0'), facts: [founding] }), id: organization }
	];
	const signs = (by: number, { head, what }: Pick<Step, 'head' | 'what'>, ...facts: Fact[]) => {
		const chain = all.filter(({ key }) => key === keyOf(`${by}`));
		const previous = head % 6 === 0 ? chain[head % Math.max(1, chain.length)] : chain.at(-1);
		const id = hashOf(`${salt} entry ${all.length}`);
		const link = { seq: (previous?.seq ?? 0) + 1, previous: previous?.id ?? '' };
		const said = { organization, key: keyOf(`${by}`), stamp: 1 + (what % 5), at: all.length, facts };
		all.push({ ...entryOf({ ...said, ...link }), id });
	};
	const plain = { what: 1, by: 0, key: 0, head: 1, last: 0 };
	for (let key = 1; key < size; key++) {
		const shortcut = key < size - 2 ? key - 1 : 0;
		const from = {
			...{ chain: [key - 1], shortcuts: [shortcut], fan: [0], ladder: [key - 1, key - 2], any: [] }
		}[shape];
		for (const by of from) if (by >= 0) signs(by, plain, named(key, plain));
	}
	for (const each of steps) {
		const [by, key] = [each.by % size, each.key % size];
		if (each.what < 40) signs(by, each, named(each.what < 20 ? (by + 1 + (each.key % 2)) % size : key, each));
		else if (each.what < 50) signs(by, each);
		// Nearer to the first key than it was.
		else if (each.what >= 100 && shape !== 'shortcuts')
			signs(each.by % 3, each, named(Math.max(2, key), each));
		else if (each.what >= 103) signs(size - 1 - (each.by % 2), each, named(2 + (each.key % 2), each));
		else {
			// Mostly one below, now and then itself, or one of the last two.
			const below = each.what < 85 ? Math.min(by + 1 + (each.key % 3), size - 1) : key;
			const ended = each.what < 58 ? by : each.what < 100 ? below : size - 1 - (each.key % 2);
			const chain = all.filter((entry) => entry.key === keyOf(`${ended}`));
			const head = each.head % (each.what < 100 ? 9 : 2) === 0 ? undefined : chain.at(-1 - (each.head % 3));
			const last = Math.max(0, (head?.seq ?? 0) - (each.last < 7 ? 0 : 1));
			const retires: Fact = {
				table: 'key-retirements',
				key: keyOf(`${ended}`),
				last,
				head: head?.id ?? ''
			};
			signs(each.what < 100 ? by : 0, each, retires, ...(each.what % 5 === 0 ? [named(key, each)] : []));
		}
	}
	return all;
}

/** A registry, and the entries that it holds. */
class Held {
	readonly entries = new Map<string, Entry>();
	grown: ReadonlyMap<string, GrownKey> = new Map();

	constructor(
		readonly registry: KeyRegistry = new KeyRegistry((id) => this.entries.get(id)),
		entries: Iterable<[string, Entry]> = []
	) {
		for (const [id, entry] of entries) this.entries.set(id, entry);
	}

	fork(): Held {
		const entries = new Map(this.entries);
		const held = new Held(
			this.registry.fork((id) => held.entries.get(id)),
			entries
		);
		held.grown = this.grown;
		return held;
	}

	take(entries: readonly Entry[]): void {
		for (const entry of entries) {
			this.entries.set(entry.id, entry);
			this.registry.add(entry);
		}
	}
}

const shownIn = (registry: KeyRegistry, organization: string) =>
	registry.recordsOf(organization).map((record) => ({
		...record,
		above: [...registry.ancestorsOf(organization, record.key)].sort()
	}));

const shownOf = (grown: ReadonlyMap<string, GrownKey>) =>
	[...grown.values()]
		.sort((one, other) => one.level - other.level || (one.key < other.key ? -1 : 1))
		.map((key) => ({ ...key.shown(), above: [...key.above()].sort() }));

const authoritiesOf = (registry: KeyRegistry, entries: Iterable<Entry>) =>
	new Map([...entries].map((entry) => [entry, registry.authorityOf(entry)]));

const met = new Map<string, number>();
const meet = (what: string) => met.set(what, (met.get(what) ?? 0) + 1);

/** Counts the keys that another one added, too, or that came nearer to the first key, while others stayed below them. */
function meetMoves(before: ReadonlyMap<string, GrownKey>, after: ReadonlyMap<string, GrownKey>): void {
	const parentsOf = (key: GrownKey | undefined) => [...(key?.parents ?? [])].map(({ key }) => key).sort();
	for (const [id, key] of after) {
		const was = before.get(id);
		const [one] = key.parents;
		if (!was || !one) continue;
		const isSame = parentsOf(was).join() === parentsOf(key).join();
		if (isSame && key.level < was.level) meet('key that moved up below another');
		if (isSame && one.parents.size > 1 && before.get(one.key)?.parents.size === 1)
			meet('key below one that got a second parent');
	}
}

/** Adds some more: the tree equals the one computed from all entries, and each changed authority is told. */
function expectStep(held: Held, more: readonly Entry[], organization: string): void {
	const { registry, entries } = held;
	const before = authoritiesOf(registry, entries.values());
	const shown = new Map(registry.recordsOf(organization).map((record) => [record, JSON.stringify(record)]));
	held.take(more);
	const told = new Set(registry.settle());
	const grown = grownKeys([...entries.values()]);
	meetMoves(held.grown, grown);
	held.grown = grown;
	expect(shownIn(registry, organization)).toEqual(shownOf(grown));
	const authorities = [...entries.values()].map(
		(entry) => grown.get(entry.key)?.authorityOf(entry) ?? 'none'
	);
	expect([...entries.values()].map((entry) => registry.authorityOf(entry))).toEqual(authorities);
	for (const [entry, authority] of before)
		if (authority !== registry.authorityOf(entry)) {
			meet(`${authority} to ${registry.authorityOf(entry)}`);
			expect(told.has(entry)).toBe(true);
		}
	for (const [record, text] of shown) expect(JSON.stringify(record)).toBe(text);
	for (const { key, addedBy } of shown.keys())
		if (registry.record(organization, key) === undefined) meet('key removed');
		else if (registry.record(organization, key)!.addedBy !== addedBy) meet('key that moved');
}

test('the tree updated with what is new equals the tree computed from all entries, after each step', () => {
	fc.assert(
		fc.property(histories, ({ entries, batches, forkAt }) => {
			const organization = entries.find((entry) => entry.organization === '')!.id;
			let held = new Held();
			for (let [at, batch] = [0, 0]; at < entries.length; batch++) {
				const more = entries.slice(at, at + batches[batch]!);
				if (at <= forkAt && forkAt < at + more.length) {
					const [first, before] = [held, JSON.stringify(shownIn(held.registry, organization))];
					held = first.fork();
					expectStep(held, more, organization);
					expect(JSON.stringify(shownIn(first.registry, organization))).toBe(before);
				} else expectStep(held, more, organization);
				at += more.length;
			}
		}),
		{ seed, numRuns: runs(300) }
	);
	const turns = ['all to none', 'none to all', 'all to keys', 'none to keys', 'keys to none', 'keys to all'];
	for (const what of [...turns, 'key removed', 'key that moved'])
		expect(met.get(what) ?? 0, what).toBeGreaterThan(5);
	expect(met.get('key that moved up below another') ?? 0).toBeGreaterThan(50);
	expect(met.get('key below one that got a second parent') ?? 0).toBeGreaterThan(10);
});

test('in slices, an entry counts as it did or as it will but for moments, and in the end the tree is the same', () => {
	const inBetween = new Map<string, number>();
	let [looks, neither] = [0, 0];
	const slices = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });
	fc.assert(
		fc.property(histories, slices, ({ entries, batches }, steps) => {
			const organization = entries.find((entry) => entry.organization === '')!.id;
			const { registry, entries: here } = new Held();
			const counts = (grown: ReadonlyMap<string, GrownKey>, entry: Entry) =>
				grown.get(entry.key)?.authorityOf(entry) ?? 'none';
			/** The trees of what was there since all was settled. */
			let trees = [grownKeys([])];
			let before = new Map<Entry, string>();
			const told = new Set<Entry>();
			const settle = (most: number) => {
				for (const each of registry.settle(most)) told.add(each);
				const [last] = trees.slice(-1);
				for (const entry of here.values()) {
					const authority = registry.authorityOf(entry);
					looks += 1;
					if (!trees.some((tree) => counts(tree, entry) === authority)) neither += 1;
					if (registry.isSettled) expect(authority).toBe(counts(last!, entry));
					else if (authority !== counts(last!, entry))
						inBetween.set(authority, (inBetween.get(authority) ?? 0) + 1);
				}
				const shown = shownIn(registry, organization);
				if (!registry.isSettled) return;
				expect(shown).toEqual(shownOf(last!));
				for (const [entry, authority] of before)
					if (authority !== counts(last!, entry)) expect(told).toContain(entry);
				before = new Map([...here.values()].map((entry) => [entry, counts(last!, entry)]));
				trees = [last!];
				told.clear();
			};
			for (let [at, batch] = [0, 0]; at < entries.length; batch++) {
				const more = entries.slice(at, (at += batches[batch]!));
				for (const entry of more) here.set(entry.id, entry);
				for (const entry of more) registry.add(entry);
				trees.push(grownKeys([...here.values()]));
				settle(steps[batch % steps.length]!);
			}
			for (let turn = 0; !registry.isSettled; turn++) settle(steps[turn % steps.length]!);
		}),
		{ seed, numRuns: runs(300) }
	);
	for (const authority of ['all', 'none', 'keys'])
		expect(inBetween.get(authority) ?? 0, authority).toBeGreaterThan(5);
	// Where one end of a key gives way to another within one update, the key has neither for a moment.
	expect(neither / looks).toBeLessThan(0.0001);
});
