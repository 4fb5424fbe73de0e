import { expect, test } from 'vitest';
import type { Entry } from '../../src/lib/domain/entry';
import type { Fact } from '../../src/lib/domain/facts';
import { KnownOrganizations } from '../../src/lib/gate/known-organizations';

const entry = (organization: string, ...facts: Fact[]) =>
	({ id: `${organization}!`, organization, facts }) as Entry;
const partner = (named: string): Fact => ({ table: 'partners', partner: named, name: 'P' });
const maker = (named: string): Fact => ({
	...{ table: 'products', pid: 'P', name: 'N', category: '', basedOn: null },
	making: { origin: 'oem', maker: named }
});

test('partners and makers of a known one are known, and theirs, in whatever order it is heard', () => {
	const said = [
		entry('A', partner('B')),
		entry('B', maker('C')),
		entry('C', partner('D')),
		entry('X', partner('Y'))
	];
	for (const order of [said, [...said].reverse()]) {
		const known = new KnownOrganizations();
		known.know('A');
		for (const each of order) known.add(each);
		expect(['A', 'B', 'C', 'D', 'X', 'Y'].filter((each) => known.has(each))).toEqual(['A', 'B', 'C', 'D']);
	}
});

test('granting, asking for a seat, ordering from and billing somebody introduces nobody', () => {
	const known = new KnownOrganizations();
	known.know('A');
	known.add(
		entry(
			'A',
			{ table: 'grants', product: 'p:0', grantee: 'B', permission: 'purchase' },
			{ table: 'orders', invoiceEntity: 'C', lines: [], note: '' },
			{ table: 'keys', key: 'D', name: 'D' },
			{
				table: 'expectations',
				product: 'p:0',
				permission: 'purchase',
				expected: { kind: 'holds', organization: 'E' }
			}
		)
	);
	expect(['B', 'C', 'D', 'E'].filter((each) => known.has(each))).toEqual([]);
});

test('each introduction is followed once: a chain and a mesh cost what is new in them', () => {
	for (const size of [200, 400]) {
		let told = 0;
		const known = new KnownOrganizations(() => (told += 1));
		const names = Array.from({ length: size }, (_, n) => `${n}`);
		// The chain comes with its end first; then everybody introduces everybody of the first twenty.
		for (let n = size - 2; n >= 0; n--) known.add(entry(`${n}`, partner(`${n + 1}`)));
		for (const each of names) known.add(entry(each, ...names.slice(0, 20).map(partner)));
		expect(told).toBe(0);
		known.know('0');
		expect(told).toBe(size);
		for (const each of names) known.add(entry(each, ...names.slice(0, 20).map(partner)));
		expect(told).toBe(size);
	}
});
