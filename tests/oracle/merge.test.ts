import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holds } from '$lib/domain/permissions/effective-permissions';
import type { Entry } from '$lib/domain/entry';
import { applyEntries } from '$lib/domain/fold/apply';
import { isPartner } from '$lib/domain/partners';
import { emptySnapshot, partnershipBetween, type Snapshot } from '$lib/domain/snapshot';
import { expectAgreement, rebuilt } from './agreement';
import { rawEntries } from './generate-entries';
import { Mix, sights } from './mix';
import { judge } from './oracle';
import { isFed } from './paths';
import { everyPermission } from './permissions';
import { chains, crowds } from './plan';
import { everything } from './play';
import { enough, histories } from './seed';
import { expectSame, wholeOf } from './whole';
import { isAround } from './world';

const mix = new Mix();

const entries: fc.Arbitrary<Entry[]> = fc.oneof(
	{ weight: 3, arbitrary: rawEntries },
	{ weight: 2, arbitrary: crowds(40).map(everything) },
	{ weight: 1, arbitrary: chains(10).map(everything) }
);

/** Where each entry goes, and when: to one replica or several, more than once, in batches of a few. */
const deliveries = (all: Entry[]) =>
	fc
		.array(fc.record({ entry: fc.nat(all.length - 1), replica: fc.nat(2), batch: fc.nat(5) }), {
			maxLength: 2 * all.length,
			size: 'max'
		})
		.map((some) => ({ all, some }));

/** As if nobody had ever asked for a deletion: the facts keep their places, and thereby their ids. */
const withoutDeletions = (all: Entry[]): Entry[] =>
	all.map((entry) => ({
		...entry,
		facts: entry.facts.map((fact) =>
			fact.table === 'tombstones' ? { table: 'partner-names', partner: 'nobody', name: '' } : fact
		)
	}));

/** No deleted thing is needed by anything: were there no deletions, only deleted things would stand in their way. */
function expectNothingNeededDeleted(snapshot: Snapshot, all: Entry[]): void {
	const world = judge(withoutDeletions(all));
	const isGone = (product: string) => snapshot.products.get(product)?.deleted === true;
	const isPartnership = (owner: string, partner: string) => {
		const partnership = partnershipBetween(snapshot, owner, partner);
		return partnership !== undefined && isPartner(partnership);
	};
	for (const [id, { deleted }] of snapshot.products)
		if (deleted) expect(world.productBlockers.get(id)).toEqual({ grants: [], orders: [] });
	for (const grant of world.grants) expect(isPartnership(grant.grantor, grant.grantee)).toBe(true);
	for (const [id, organization] of snapshot.organizations) {
		if (!organization.deleted) continue;
		const { owned, partners, orders } = world.organizationBlockers.get(id)!;
		expect(owned.filter((each) => !isGone(each))).toEqual([]);
		expect(partners.filter((each) => isPartnership(id, each))).toEqual([]);
		const standing = orders.filter((order) => {
			const { author, lines } = world.orders.get(order)!;
			return lines.some((line) => holds(snapshot, author, line.product, 'purchase'));
		});
		expect(standing).toEqual([]);
	}
}

describe('the same entries, split, shuffled and doubled over three replicas', () => {
	test('give the same state, in which no deleted thing is needed', { timeout: 300_000 }, () => {
		fc.assert(
			fc.property(entries.chain(deliveries), fc.nat(), ({ all, some }, salt) => {
				const replicas = [emptySnapshot(), emptySnapshot(), emptySnapshot()];
				for (const batch of [0, 1, 2, 3, 4, 5])
					replicas.forEach((snapshot, i) => {
						const now = some.filter((each) => each.replica === i && each.batch === batch);
						applyEntries(
							snapshot,
							now.map(({ entry }) => all[entry]!)
						);
					});
				// What is still missing comes last, to each in another order; some of it once more.
				replicas.forEach((snapshot, i) => {
					const turned = all.slice((salt + i) % all.length).concat(all.slice(0, (salt + i) % all.length));
					applyEntries(snapshot, i === 0 ? turned : turned.reverse());
				});
				const whole = wholeOf(rebuilt(all));
				const judged = judge(all);
				for (const snapshot of replicas) expectSame(wholeOf(snapshot), whole);
				expectNothingNeededDeleted(replicas[0]!, all);
				expectAgreement(replicas[0]!, all, judged);
				for (const sight of sights(judged)) mix.add(sight);
			}),
			histories(240)
		);
	});
});

describe('attenuation', () => {
	test(
		'nobody holds what no path from a root gives, and everybody what one does',
		{ timeout: 300_000 },
		() => {
			fc.assert(
				fc.property(entries, (all) => {
					const snapshot = rebuilt(all);
					const world = judge(all);
					for (const [product, { deleted }] of snapshot.products)
						for (const organization of snapshot.organizations.keys())
							for (const permission of everyPermission)
								expect(holds(snapshot, organization, product, permission)).toBe(
									!deleted && isAround(world, organization) && isFed(world, organization, product, permission)
								);
				}),
				histories(120)
			);
		}
	);
});

test('what is merged holds deletions that count, deletions that wait, cycles and several paths', () => {
	const deleted = ['product deleted', 'partner deleted'];
	const waiting = ['product', 'organization', 'partner'].map((each) => `${each} deletion waiting`);
	for (const sight of [
		...deleted,
		...waiting,
		'cycle',
		'several paths',
		'grant dormant',
		'one grant made twice'
	])
		expect(mix.of(sight), sight).toBeGreaterThanOrEqual(enough(10));
	// Rare: something nearly always needs an organization.
	expect(mix.of('organization deleted')).toBeGreaterThanOrEqual(enough(3));
});
