import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { authorOf, type Entry } from '$lib/domain/entry';
import { applyEntries } from '$lib/domain/fold/apply';
import { emptySnapshot, type Snapshot } from '$lib/domain/snapshot';
import { rebuilt } from './agreement';
import { keyedEntries } from './generate-keys';
import { Mix } from './mix';
import { enough, histories } from './seed';
import { oracleAuthorities } from './authorities';
import { expectSame, wholeOf } from './whole';

const mix = new Mix();

/** Who may speak, which keys there are and what is kept without counting: all of it as the oracle says. */
function expectVoices(snapshot: Snapshot, all: readonly Entry[]): void {
	const oracle = oracleAuthorities(all);
	const said = all.map((entry) => [entry.id, snapshot.keys.authorityOf(entry)]);
	expect(said).toEqual(all.map((entry) => [entry.id, oracle.authorityOf(entry)]));
	// Each entry but the founding ones adds a product: what counts is what there is.
	const counting = all.filter((entry) => entry.organization !== '' && oracle.authorityOf(entry) === 'all');
	expect([...snapshot.products.values()].map(({ entry }) => entry).sort()).toEqual(
		counting.map(({ id }) => id).sort()
	);
	const kept = (ids: Snapshot['uncounted']) => [...ids.values()].flatMap((each) => [...each]).sort();
	const silent = (authority: string) =>
		all
			.filter((entry) => oracle.authorityOf(entry) === authority)
			.map(({ id }) => id)
			.sort();
	expect(kept(snapshot.uncounted)).toEqual(silent('none'));
	expect(kept(snapshot.recoveries)).toEqual(silent('keys'));
	for (const { id } of all.filter(({ organization }) => organization === '')) {
		const members = oracle.membersOf(id);
		const records = snapshot.keys.recordsOf(id);
		expect(records.map(({ key }) => key).sort()).toEqual([...members.keys()].sort());
		for (const { key, use, name, retired } of records) {
			const { above, ...member } = members.get(key)!;
			expect({ use, name, retired: retired !== null }).toEqual(member);
			expect([...snapshot.keys.ancestorsOf(id, key)].sort()).toEqual([...above].sort());
			expect(snapshot.keys.acts(id, key)).toBe(use === 'act' && !member.retired);
		}
	}
}

/** Notes what the entries contain, once all are there. */
function note(all: readonly Entry[]): void {
	const oracle = oracleAuthorities(all);
	for (const entry of all) mix.add(`entry that says ${oracle.authorityOf(entry)}`);
	for (const { id, key: founding } of all.filter(({ organization }) => organization === '')) {
		const members = oracle.membersOf(id);
		const own = all.filter((entry) => authorOf(entry) === id);
		const named = new Set(
			own.flatMap(({ facts }) =>
				facts.flatMap((fact) => (fact.table === 'keys' || fact.table === 'recovery-keys' ? [fact.key] : []))
			)
		);
		mix.add('key that was named and is none', [...named].filter((key) => !members.has(key)).length);
		for (const [key, { use, retired, above }] of members) {
			mix.add(`key to ${use}${retired ? ', retired' : ''}`);
			if (above.size > 2) mix.add('key three levels down');
			if (oracle.keysOf(id).get(key)!.addedBy.length > 1) mix.add('key added by two');
			const entries = own.filter((entry) => entry.key === key);
			const counting = entries.filter((entry) => oracle.authorityOf(entry) !== 'none');
			if (retired && counting.length > 1 && counting.length < entries.length) mix.add('key cut in two');
			const isFork = (entry: Entry) => entries.some((each) => each !== entry && each.seq === entry.seq);
			if (retired && counting.some(isFork)) mix.add(`fork of a retired key`);
			const renames = own.some(
				({ facts, key: by }) =>
					key !== founding &&
					above.has(key) === false &&
					[...(members.get(by)?.above ?? [])].includes(key) &&
					facts.some((fact) => fact.table === 'keys' && fact.key === key)
			);
			if (renames) mix.add('key that one below it adds again');
		}
	}
}

const deliveries = keyedEntries.chain((all) =>
	fc
		.array(fc.record({ entry: fc.nat(all.length - 1), replica: fc.nat(2), batch: fc.nat(5) }), {
			maxLength: 2 * all.length,
			size: 'max'
		})
		.map((some) => ({ all, some }))
);

describe('who may speak', () => {
	test(
		'is what the oracle says, on each of three replicas at each step, and the same in the end',
		{ timeout: 120_000 },
		() => {
			fc.assert(
				fc.property(deliveries, fc.nat(), ({ all, some }, salt) => {
					const replicas = [0, 1, 2].map(() => ({ snapshot: emptySnapshot(), here: new Set<Entry>() }));
					const deliver = ({ snapshot, here }: (typeof replicas)[number], entries: Entry[]) => {
						const before = new Map([...here].map((entry) => [entry, snapshot.keys.authorityOf(entry)]));
						applyEntries(snapshot, entries);
						for (const entry of entries) here.add(entry);
						for (const [entry, authority] of before) {
							const now = snapshot.keys.authorityOf(entry);
							if (now !== authority) mix.add(`authority that turned from ${authority} to ${now}`);
						}
						expectVoices(snapshot, [...here]);
					};
					for (const batch of [0, 1, 2, 3, 4, 5])
						replicas.forEach((replica, i) => {
							const now = some.filter((each) => each.replica === i && each.batch === batch);
							deliver(
								replica,
								now.map(({ entry }) => all[entry]!)
							);
						});
					const turned = [...all.slice(salt % all.length), ...all.slice(0, salt % all.length)];
					deliver(replicas[0]!, turned);
					for (const entry of turned.toReversed()) deliver(replicas[1]!, [entry]);
					deliver(replicas[2]!, all);
					const whole = wholeOf(rebuilt(all));
					for (const { snapshot } of replicas) expectSame(wholeOf(snapshot), whole);
					note(all);
				}),
				histories(400)
			);
		}
	);
});

const least: Record<string, number> = {
	'entry that says all': 2_000,
	'entry that says keys': 50,
	'entry that says none': 1_000,
	'key to act': 400,
	'key to act, retired': 200,
	'key to recover': 50,
	'key to recover, retired': 10,
	'key that was named and is none': 100,
	'key three levels down': 50,
	'key added by two': 20,
	'key cut in two': 50,
	'fork of a retired key': 20,
	'key that one below it adds again': 10,
	'authority that turned from all to none': 100,
	'authority that turned from none to all': 500,
	'authority that turned from none to keys': 30,
	'authority that turned from keys to none': 10,
	'authority that turned from all to keys': 1,
	'authority that turned from keys to all': 5
};

test('the trees of keys contain what they are meant to try', () => {
	const missing = Object.entries(least).filter(([what, times]) => mix.of(what) < enough(times));
	expect(missing.map(([what, times]) => `${what}: ${mix.of(what)} of ${enough(times)}`)).toEqual([]);
});
