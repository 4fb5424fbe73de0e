import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Numbering } from '$lib/domain/permissions/numbering';
import { OrganizationHoldings } from '$lib/domain/permissions/organization-holdings';
import { permissions } from '$lib/domain/permissions/permissions';
import {
	delegationsBegin,
	delegationsEnd,
	grantedAt,
	placeBetween,
	type PackedProduct,
	ProductRows,
	rootsIn,
	rowOf
} from '$lib/domain/permissions/product-rows';
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

/** Links between organizations, each with what it grants. */
const links = fc.uniqueArray(fc.tuple(fc.nat(20), fc.nat(20), fc.oneof(fc.constant(0), standing)), {
	selector: ([grantor, grantee]) => `${grantor} ${grantee}`,
	maxLength: 40
});
const roots = fc.record({
	owner: fc.nat(150),
	maker: fc.nat(150),
	makerMay: fc.nat(2 ** permissions.length - 1)
});
const product = fc.record({ roots, standings: row.map(standingsOf), links });
type Put = typeof product extends fc.Arbitrary<infer T> ? T : never;

const rowed = ({ standings, links }: Put) => ({ standings, delegations: links.flat() });

function expectRow(row: PackedProduct, { roots, links }: Put): void {
	expect(rootsIn(row)).toEqual(roots);
	expect(delegationsEnd(row) - delegationsBegin(row)).toBe(links.flat().length);
	for (const [grantor, grantee, granted] of links)
		expect(grantedAt(row, placeBetween(row, grantor, grantee)!)).toBe(heldIn(granted));
	expect(placeBetween(row, 21, 0)).toBeUndefined();
}

test('the rows of products say what was put last, of few and many organizations and links', () => {
	const puts = fc.array(fc.tuple(fc.nat(9), fc.option(product, { freq: 8 })), {
		minLength: 1,
		maxLength: 30
	});
	fc.assert(
		fc.property(puts, (puts) => {
			const rows = new ProductRows();
			const last = new Map<number, Put>();
			for (const [number, put] of puts) {
				if (put) {
					rows.put(number, rowed(put), put.roots);
					last.set(number, put);
				} else {
					rows.drop(number);
					last.delete(number);
				}
			}
			for (let number = 0; number <= 9; number++) {
				const put = last.get(number);
				const row = rows.row(number);
				expect(row !== undefined).toBe(put !== undefined);
				for (let organization = 0; organization <= 150; organization++)
					if (rows.standing(number, organization) !== (put?.standings.at(organization) ?? 0))
						throw new Error(`product ${number}, organization ${organization}`);
				if (!put) continue;
				expectRow(row!, put);
				expectRow(rowOf(rowed(put), put.roots), put);
			}
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
