import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AuthorizedLinks } from '$lib/domain/permissions/authorized-links';
import { runs } from '../seeds';

interface Link {
	product: string;
}
type Acts = { product: string; isPut: boolean }[];

const acts = (maxLength: number) =>
	fc.array(fc.record({ product: fc.nat(44).map((n) => `p${n}`), isPut: fc.boolean() }), {
		...{ maxLength, minLength: maxLength >> 1 }
	});

function write(links: AuthorizedLinks<Link>, plain: Map<string, Link>, written: Acts): void {
	for (const { product, isPut } of written) {
		const link = { product };
		if (!isPut) links.delete(product);
		else if (plain.has(product)) links.replace(link);
		else links.add(link);
		if (isPut) plain.set(product, link);
		else plain.delete(product);
	}
}

function expectSame(links: AuthorizedLinks<Link>, plain: Map<string, Link>): void {
	const sorted = (rows: Iterable<[string, Link]>) =>
		[...rows].sort(([one], [other]) => (one < other ? -1 : 1));
	expect(sorted(links)).toEqual(sorted(plain));
	expect(links.size).toBe(plain.size);
	for (let n = 0; n < 45; n++) expect(links.get(`p${n}`)).toBe(plain.get(`p${n}`));
}

test('few links and many are found by their product, and a copy is written alone', () => {
	let many = 0;
	fc.assert(
		fc.property(acts(200), acts(30), (first, then) => {
			const [links, plain] = [new AuthorizedLinks<Link>(), new Map<string, Link>()];
			write(links, plain, first);
			const all: Acts = Array.from({ length: 40 }, (_, n) => ({ product: `p${n}`, isPut: true }));
			if (first.length % 2) write(links, plain, all);
			if (plain.size > 32) many++;
			expectSame(links, plain);
			const [copy, copied] = [links.copy((map) => new Map(map)), new Map(plain)];
			write(copy, copied, then);
			expectSame(copy, copied);
			expectSame(links, plain);
		}),
		{ numRuns: runs(100) }
	);
	expect(many).toBeGreaterThan(0);
});
