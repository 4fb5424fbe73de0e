import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OrganizationId } from '$lib/domain/facts';
import { toList } from '$lib/domain/permissions/standing';
import { engineTable, lostBetween } from '$lib/engines/effective-table';
import { engineLinks, engineSetup, type EngineSetup } from '$lib/engines/engine-setup';
import { longestChain, withinLimits } from '$lib/engines/within-limits';
import { Story } from '../commands/story';
import { folded } from '../oracle/agreement';
import { histories } from '../oracle/seed';
import { tangled, tangles } from './tangles';

const unlimited = { hops: Infinity, ways: Infinity };
const setupOf = (story: Story): EngineSetup => engineSetup(story.snapshot).setup;

/** A chain of organizations, each of which passes purchase on to the next. */
function chain(length: number) {
	const story = new Story();
	const ids = Array.from({ length: length + 1 }, (_, at) => story.organization(`O${at}`));
	const lamp = story.product(ids[0]!, 'L1');
	for (let at = 0; at < length; at++)
		story.authorizes(ids[at]!, ids[at + 1]!, lamp, ['purchase'], ['purchase']);
	return { story, ids, lamp };
}

/** Does what is passed on of any permission lead back to where it began? */
function hasCircle({ products }: EngineSetup): boolean {
	return products.some((product) => {
		const links = engineLinks(product);
		// Product development is passed on as panel development too, so these two make circles together.
		return [0b0011, 0b0100, 0b1000].some((family) => {
			const passing = links.filter(({ flagged }) => flagged & family);
			return passing.some(({ grantor, grantee }) => {
				const reached = new Set<OrganizationId>([grantee]);
				for (const id of reached)
					for (const link of passing) if (link.grantor === id) reached.add(link.grantee);
				return reached.has(grantor);
			});
		});
	});
}

test('without limits no circle is left, and nobody has more or less', () => {
	let cut = 0;
	fc.assert(
		fc.property(tangles, (tangle) => {
			const { setup } = engineSetup(folded(tangled(tangle)));
			const { setup: told, cuts } = withinLimits(setup, unlimited);
			expect(hasCircle(told)).toBe(false);
			expect(engineTable(told)).toEqual(engineTable(setup));
			cut += cuts.filter(({ why }) => why === 'circle').length;
		}),
		histories(300)
	);
	expect(cut).toBeGreaterThan(20);
});

test('a circle is cut where it closes, and the grant stays, not to be passed on', () => {
	const { story, ids, lamp } = chain(3);
	story.authorizes(ids[3]!, ids[1]!, lamp, ['purchase'], ['purchase']);
	const { setup, cuts } = withinLimits(setupOf(story), unlimited);
	const named = { product: lamp, grantor: ids[3]!, grantee: ids[1]!, permissions: ['purchase'] };
	expect(cuts).toEqual([{ ...named, why: 'circle', lost: 'passing' }]);
	const left = setup.products[0]!.links.get(ids[3]!)!.get(ids[1]!)!;
	expect([toList(left.permissions), toList(left.flagged)]).toEqual([['purchase'], []]);
});

test('a chain that is too long for the engine ends there, and who is beyond is named', () => {
	const { story, ids, lamp } = chain(5);
	const whole = setupOf(story);
	expect(longestChain(whole)).toBe(5);
	expect(withinLimits(whole, { ...unlimited, hops: 5 }).cuts).toEqual([]);
	const { setup, cuts } = withinLimits(whole, { ...unlimited, hops: 3 });
	expect(longestChain(setup)).toBe(3);
	expect(cuts.map(({ grantee, why }) => [grantee, why])).toEqual([[ids[3], 'too-long']]);
	const lost = lostBetween(engineTable(whole), engineTable(setup));
	expect(
		lost.map(({ organization, holds, passesOn }) => [organization, toList(holds), toList(passesOn)])
	).toEqual([
		[ids[3], [], ['purchase']],
		[ids[4], ['purchase'], ['purchase']],
		[ids[5], ['purchase'], ['purchase']]
	]);
	expect(lost.every(({ product }) => product === lamp)).toBe(true);
});

test('of a long way and a short one, the short one stays', () => {
	const { story, ids, lamp } = chain(5);
	story.authorizes(ids[0]!, ids[4]!, lamp, ['purchase'], ['purchase']);
	const whole = setupOf(story);
	const { setup, cuts } = withinLimits(whole, { ...unlimited, hops: 4 });
	expect(cuts.map(({ grantor, grantee }) => [grantor, grantee])).toEqual([[ids[3], ids[4]]]);
	expect(engineTable(setup)).toEqual(engineTable(whole));
});

test('limits never give anybody anything, and every loss is told', () => {
	const limits = fc.record({ hops: fc.integer({ min: 2, max: 4 }), ways: fc.constantFrom(2, 5, Infinity) });
	let [lost, untouched] = [0, 0];
	fc.assert(
		fc.property(tangles, limits, (tangle, limited) => {
			const { setup } = engineSetup(folded(tangled(tangle)));
			const { setup: told, cuts } = withinLimits(setup, limited);
			const [before, after] = [engineTable(setup), engineTable(told)];
			expect(longestChain(told)).toBeLessThanOrEqual(limited.hops);
			expect(lostBetween(after, before)).toEqual([]);
			const gone = lostBetween(before, after);
			if (gone.length > 0) expect(cuts.some(({ why }) => why === 'too-long')).toBe(true);
			lost += gone.length;
			if (gone.length === 0) untouched++;
		}),
		histories(300)
	);
	expect([lost > 20, untouched > 5]).toEqual([true, true]);
});
