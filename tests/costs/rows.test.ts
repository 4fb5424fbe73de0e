import { expect, test } from 'vitest';
import type { Entry } from '$lib/domain/entry';
import type { Fact } from '$lib/domain/facts';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { applyEntries } = await import('$lib/domain/fold/apply');
const { emptySnapshot } = await import('$lib/domain/snapshot');
const { membersOf } = await import('$lib/views/organizations/members');
const { organizationsTab } = await import('$lib/views/organizations/organizations');
const { organizationsWithKeys } = await import('$lib/views/organizations/keyholders');
const { organizationShown } = await import('$lib/views/organizations/shown');
const { SortedByName } = await import('$lib/views/organizations/sorted-by-name');
const { customersProducts } = await import('$lib/views/products/products');
const { adds, keyOf, lamp, Pen } = await import('../domain/organization-keys');

function snapshotOf(entries: readonly Entry[]) {
	const snapshot = emptySnapshot();
	applyEntries(snapshot, entries);
	return snapshot;
}

/** What something costs where there is so much, and four times as much. */
const growth = (cost: (size: number) => number): number => {
	const [few, many] = [100, 400].map(cost);
	return many! / few!;
};

/** So many organizations of one name and one account. */
const namesakes = (size: number) =>
	snapshotOf(Array.from({ length: size }, (_, at) => new Pen(`${at}`).founding));

test('whether an organization looks like another costs the same however many look like it', () => {
	const cost = (size: number) => {
		const snapshot = namesakes(size);
		const one = new Pen('Mallory').founding;
		return stepsOf(() => {
			applyEntries(snapshot, [one]);
			expect(organizationShown(snapshot, one.id).looksLikeAnother).toBe(true);
		});
	};
	expect(growth(cost)).toBeLessThan(1.2);
});

test.for([
	['organizations', organizationsTab],
	['sides', (snapshot: ReturnType<typeof namesakes>) => organizationsWithKeys(snapshot, new Map())]
] as const)('rows of %s with one account cost each as much as few do', ([, rowsOf]) => {
	const cost = (size: number) => {
		const snapshot = namesakes(size);
		return stepsOf(() => void rowsOf(snapshot));
	};
	expect(growth(cost)).toBeLessThan(4.4);
});

test('one organization more is sorted in by its name, and the others are looked at', () => {
	const cost = (size: number) => {
		const snapshot = snapshotOf(
			Array.from({ length: size }, (_, at) => {
				const { founding } = new Pen(`${at}`);
				const facts = founding.facts.map((fact) =>
					'account' in fact ? { ...fact, name: `${(at * 7919) % 1000}` } : fact
				);
				return { ...founding, facts };
			})
		);
		const sorted = new SortedByName('en');
		sorted.of(snapshot.organizations.values());
		applyEntries(snapshot, [new Pen('Mallory').founding]);
		return stepsOf(() => {
			expect(sorted.of(snapshot.organizations.values())).toHaveLength(size + 1);
		});
	};
	expect(growth(cost)).toBeLessThan(4.1);
});

test('rows of products with one PID cost each as much as few do', () => {
	const cost = (size: number) => {
		const pen = new Pen('Mallory');
		const { founding, organization } = new Pen('Nova');
		const added = pen.writes('Mallory', ...Array.from({ length: size }, () => lamp));
		pen.writes(
			'Mallory',
			...added.facts.map((_, index): Fact => ({
				...{ table: 'grants', product: `${added.id}:${index}` },
				...{ grantee: organization, permission: 'purchase' }
			}))
		);
		const snapshot = snapshotOf([founding, ...pen.written]);
		const rows = customersProducts(snapshot, organization);
		expect(rows[0]!.duplicates).toMatchObject({ count: size - 1, named: [{}, {}, {}] });
		return stepsOf(() => {
			expect(customersProducts(snapshot, organization)).toHaveLength(size);
		});
	};
	expect(growth(cost)).toBeLessThan(4.4);
});

test('the rows of keys cost each as much as few do, whatever the keys signed', () => {
	const rows = (size: number, signed: number) => {
		const pen = new Pen('Alice', ...Array.from({ length: size }, (_, at) => adds(`key ${at}`)));
		for (let at = 0; at < signed; at++) pen.writes('key 7', lamp);
		const snapshot = snapshotOf(pen.written);
		return () => membersOf(snapshot, pen.organization, new Set([keyOf('Alice')]));
	};
	const cost = (size: number, signed: number) => {
		const now = rows(size, signed);
		return stepsOf(() => {
			const seven = now().find(({ key }) => key === keyOf('key 7'));
			expect(seven?.may.retire).toBeNull();
		});
	};
	expect(growth((size) => cost(size, 0))).toBeLessThan(5);
	expect(growth((signed) => cost(20, signed))).toBeLessThan(1.2);
});

test('whether a key acts costs the same however often it was named', () => {
	const cost = (times: number) => {
		const pen = new Pen('Alice');
		for (let at = 0; at < times; at++) pen.writes('Alice', adds('Bob'));
		const snapshot = snapshotOf(pen.written);
		const again = pen.writes('Alice', adds('Bob'));
		return stepsOf(() => {
			applyEntries(snapshot, [again]);
			expect(snapshot.keys.acts(pen.organization, keyOf('Bob'))).toBe(true);
			expect(snapshot.keys.record(pen.organization, keyOf('Bob'))?.addedBy).toBe(keyOf('Alice'));
		});
	};
	expect(growth(cost)).toBeLessThan(1.2);
});
