import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CheckTable } from '$lib/domain/permissions/check-table';
import { Numbering } from '$lib/domain/permissions/numbering';
import { OrganizationHoldings } from '$lib/domain/permissions/organization-holdings';
import { permissions } from '$lib/domain/permissions/permissions';
import { eachChange, ProductStandings } from '$lib/domain/permissions/product-standings';
import { heldIn, includes } from '$lib/domain/permissions/standing';

const standing = fc.integer({ min: 1, max: 2 ** (2 * permissions.length) - 1 });
/** Many organizations with a standing, of more that have none. */
const row = fc.uniqueArray(fc.tuple(fc.nat(150), standing), {
	selector: ([number]) => number,
	maxLength: 80,
	size: 'max'
});

const organizations = new Numbering();
for (let number = 0; number <= 150; number++) organizations.of(`organization ${number}`);
const standingsOf = (rows: [number, number][]) =>
	new ProductStandings(organizations, [...rows].sort(([one], [other]) => one - other).flat());

test('a table of standings says what was put last, of few and many organizations', () => {
	fc.assert(
		fc.property(fc.array(fc.tuple(fc.nat(9), row), { minLength: 1, maxLength: 30 }), (puts) => {
			const table = new CheckTable();
			const last = new Map<number, Map<number, number>>();
			for (const [product, rows] of puts) {
				table.put(product, standingsOf(rows));
				last.set(product, new Map(rows));
			}
			for (let product = 0; product <= 9; product++)
				for (let number = 0; number <= 150; number++)
					if (table.at(product, number) !== (last.get(product)?.get(number) ?? 0))
						throw new Error(`product ${product}, organization ${number}`);
		}),
		{ numRuns: 60 }
	);
});

test('standings are read as a map is, and what differs between two is found', () => {
	fc.assert(
		fc.property(row, row, (before, after) => {
			const [was, is] = [standingsOf(before), standingsOf(after)];
			expect([...was].sort()).toEqual(
				before.map(([number, each]) => [organizations.ids[number], each]).sort()
			);
			const found = new Map(before);
			eachChange(was, is, (number, from, to) => {
				expect(found.get(number) ?? 0).toBe(from);
				expect(from).not.toBe(to);
				if (to === 0) found.delete(number);
				else found.set(number, to);
			});
			expect([...found].sort()).toEqual([...after].sort());
		})
	);
});

test('lists of held products are those of the last standings, and a copy leaves them alone', () => {
	const put = fc.tuple(fc.nat(30), fc.oneof(fc.constant(0), standing));
	fc.assert(
		fc.property(fc.array(put, { maxLength: 60 }), fc.array(put, { maxLength: 20 }), (first, more) => {
			const products = new Numbering();
			for (let number = 0; number <= 30; number++) products.of(`product ${number}`);
			const expectLists = (holdings: OrganizationHoldings, puts: [number, number][]) => {
				const last = [...new Map(puts)].filter(([, each]) => each !== 0);
				const ids = (of: typeof last) => of.map(([number]) => products.ids[number]).sort();
				expect(holdings.size).toBe(last.length);
				expect([...holdings.products()].sort()).toEqual(ids(last));
				for (const each of permissions)
					expect([...holdings.products(each)].sort()).toEqual(
						ids(last.filter(([, set]) => includes(heldIn(set), each)))
					);
			};
			const holdings = new OrganizationHoldings(products);
			first.forEach(([product, each], place) => {
				holdings.put(product, each);
				expectLists(holdings, first.slice(0, place + 1));
			});
			const copy = holdings.copy();
			for (const [product, each] of more) copy.put(product, each);
			expectLists(copy, [...first, ...more]);
			expectLists(holdings, first);
		}),
		{ numRuns: 60 }
	);
});
