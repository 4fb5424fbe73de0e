import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ProductLinks } from '$lib/domain/permissions/product-links';
import { Link } from '$lib/domain/grants/link';
import { runs } from '../seeds';

const parties = 6;
const ids = Array.from({ length: parties }, (_, n) => `o${n}`);
const act = fc.record({
	grantor: fc.constantFrom(...ids),
	grantee: fc.constantFrom(...ids),
	isPut: fc.nat(4)
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

const linkBetween = (grantor: string, grantee: string): Link => new Link(grantor, grantee, 'p');

function write(links: ProductLinks<Link>, plain: Map<string, Link>, { grantor, grantee, isPut }: Act): void {
	if (isPut) {
		const link = linkBetween(grantor, grantee);
		links.put(link);
		plain.set(`${grantor} ${grantee}`, link);
	} else {
		links.delete(grantor, grantee);
		plain.delete(`${grantor} ${grantee}`);
	}
}

function expectSame(links: ProductLinks<Link>, plain: Map<string, Link>): void {
	const all = [...plain.values()];
	const isSame = (some: Iterable<Link>, expected: Link[]) => {
		const found = [...some];
		return found.length === expected.length && expected.every((each) => found.includes(each));
	};
	expect(isSame(links, all)).toBe(true);
	for (const id of ids) {
		expect(
			isSame(
				links.from(id),
				all.filter(({ grantor }) => grantor === id)
			)
		).toBe(true);
		expect(
			isSame(
				links.to(id),
				all.filter(({ grantee }) => grantee === id)
			)
		).toBe(true);
		for (const other of ids) expect(links.between(id, other)).toBe(plain.get(`${id} ${other}`));
	}
}

test('few links and many are found between, from and to organizations, and a copy is written alone', () => {
	let many = 0;
	fc.assert(
		fc.property(
			fc.array(act, { maxLength: 60, size: 'max' }),
			fc.array(act, { maxLength: 30 }),
			(first, then) => {
				const [links, plain] = [new ProductLinks<Link>(), new Map<string, Link>()];
				for (const each of first) write(links, plain, each);
				expectSame(links, plain);
				if (plain.size > 16) many++;
				const [copy, copied] = [links.copy((map) => new Map(map)), new Map(plain)];
				for (const each of then) write(copy, copied, each);
				expectSame(copy, copied);
				expectSame(links, plain);
			}
		),
		{ numRuns: runs(300) }
	);
	expect(many).toBeGreaterThan(0);
});

test('each link that was added is taken once, in however many parts, and stays where it is', () => {
	const pairs = ids.flatMap((grantor) => ids.map((grantee) => linkBetween(grantor, grantee)));
	fc.assert(
		fc.property(fc.shuffledSubarray(pairs), fc.array(fc.nat(5)), (added, parts) => {
			const links = new ProductLinks<Link>();
			const taken: Link[] = [];
			added.forEach((link, at) => {
				links.add(link);
				const most = parts[at];
				if (most) taken.push(...links.takeAdded(most));
			});
			expect(links.added).toBe(added.length - taken.length);
			taken.push(...links.takeAdded());
			expect(links.added).toBe(0);
			expect([taken.length, new Set(taken)]).toEqual([added.length, new Set(added)]);
			expectSame(links, new Map(added.map((link) => [`${link.grantor} ${link.grantee}`, link])));
		}),
		{ numRuns: runs(100) }
	);
});
