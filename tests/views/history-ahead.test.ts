import { expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import type { Fact } from '$lib/domain/facts';
import { applyEntries } from '$lib/domain/fold/apply';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { historyOf } from '$lib/views/history/actions';
import { filterHistory, indexHistory } from '$lib/views/history/search';
import { network } from '../bench/network';
import { folded } from '../oracle/agreement';
import { entryOf, hashOf } from '../oracle/ledger';

/** The acts whose facts were looked into since this was last asked. */
const lookedInto = new Set<string>();
function looked(): string[] {
	const acts = [...lookedInto];
	lookedInto.clear();
	return acts;
}

const watched = (entry: Entry): Entry => ({
	...entry,
	facts: entry.facts.map((fact) => ({
		...fact,
		get table() {
			lookedInto.add(entry.action);
			return fact.table;
		}
	})) as Fact[]
});

/** Takes entries in, unseen. */
function takeIn(snapshot: Snapshot, more: readonly Entry[]): Snapshot {
	applyEntries(snapshot, more.map(watched));
	lookedInto.clear();
	return snapshot;
}

const { entries, organizations, products } = network(1_200);

const founding = entries.find(({ id }) => id === organizations[0])!;
let seq = 100;
const said = (action: string, ...facts: Fact[]) =>
	entryOf({ organization: founding.id, key: founding.key, seq: ++seq, stamp: seq, action, facts });

const called = (value: string): Fact => ({ table: 'organization-fields', field: 'name', value });

const found = (snapshot: Snapshot, filter: Parameters<typeof filterHistory>[2]) =>
	filterHistory(snapshot, historyOf(snapshot).actions, filter).map(({ action }) => action);

test('of one act of thousands of facts, no step looks at many', () => {
	const many = 3_000;
	const facts = Array.from({ length: many / 10 }, () =>
		said('an import', ...Array.from({ length: 10 }, (_, at) => called(`Name ${at}`)))
	);
	const snapshot = takeIn(emptySnapshot(), [founding]);
	applyEntries(snapshot, facts);
	expect([...indexHistory(snapshot)].length).toBeGreaterThan(many / 600);
	expect(found(snapshot, { kind: 'organizations' })).toContain('an import');
});

test('reading the history ahead goes through all of it in steps, and changes no answer', () => {
	const filters = [
		{ kind: 'authorizations' as const },
		{ organization: organizations[3], product: products[5] },
		{ query: 'product 7' }
	];
	const answers = (snapshot: Snapshot) => filters.map((filter) => found(snapshot, filter));
	const ahead = takeIn(emptySnapshot(), entries);
	expect([...indexHistory(ahead)].length).toBeGreaterThan(2);
	const expected = answers(folded(entries));
	expect(expected.every((acts) => acts.length > 0 && acts.length < entries.length)).toBe(true);
	expect(looked()).toHaveLength(actionCount(ahead));
	expect(answers(ahead)).toEqual(expected);
	expect(looked()).toEqual([]);
});

const actionCount = ({ entries: all }: Snapshot) =>
	new Set(Array.from(all.values(), ({ action }) => action)).size;

test('a step is some hundreds of facts, or one entry that has more', () => {
	const long = ['one', 'two', 'three'].map((action) =>
		said(action, ...Array.from({ length: 600 }, (_, name) => called(`${action} ${name}`)))
	);
	const snapshot = takeIn(emptySnapshot(), [...entries, ...long]);
	const facts = (acts: string[]) =>
		acts
			.flatMap((action) => snapshot.actions.get(action)!)
			.reduce((sum, entry) => sum + entry.facts.length, 0);
	const steps = [...Array.from(indexHistory(snapshot), looked), looked()];
	expect(steps.flat()).toHaveLength(actionCount(snapshot));
	expect(steps.filter((acts) => facts(acts) > 500)).toEqual(
		expect.arrayContaining([['one'], ['two'], ['three']])
	);
	expect(steps.filter((acts) => acts.length > 1 && facts(acts) > 500)).toEqual([]);
});

test('what waits for ever makes nothing told twice; what arrives only what it tells something about', () => {
	const grant = said('grant', {
		...{ table: 'grants', product: products[0]!, grantee: organizations[3]!, permission: 'purchase' }
	});
	const never = said('never', { table: 'revocations', grant: `${hashOf('nothing')}:0` });
	const early = said('early', { table: 'revocations', grant: `${grant.id}:0` });
	const snapshot = takeIn(emptySnapshot(), [...entries, never, early]);
	expect(snapshot.waiting.size).toBe(2);
	Array.from(indexHistory(snapshot));
	expect(looked()).toHaveLength(actionCount(snapshot));
	const about = { kind: 'authorizations', product: products[0], partner: organizations[3] } as const;
	expect(found(snapshot, about)).not.toContain('early');

	takeIn(snapshot, [said('renamed', called('Other'))]);
	found(snapshot, about);
	expect(looked()).toEqual(['renamed']);

	takeIn(snapshot, [grant]);
	expect(found(snapshot, about)).toContain('early');
	expect(looked().toSorted()).toEqual(['early', 'grant']);
	expect(snapshot.waiting.size).toBe(1);
});
