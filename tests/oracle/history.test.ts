import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import { authorOf } from '$lib/domain/entry';
import { applyEntries } from '$lib/domain/fold/apply';
import { fork } from '$lib/domain/fold/fork';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import {
	entriesInOrder,
	type History,
	type HistoryAction,
	historyAt,
	historyOf,
	readHistory
} from '$lib/views/history/actions';
import { filterHistory, historyKinds, indexHistory } from '$lib/views/history/search';
import { folded } from './agreement';
import { rawEntries } from './generate-entries';
import { keyedEntries } from './generate-keys';
import { entryOf, hashOf } from './ledger';
import { enough, histories } from './seed';

const actions = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const organizations = ['one', 'two'].map(hashOf);

/** Entries of few acts, with clocks that are wrong and undos of anything, in the order in which they arrive. */
const arriving = fc
	.array(
		fc.record({
			at: fc.integer({ min: 0, max: 9 }),
			organization: fc.constantFrom(0, 0, 0, 0, 1, 2),
			action: fc.constantFrom(...actions),
			undone: fc.option(fc.constantFrom(...actions), { freq: 2 }),
			previous: fc.option(fc.nat(), { freq: 3 }),
			rank: fc.nat()
		}),
		{ minLength: 1, maxLength: 22 }
	)
	.map((raw) => {
		const founding = organizations.map((id) =>
			entryOf({ organization: '', facts: [], action: `found ${id}`, at: 3 }, id)
		);
		const entries: Entry[] = [];
		for (const [seq, each] of raw.entries()) {
			// The third is nobody here, and what it says counts for nothing.
			const organization = organizations[each.organization] ?? hashOf('nobody');
			const previous = each.previous === null ? '' : (entries[each.previous % (seq + 1)]?.id ?? '');
			const command = each.undone === null ? 'c' : `undo:${each.undone}`;
			entries.push(
				entryOf({ organization, previous, command, seq, facts: [], at: each.at, action: each.action })
			);
		}
		const ranks = new Map(entries.map(({ id }, index) => [id, raw[index]!.rank]));
		return [...founding, ...entries.toSorted((a, b) => ranks.get(a.id)! - ranks.get(b.id)!)];
	});

/** Whether nothing is missing before an entry. */
const isWhole = ({ previous }: Entry, all: readonly Entry[]): boolean =>
	previous === '' || all.some((each) => each.id === previous && isWhole(each, all));

/** Where an entry is told, by the definition. */
function placeOf(entry: Entry, all: readonly Entry[]): [number, number, string] {
	if (!isWhole(entry, all)) return [entry.at, entry.seq, entry.id];
	const previous = all.find(({ id }) => id === entry.previous);
	const [at, after] = previous ? placeOf(previous, all) : [-1, -1];
	return at >= entry.at ? [at, after + 1, entry.id] : [entry.at, 0, entry.id];
}

interface Told {
	actions: readonly Pick<HistoryAction, 'action' | 'entries' | 'at' | 'authors' | 'undoes'>[];
	undoneBy: (action: string) => { action: string } | undefined;
}

const told = ({ actions, undoneBy }: Told) => ({
	actions: actions.map(({ action, entries, at, authors, undoes }) => {
		return { action, entries: entries.map(({ id }) => id), at, authors, undoes };
	}),
	undoneBy: actions
		.flatMap(({ action }) => {
			const by = undoneBy(action);
			return by ? [`${action} by ${by.action}`] : [];
		})
		.sort()
});

const claimOf = ({ command }: Entry) => (command.startsWith('undo:') ? command.slice(5) : undefined);

/** The history by its definition: everything is looked for everywhere. */
function plainHistory(entries: readonly Entry[], snapshot: Snapshot) {
	const order = entries
		.map((entry) => ({ entry, place: placeOf(entry, entries) }))
		.sort(({ place: a }, { place: b }) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1))
		.map(({ entry }) => entry);
	const newestFirst = [...new Set(order.toReversed().map(({ action }) => action))].map((action) => {
		const own = order.filter((entry) => entry.action === action);
		const claims = new Set(own.map(claimOf));
		const [undoes] = claims.size === 1 ? claims : [];
		return { action, entries: own, at: own.at(-1)!.at, authors: [...new Set(own.map(authorOf))], undoes };
	});
	const undoneBy = new Map<string, (typeof newestFirst)[number]>();
	for (const one of newestFirst) {
		// Of each act that says it, by which entry everybody had said so.
		const said = newestFirst.flatMap((other) => {
			const firsts = one.authors.map((author) =>
				other.entries.find(
					(entry) =>
						authorOf(entry) === author &&
						claimOf(entry) === one.action &&
						order.indexOf(entry) > order.indexOf(one.entries.at(-1)!) &&
						!snapshot.uncounted.get(author)?.has(entry.id)
				)
			);
			const places = firsts.map((entry) => (entry ? order.indexOf(entry) : -1));
			return undoneBy.has(other.action) || places.includes(-1) ? [] : [{ other, by: Math.max(...places) }];
		});
		const [first] = said.sort((a, b) => a.by - b.by);
		if (first) undoneBy.set(one.action, first.other);
	}
	return { order, history: told({ actions: newestFirst, undoneBy: (action) => undoneBy.get(action) }) };
}

test('the history is what its definition says, however the entries arrive', () => {
	let [undone, late, parted] = [0, 0, 0];
	fc.assert(
		fc.property(arriving, fc.array(fc.constantFrom('told', 'left', 'begun')), (entries, ways) => {
			const snapshot = emptySnapshot();
			let before: readonly Entry[] = [];
			for (const [index, entry] of entries.entries()) {
				applyEntries(snapshot, [entry]);
				// Otherwise it is told with the next one, of which some are read ahead.
				if (ways[index] === 'begun') readHistory(snapshot, 2).next();
				if (ways[index] !== undefined && ways[index] !== 'told') continue;
				const plain = plainHistory(entries.slice(0, index + 1), snapshot);
				expect(told(historyOf(snapshot))).toEqual(plain.history);
				expect(entriesInOrder(snapshot)).toEqual(plain.order);
				undone += plain.history.undoneBy.length;
				if (before.some((each, at) => each !== plain.order[at])) late += 1;
				before = plain.order;
			}
			expect(told(historyOf(snapshot))).toEqual(plainHistory(entries, snapshot).history);
			expect(told(historyOf(folded(entries)))).toEqual(told(historyOf(snapshot)));
			const ahead = folded(entries);
			expect(Array.from(readHistory(ahead, 2)).length).toBeLessThanOrEqual(Math.ceil(entries.length / 2));
			expect(told(historyOf(ahead))).toEqual(told(historyOf(snapshot)));
			const { actions } = historyOf(snapshot);
			parted += actions.filter((act) => act.entries.length > 1).length;
		}),
		histories(400)
	);
	expect(Math.min(undone, late, parted)).toBeGreaterThan(enough(200));
});

test('a moment’s history is what its entries tell, by the objects that tell it now where those were whole', () => {
	let [whole, parts] = [0, 0];
	fc.assert(
		fc.property(arriving, (entries) => {
			const now = folded(entries);
			const order = entriesInOrder(now);
			for (let count = 0; count <= order.length; count++) {
				const then = folded(order.slice(0, count));
				const history = historyAt(now, count, then);
				expect(told(history)).toEqual(told(historyOf(then)));
				for (const action of actions)
					expect(history.act(action)?.entries).toEqual(historyOf(then).act(action)?.entries);
				for (const act of history.actions) {
					const present = historyOf(now).act(act.action)!;
					const isWhole = present.entries.length === act.entries.length;
					expect(act === present).toBe(isWhole);
					if (isWhole) whole += 1;
					else parts += 1;
				}
			}
		}),
		histories(150)
	);
	expect(Math.min(whole, parts)).toBeGreaterThan(enough(500));
});

test('what a draft adds is told on top of the workspace’s own, which stays as it is', () => {
	fc.assert(
		fc.property(arriving, fc.nat(), (entries, pick) => {
			const count = pick % (entries.length + 1);
			const base = folded(entries.slice(0, count));
			const before = told(historyOf(base));
			const draft = fork(base);
			applyEntries(draft, entries.slice(count));
			expect(told(historyOf(draft, base))).toEqual(told(historyOf(folded(entries))));
			expect(told(historyOf(base))).toEqual(before);
			// What the workspace adds later is its own again.
			for (const entry of entries.slice(count)) applyEntries(base, [entry]);
			expect(told(historyOf(base))).toEqual(told(historyOf(folded(entries))));
		}),
		histories(200)
	);
});

const uncounted = (snapshot: Snapshot): Set<string> =>
	new Set([...snapshot.uncounted.values()].flatMap((ids) => [...ids]));

/** Which acts each filter finds: by kind, and by what they are about. */
function foundBy(snapshot: Snapshot, { actions }: Pick<History, 'actions'>): string[] {
	const ids = [...snapshot.organizations.keys(), ...snapshot.products.keys()].sort();
	const filters = [
		...historyKinds.map((kind) => ({ kind })),
		...ids.map((organization) => ({ organization }))
	];
	return filters.map((filter) => {
		const found = filterHistory(snapshot, actions, filter).map(({ action }) => action);
		return `${JSON.stringify(filter)}: ${found.join(' ')}`;
	});
}

test('what an act is about is what one who begins now finds, whatever has not arrived or counts no more', () => {
	let [waited, arrived, silenced] = [0, 0, 0];
	fc.assert(
		fc.property(fc.oneof(rawEntries, keyedEntries), fc.nat(), (raw, pick) => {
			const entries = raw.map((entry, place) => ({ ...entry, action: `act ${place >> 1}` }));
			const plain = (some: readonly Entry[]) => {
				const snapshot = folded(some);
				return foundBy(snapshot, historyOf(snapshot));
			};
			const snapshot = emptySnapshot();
			const until = pick % entries.length;
			for (const [place, entry] of entries.entries()) {
				const before = { waiting: snapshot.waiting.size, uncounted: uncounted(snapshot) };
				applyEntries(snapshot, [entry]);
				Array.from(indexHistory(snapshot));
				expect(foundBy(snapshot, historyOf(snapshot))).toEqual(plain(entries.slice(0, place + 1)));
				if (snapshot.waiting.size > 0) waited += 1;
				if (snapshot.waiting.size < before.waiting) arrived += 1;
				const isNew = (id: string) => id !== entry.id && !before.uncounted.has(id);
				if ([...uncounted(snapshot)].some(isNew)) silenced += 1;
				if (place !== until) continue;
				// A draft has the same acts, and what it adds must not be taken for what is there.
				const draft = fork(snapshot);
				applyEntries(draft, entries);
				expect(foundBy(draft, historyOf(draft, snapshot))).toEqual(plain(entries));
			}
		}),
		histories(400)
	);
	expect(Math.min(waited, arrived, silenced)).toBeGreaterThan(enough(50));
});
