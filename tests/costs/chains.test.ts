import { expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import { entryOf, hashOf } from '../oracle/ledger';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { KeyChains } = await import('$lib/gate/key-chains');
const { applyEntries } = await import('$lib/domain/fold/apply');
const { emptySnapshot } = await import('$lib/domain/snapshot');
const { isOfRetiring } = await import('$lib/views/diagnostics');
const { adds, lamp, Pen, retires } = await import('../domain/organization-keys');

/** So many entries of one key that share the numbers 2 and 3, each of the latter behind one of the former. */
function forked(size: number): Entry[] {
	const organization = hashOf('Mallory');
	const key = hashOf('key');
	const seconds = Array.from({ length: size / 2 }, (_, at) =>
		entryOf({ organization, key, seq: 2, previous: organization, at, facts: [] })
	);
	const thirds = seconds.map(({ id: previous, at }) =>
		entryOf({ organization, key, seq: 3, previous, at, facts: [] })
	);
	return [...seconds, ...thirds];
}

test.for(['in order', 'backwards'])(
	'entries that share a number cost each as much as few do, %s',
	(order) => {
		const [few, many] = [400, 1_600].map((size) => {
			const entries = order === 'in order' ? forked(size) : forked(size).reverse();
			const here = new Map<string, Entry>();
			const chains = new KeyChains((id) => here.get(id));
			const steps = stepsOf(() => {
				for (const entry of entries) {
					here.set(entry.id, entry);
					chains.add(entry);
				}
				chains.gaps(10);
			});
			expect(chains.forks(10)).toHaveLength(2);
			return steps;
		});
		expect(many! / few!).toBeLessThan(4.2);
	}
);

test.for(['a gap', 'a fork'])('what is told of %s costs the same however much is here', (what) => {
	const [few, many] = [400, 1_600].map((size) => {
		const [organization, key] = [hashOf('Mallory'), hashOf('key')];
		const written: Entry[] = [];
		for (let seq = 1; seq <= size; seq++)
			written.push(entryOf({ organization, key, seq, previous: written.at(-1)?.id ?? '', facts: [] }));
		const here = new Map(written.map((entry) => [entry.id, entry]));
		const chains = new KeyChains((id) => here.get(id));
		if (what === 'a gap') written.splice(1, 1);
		else written.push(entryOf({ organization, key, seq: 2, previous: written[0]!.id, at: 1, facts: [] }));
		for (const entry of written) chains.add(entry);
		return stepsOf(() => {
			expect(chains.gaps(10)).toHaveLength(what === 'a gap' ? 1 : 0);
			expect(chains.forks(10)).toHaveLength(what === 'a gap' ? 0 : 1);
		});
	});
	expect(many! / few!).toBeLessThan(1.5);
});

test('what is told of gaps and forks costs the same however many keys have neither', () => {
	const [few, many] = [250, 1_000].map((size) => {
		const organization = hashOf('Mallory');
		const keys = Array.from({ length: size }, (_, at) => hashOf(`key ${at}`));
		const written = keys.map((key) => entryOf({ organization, key, facts: [] }));
		const last = { organization, key: keys.at(-1)!, facts: [] };
		written.push(entryOf({ ...last, at: 1 }), entryOf({ ...last, seq: 3, previous: hashOf('missing') }));
		const here = new Map(written.map((entry) => [entry.id, entry]));
		const chains = new KeyChains((id) => here.get(id));
		for (const entry of written) chains.add(entry);
		return stepsOf(() => {
			expect([chains.gaps(10), chains.forks(10)].map(({ length }) => length)).toEqual([1, 1]);
		});
	});
	expect(many! / few!).toBeLessThan(1.2);
});

test('entries that share one number are told by the first of them, which costs the same however many there are', () => {
	const [few, many] = [100, 1_000].map((size) => {
		const organization = hashOf('Mallory');
		const entries = Array.from({ length: size }, (_, at) =>
			entryOf({ organization, key: hashOf('key'), at, facts: [] })
		);
		const here = new Map(entries.map((entry) => [entry.id, entry]));
		const chains = new KeyChains((id) => here.get(id));
		for (const entry of entries) chains.add(entry);
		const ids = entries.map(({ id }) => id).sort();
		return stepsOf(() => {
			expect(chains.forks(10)).toMatchObject([{ entries: ids.slice(0, 20), count: size }]);
		});
	});
	expect(many! / few!).toBeLessThan(1.2);
});

test('whether a fork comes of retiring its key costs the same however much is in the organization', () => {
	const [few, many] = [100, 1_000].map((size) => {
		const pen = new Pen('Mallory', adds('Trudy'));
		for (let at = 0; at < size; at++) pen.writes('Mallory', lamp);
		const last = pen.writes('Trudy', lamp);
		const ending = pen.writesAfter(last, 'Trudy', retires('Trudy', last));
		const other = pen.writesAfter(last, 'Trudy', lamp);
		const snapshot = emptySnapshot();
		// All in one act, as nobody honest writes.
		applyEntries(snapshot, pen.written);
		const { organization } = pen;
		const fork = { organization, key: ending.key, entries: [ending.id, other.id] };
		isOfRetiring(snapshot, fork);
		const steps = stepsOf(() => {
			expect(isOfRetiring(snapshot, fork)).toBe(false);
		});
		applyEntries(snapshot, [pen.writesAfter(other, 'Trudy', retires('Trudy', other))]);
		expect(isOfRetiring(snapshot, fork)).toBe(true);
		return steps;
	});
	expect(many! / few!).toBeLessThan(1.2);
});
