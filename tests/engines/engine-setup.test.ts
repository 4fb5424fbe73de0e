import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assertionsOf, expectedAnswers } from '$lib/engines/assertions';
import { engineTable } from '$lib/engines/effective-table';
import { engineSetup } from '$lib/engines/engine-setup';
import { everyAnswer } from '$lib/engines/questions';
import { expectationsOf } from '$lib/views/expectations/expectations';
import { Story } from '../commands/story';
import { folded } from '../oracle/agreement';
import { chains, crowds } from '../oracle/plan';
import { everything } from '../oracle/play';
import { histories } from '../oracle/seed';

const played = fc.oneof(crowds(60), chains(20)).map((plan) => folded(everything(plan)));

test('an engine is told what is effective, and no deleted organization or product', () => {
	fc.assert(
		fc.property(played, (snapshot) => {
			const { setup, notExported } = engineSetup(snapshot);
			const table = engineTable(setup);
			for (const product of snapshot.products.values()) {
				if (product.deleted) expect(notExported.products).toContain(product.id);
				else expect(table.get(product.id)).toEqual(new Map(product.standings));
			}
			const told = setup.organizations.map(({ id }) => id);
			expect([...told, ...notExported.organizations].sort()).toEqual(
				[...snapshot.organizations.keys()].sort()
			);
			expect(table.size + notExported.products.length).toBe(snapshot.products.size);
		}),
		histories(200)
	);
});

test('what is left out of a setup for a deletion is counted', () => {
	const story = new Story();
	const { Owner, Maker, Basin } = story.organizations('Owner', 'Maker', 'Basin');
	story.product(Owner, 'L1', { origin: 'oem', maker: Maker });
	const gone = story.product(Owner, 'L2');
	story.does(Owner, { command: 'delete-product', product: gone });
	story.does(Maker, { command: 'delete-organization' });
	const { setup, notExported } = engineSetup(story.snapshot);
	expect(notExported).toEqual({ organizations: [Maker], products: [gone], grants: 0 });
	expect(setup.products.map(({ pid, making, makerMay }) => [pid, making.maker, makerMay])).toEqual([
		['L1', null, 0]
	]);
	expect(setup.organizations.map(({ id }) => id).sort()).toEqual([Owner, Basin].sort());
});

test('an expectation is met by the table as by the app, where an engine has words for it', () => {
	let [unmet, met] = [0, 0];
	fc.assert(
		fc.property(played, (snapshot) => {
			const { setup } = engineSetup(snapshot);
			const mine = expectedAnswers(setup, engineTable(setup))
				.filter(({ assertions }) => assertions !== null)
				.map(({ expectation, met: isMet }) => `${JSON.stringify(expectation)} ${isMet}`);
			const theirs = expectationsOf(snapshot)
				.filter(({ expectation: { product, expected } }) => {
					return expected.kind !== 'within-steps' && !snapshot.products.get(product)!.deleted;
				})
				.map(({ expectation: { product, permission, expected }, holds }) => {
					if (holds) met++;
					else unmet++;
					return `${JSON.stringify({ product, permission, expected })} ${holds}`;
				});
			expect(mine.sort()).toEqual(theirs.sort());
		}),
		histories(200)
	);
	expect(Math.min(unmet, met)).toBeGreaterThan(2);
});

test('every yes is asserted, and of many noes an even part, near and far', () => {
	const story = new Story();
	const owners = Array.from({ length: 90 }, (_, at) => story.organization(`O${at}`));
	for (const [at, owner] of owners.entries()) story.product(owner, `P${at}`);
	const { setup } = engineSetup(story.snapshot);
	const { assertions, yes, no, noInAll } = assertionsOf(setup, engineTable(setup));
	expect([yes, noInAll]).toEqual([90 * 8, 90 * 89 * 8]);
	expect(no).toBe(20_000);
	expect(assertions.filter((each) => each.yes === everyAnswer)).toHaveLength(90);
	const far = assertions.filter((each) => each.no === everyAnswer);
	const counts = (of: (each: (typeof far)[number]) => string) => {
		const found = new Map<string, number>();
		for (const each of far) found.set(of(each), (found.get(of(each)) ?? 0) + 1);
		return [found.size, Math.max(...found.values()) - Math.min(...found.values()) < 20];
	};
	expect([counts(({ product }) => product), counts(({ organization }) => organization)]).toEqual([
		[90, true],
		[90, true]
	]);
	const pairs = new Set(assertions.map(({ product, organization }) => `${product} ${organization}`));
	expect(pairs.size).toBe(assertions.length);
});
