import { describe, expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import { applyEntries } from '$lib/domain/fold/apply';
import type { Fact } from '$lib/domain/facts';
import { emptySnapshot, partnershipBetween, type Snapshot } from '$lib/domain/snapshot';
import { hashOf } from '../oracle/ledger';
import { adds, addsRecovery, calls, keyOf, lamp, Pen, retires, snapshotOf } from './organization-keys';

const nameIn = (snapshot: Snapshot, { organization }: Pen) => snapshot.organizations.get(organization)!.name;
const uncounted = (snapshot: Snapshot, { organization }: Pen) => [
	...(snapshot.uncounted.get(organization) ?? [])
];
const actingIn = ({ keys }: Snapshot, { organization }: Pen) =>
	keys
		.recordsOf(organization)
		.filter(({ key }) => keys.acts(organization, key))
		.map(({ name }) => name)
		.sort();

describe('a key', () => {
	test('speaks for an organization once a key of it added it, whichever comes first', () => {
		const pen = new Pen('Alice');
		const early = pen.writes('Bob', calls('Basin'));
		const added = pen.writes('Alice', adds('Bob'));
		const snapshot = emptySnapshot();
		applyEntries(snapshot, [pen.founding, early]);
		expect(nameIn(snapshot, pen)).toBe('Aurora');
		expect(uncounted(snapshot, pen)).toEqual([early.id]);
		applyEntries(snapshot, [added]);
		expect(nameIn(snapshot, pen)).toBe('Basin');
		expect(snapshot.uncounted.size).toBe(0);
		snapshotOf(pen.founding, early, added);
	});

	test('that nobody added says nothing, also about keys: two strangers cannot vouch for each other', () => {
		const pen = new Pen('Alice');
		const [mallory, trudy] = [
			pen.writes('Mallory', adds('Trudy')),
			pen.writes('Trudy', adds('Mallory'), calls('Ours'))
		];
		const snapshot = snapshotOf(pen.founding, mallory, trudy);
		expect(nameIn(snapshot, pen)).toBe('Aurora');
		expect(actingIn(snapshot, pen)).toEqual(['Alice']);
		expect(snapshot.keys.isKnown(pen.organization, keyOf('Trudy'))).toBe(false);
	});

	test('of one organization says nothing for another', () => {
		const [aurora, basin] = [new Pen('Alice'), new Pen('Bob')];
		const forged = aurora.writes('Bob', calls('Basin owns it'), adds('Mallory'));
		const snapshot = snapshotOf(aurora.founding, basin.founding, forged);
		expect(nameIn(snapshot, aurora)).toBe('Aurora');
		expect(uncounted(snapshot, aurora)).toEqual([forged.id]);
		expect(actingIn(snapshot, aurora)).toEqual(['Alice']);
	});

	test('may be one that two organizations added: its end in the one is none in the other', () => {
		const [aurora, basin] = [new Pen('Alice', adds('Carol')), new Pen('Bob', adds('Carol'))];
		const retired = aurora.writes('Alice', retires('Carol', null));
		const [one, other] = [aurora.writes('Carol', calls('X')), basin.writes('Carol', calls('Y'))];
		const snapshot = snapshotOf(aurora.founding, basin.founding, retired, one, other);
		expect([nameIn(snapshot, aurora), nameIn(snapshot, basin)]).toEqual(['Aurora', 'Y']);
	});

	test('is called what an entry that counts called it last, and by its founder where nobody did', () => {
		const pen = new Pen('Alice');
		const added = pen.writes('Alice', adds('Bob'));
		const renamed = pen.writes('Bob', { table: 'keys', key: keyOf('Bob'), name: 'Bob’s laptop' });
		const forged = pen.writes('Mallory', { table: 'keys', key: keyOf('Alice'), name: 'Mallory' });
		const snapshot = snapshotOf(pen.founding, added, renamed, forged);
		const records = snapshot.keys.recordsOf(pen.organization);
		expect(records.map(({ name, addedBy }) => [name, addedBy])).toEqual([
			['Alice', null],
			['Bob’s laptop', keyOf('Alice')]
		]);
	});
});

describe('a retired key', () => {
	const begin = () => {
		const pen = new Pen('Alice', adds('Bob'));
		const first = pen.writes('Bob', calls('First'));
		const second = pen.writes('Bob', calls('Second'));
		return { pen, first, second };
	};

	test('counts up to where it was retired, and not after', () => {
		const { pen, first, second } = begin();
		const retired = pen.writes('Alice', retires('Bob', first));
		const snapshot = snapshotOf(pen.founding, first, second, retired);
		expect(nameIn(snapshot, pen)).toBe('First');
		expect(uncounted(snapshot, pen)).toEqual([second.id]);
		expect(snapshot.keys.record(pen.organization, keyOf('Bob'))!.retired).toEqual({
			...{ by: keyOf('Alice'), entry: retired.id, at: retired.at }
		});
	});

	test('cannot be used by a thief under an old number: only what its end rests on counts', () => {
		const { pen, first, second } = begin();
		const retired = pen.writes('Alice', retires('Bob', second));
		const stolen = [
			pen.writesAfter(null, 'Bob', calls('Stolen')),
			pen.writesAfter(first, 'Bob', calls('Stolen'), adds('Mallory')),
			pen.writesAfter(second, 'Bob', calls('Stolen'))
		];
		const snapshot = snapshotOf(pen.founding, first, second, retired, ...stolen);
		expect(nameIn(snapshot, pen)).toBe('Second');
		expect(uncounted(snapshot, pen).sort()).toEqual(stolen.map(({ id }) => id).sort());
		expect(actingIn(snapshot, pen)).toEqual(['Alice']);
	});

	test('cannot be retired again by who has it, to count for more or for less', () => {
		const { pen, first, second } = begin();
		const retired = pen.writes('Alice', retires('Bob', second));
		const stolen = pen.writesAfter(first, 'Bob', calls('Stolen'), retires('Bob', null));
		expect(nameIn(snapshotOf(pen.founding, first, second, retired, stolen), pen)).toBe('Second');
	});

	test('has it wait also where two that end the key come upon the same gap', () => {
		const pen = new Pen('Alice', adds('Bob'));
		const first = pen.writes('Bob', calls('Basin'));
		const gap = pen.writes('Bob', calls('Cove'));
		const own = pen.writes('Bob', retires('Bob', gap));
		const ends = pen.writes('Alice', retires('Bob', own));
		const snapshot = emptySnapshot();
		applyEntries(snapshot, [pen.founding, first, own, ends]);
		expect(uncounted(snapshot, pen)).toEqual([first.id]);
		applyEntries(snapshot, [gap]);
		expect(nameIn(snapshot, pen)).toBe('Cove');
		snapshotOf(pen.founding, first, gap, own, ends);
	});

	test('has what is below a gap in its chain wait until the gap is closed', () => {
		const { pen, first, second } = begin();
		const retired = pen.writes('Alice', retires('Bob', second));
		const snapshot = emptySnapshot();
		const [third, fourth] = [pen.writesAfter(null, 'Bob', calls('A thief’s')), first];
		applyEntries(snapshot, [pen.founding, retired, third, fourth]);
		expect(nameIn(snapshot, pen)).toBe('Aurora');
		applyEntries(snapshot, [second]);
		expect(nameIn(snapshot, pen)).toBe('Second');
		expect(uncounted(snapshot, pen)).toEqual([third.id]);
	});

	test('takes with it what it added after its end, and what those added', () => {
		const { pen, first, second } = begin();
		const added = pen.writes('Bob', adds('Mallory'));
		const further = pen.writes('Mallory', adds('Trudy'), calls('Mallory’s'));
		const last = pen.writes('Trudy', calls('Trudy’s'));
		const before = [pen.founding, first, second, added, further, last];
		expect(nameIn(snapshotOf(...before), pen)).toBe('Trudy’s');
		const retired = pen.writes('Alice', retires('Bob', second));
		const snapshot = snapshotOf(...before, retired);
		expect(nameIn(snapshot, pen)).toBe('Second');
		expect(snapshot.keys.recordsOf(pen.organization).map(({ name }) => name)).toEqual(['Alice', 'Bob']);
		expect(snapshot.keys.isKnown(pen.organization, keyOf('Trudy'))).toBe(true);
	});

	test('leaves what it added before', () => {
		const { pen, first, second } = begin();
		const added = pen.writes('Bob', adds('Carol'));
		const retired = pen.writes('Alice', retires('Bob', added));
		const snapshot = snapshotOf(
			pen.founding,
			first,
			second,
			added,
			retired,
			pen.writes('Carol', calls('Carol’s'))
		);
		expect(nameIn(snapshot, pen)).toBe('Carol’s');
	});

	test('does not come back by being added again, from above or from below', () => {
		const { pen, first, second } = begin();
		const added = pen.writes('Bob', adds('Carol'));
		const retired = pen.writes('Alice', retires('Bob', added));
		const again = [pen.writes('Alice', adds('Bob')), pen.writes('Carol', adds('Bob'))];
		const later = pen.writesAfter(added, 'Bob', calls('Back'));
		const snapshot = snapshotOf(pen.founding, first, second, added, retired, ...again, later);
		expect(nameIn(snapshot, pen)).toBe('Second');
		expect(actingIn(snapshot, pen)).toEqual(['Alice', 'Carol']);
	});

	test('ends where the soonest of several says, and the same everywhere where two say so differently', () => {
		const pen = new Pen('Alice', adds('Bob'));
		const added = pen.writes('Bob', adds('Carol'));
		const said = [
			pen.writes('Carol', calls('1')),
			pen.writes('Carol', calls('2')),
			pen.writes('Carol', calls('3'))
		];
		const ends = [
			pen.writes('Alice', retires('Carol', said[2]!)),
			pen.writes('Bob', retires('Carol', said[0]!))
		];
		expect(nameIn(snapshotOf(pen.founding, added, ...said, ...ends), pen)).toBe('1');
	});

	test('takes its grant with it, and not the same one of a key that becomes known with that', () => {
		// Which of the two is folded first follows from the ids of their entries.
		for (const ended of ['Bob', 'Eve', 'Finn', 'Gus'])
			for (const known of ['Dora', 'Carl', 'Hal', 'Ivy']) {
				const [pen, other] = [new Pen('Alice', adds(ended), adds('Helper')), new Pen('Zoe')];
				const product = pen.writes('Alice', lamp);
				const grant: Fact = {
					...{ table: 'grants', product: `${product.id}:0`, grantee: other.organization },
					permission: 'view-logs'
				};
				const grants = [pen.writes(ended, grant), pen.writes(known, grant)];
				const changes = [pen.writes('Alice', retires(ended, null)), pen.writes('Helper', adds(known))];
				const snapshot = emptySnapshot();
				applyEntries(snapshot, [pen.founding, other.founding, product, ...grants]);
				applyEntries(snapshot, changes);
				const { authorized } = partnershipBetween(snapshot, pen.organization, other.organization)!;
				expect([...authorized.keys()]).toEqual([`${product.id}:0`]);
			}
	});
});

describe('who may retire a key', () => {
	test('is never below it, nor beside it', () => {
		const pen = new Pen('Alice', adds('Bob'), adds('Carol'));
		const said = [pen.writes('Alice', calls('Alice’s')), pen.writes('Carol', adds('Dave'), calls('Carol’s'))];
		const tried = [
			pen.writes('Bob', retires('Alice', null), retires('Carol', null)),
			pen.writes('Dave', retires('Carol', null), retires('Alice', null))
		];
		const snapshot = snapshotOf(pen.founding, ...said, ...tried);
		expect(actingIn(snapshot, pen)).toEqual(['Alice', 'Bob', 'Carol', 'Dave']);
		expect(nameIn(snapshot, pen)).toBe('Carol’s');
	});

	test('is not a key that it was added by in turn: a circle does not lift the one below', () => {
		const pen = new Pen('Alice', adds('Bob'));
		const added = pen.writes('Bob', adds('Carol'));
		const turned = pen.writes(
			'Carol',
			adds('Bob'),
			adds('Alice'),
			retires('Bob', null),
			retires('Alice', null)
		);
		const snapshot = snapshotOf(pen.founding, added, turned);
		expect(actingIn(snapshot, pen)).toEqual(['Alice', 'Bob', 'Carol']);
		expect(snapshot.keys.isAncestor(pen.organization, keyOf('Carol'), keyOf('Bob'))).toBe(false);
	});

	test('is each of two that approved it at once; and it stays while one of them counts', () => {
		const pen = new Pen('Alice', adds('Bob'), adds('Carol'));
		const added = [pen.writes('Bob', adds('Dave')), pen.writes('Carol', adds('Dave'))];
		const said = pen.writes('Dave', calls('Dave’s'));
		const all = [pen.founding, ...added, said];
		for (const name of ['Bob', 'Carol']) {
			const mine = new Map(all.map((entry) => [entry.key, entry])).get(keyOf(name))!;
			const retired = pen.writesAfter(mine, name, retires('Dave', said));
			expect(actingIn(snapshotOf(...all, retired), pen)).not.toContain('Dave');
		}
		const without = pen.writes('Alice', retires('Bob', null));
		expect(actingIn(snapshotOf(...all, without), pen)).toContain('Dave');
	});

	test('is not one whose own word does not count any more', () => {
		const pen = new Pen('Alice', adds('Bob'));
		const added = pen.writes('Bob', adds('Carol'));
		const ended = pen.writes('Bob', retires('Carol', null));
		const retired = pen.writes('Alice', retires('Bob', added));
		expect(actingIn(snapshotOf(pen.founding, added, ended), pen)).toEqual(['Alice', 'Bob']);
		expect(actingIn(snapshotOf(pen.founding, added, ended, retired), pen)).toEqual(['Alice', 'Carol']);
	});
});

describe('a key that retires itself', () => {
	test('ends with that entry, which counts', () => {
		const pen = new Pen('Alice');
		const left = pen.writes('Alice', adds('Bob'), calls('Bob’s'), retires('Alice', pen.founding));
		const after = pen.writes('Alice', calls('Alice’s again'), adds('Mallory'));
		const snapshot = snapshotOf(pen.founding, left, after);
		expect(nameIn(snapshot, pen)).toBe('Bob’s');
		expect(actingIn(snapshot, pen)).toEqual(['Bob']);
	});

	test('beside its end says nothing any more', () => {
		const pen = new Pen('Alice');
		const one = pen.writes('Alice', calls('One'));
		const left = pen.writes('Alice', adds('Bob'), retires('Alice', one));
		const beside = pen.writesAfter(one, 'Alice', adds('Mallory'), calls('Mallory’s'));
		const snapshot = snapshotOf(pen.founding, one, left, beside);
		expect([nameIn(snapshot, pen), actingIn(snapshot, pen)]).toEqual(['One', ['Bob']]);
	});

	test('and says a second end beside the first takes nothing from who was added: both count, and are shown', () => {
		const pen = new Pen('Alice');
		const claimed = pen.writes('Alice', adds('Bob'), retires('Alice', pen.founding));
		const bobs = pen.writes('Bob', calls('Bob’s'));
		const second = pen.writesAfter(pen.founding, 'Alice', retires('Alice', pen.founding));
		const snapshot = snapshotOf(pen.founding, claimed, bobs, second);
		expect([nameIn(snapshot, pen), actingIn(snapshot, pen)]).toEqual(['Bob’s', ['Bob']]);
		expect(second.seq).toBe(claimed.seq);
	});

	test('can name one person on each way, and has then said two things under one number', () => {
		// Who founds an organization for somebody else could do so later on: it is shown, and cannot be prevented.
		const pen = new Pen('Alice');
		const claimed = pen.writes('Alice', adds('Bob'), retires('Alice', pen.founding));
		const second = pen.writesAfter(pen.founding, 'Alice', adds('Mallory'), retires('Alice', pen.founding));
		const snapshot = snapshotOf(pen.founding, claimed, second);
		expect(actingIn(snapshot, pen)).toEqual(['Bob', 'Mallory']);
	});

	test('leaves an organization that nobody can act for as it is', () => {
		const pen = new Pen('Alice');
		const left = pen.writes('Alice', calls('Last'), retires('Alice', pen.founding));
		const snapshot = snapshotOf(pen.founding, left);
		expect([nameIn(snapshot, pen), actingIn(snapshot, pen)]).toEqual(['Last', []]);
	});
});

describe('a recovery key', () => {
	const begin = () => {
		const pen = new Pen('Alice');
		return { pen, recovery: pen.writes('Alice', addsRecovery('paper')) };
	};

	test('adds a key that acts, and can do nothing else', () => {
		const { pen, recovery } = begin();
		const used = pen.writes(
			'paper',
			adds('new laptop'),
			calls('Taken'),
			addsRecovery('more paper'),
			retires('Alice', null)
		);
		const then = pen.writes('new laptop', calls('Back'));
		const snapshot = snapshotOf(pen.founding, recovery, used, then);
		expect(nameIn(snapshot, pen)).toBe('Back');
		expect(actingIn(snapshot, pen)).toEqual(['Alice', 'new laptop']);
		expect(snapshot.keys.record(pen.organization, keyOf('more paper'))).toBeUndefined();
		expect(snapshot.uncounted.size).toBe(0);
		expect([...snapshot.recoveries.get(pen.organization)!]).toEqual([used.id]);
	});

	test('that adds a key has named it also where it took it for one of its own kind', () => {
		const { pen, recovery } = begin();
		const named = pen.writes('paper', addsRecovery('Carol'));
		const added = pen.writes('paper', adds('Carol'));
		const { keys } = snapshotOf(pen.founding, recovery, named, added);
		const carol = keys.recordsOf(pen.organization).find(({ key }) => key === keyOf('Carol'));
		expect(carol?.names.map(({ entry }) => entry)).toEqual([named.id, added.id]);
	});

	test('is retired like any other by a key above it, and then adds none', () => {
		const { pen, recovery } = begin();
		const retired = pen.writes('Alice', retires('paper', null));
		const used = pen.writes('paper', adds('Mallory'));
		expect(actingIn(snapshotOf(pen.founding, recovery, retired, used), pen)).toEqual(['Alice']);
	});

	test('begins to act where those that added it say so, whatever it said before', () => {
		const { pen, recovery } = begin();
		const said = pen.writes('paper', calls('Paper’s'));
		const snapshot = snapshotOf(pen.founding, recovery, said, pen.writes('Alice', adds('paper')));
		expect([nameIn(snapshot, pen), snapshot.recoveries.size]).toEqual(['Paper’s', 0]);
	});
});

describe('where a key’s chain has come to', () => {
	const headOf = (pen: Pen, name: string, ...entries: Entry[]) =>
		snapshotOf(pen.founding, ...entries).keys.chainOf(pen.organization, keyOf(name)).wholeTip;

	test('is its last entry', () => {
		const pen = new Pen('Alice');
		const last = [pen.writes('Alice', calls('1')), pen.writes('Alice', calls('2'))];
		expect(headOf(pen, 'Alice', ...last)).toEqual({ seq: 3, id: last[1]!.id });
		expect(headOf(pen, 'Bob', ...last)).toBeUndefined();
	});

	test('is the end of what is whole: nobody makes others name a chain with a gap by skipping numbers', () => {
		const pen = new Pen('Alice', adds('Bob'));
		const honest = pen.writes('Bob', calls('Honest'));
		const skipped = { ...pen.writesAfter(honest, 'Bob', calls('Far')), seq: 900 };
		const hidden = { ...pen.writesAfter(null, 'Bob', calls('Hidden')), seq: 7, previous: hashOf('nowhere') };
		expect(headOf(pen, 'Bob', honest, skipped, hidden)).toEqual({ seq: 1, id: honest.id });
		expect(headOf(pen, 'Bob', hidden)).toEqual({ seq: 7, id: hidden.id });
	});
});
