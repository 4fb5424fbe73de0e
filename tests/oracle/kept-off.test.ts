import fc from 'fast-check';
import { expect, test } from 'vitest';
import { delegationsOf, numberedRoots, standingsOn } from '$lib/domain/permissions/effective-permissions';
import { heldIn, relayedIn, toList } from '$lib/domain/permissions/standing';
import { judge, rootedIn } from './oracle';
import { everyPermission, reachOf, tuple } from './permissions';
import { histories } from './seed';
import { weave, webs } from './webs';

test('whoever is off a product holds and passes on nothing of it, whatever was granted', () => {
	let ended = 0;
	fc.assert(
		fc.property(webs, fc.integer({ min: 1, max: 31 }), (web, bits) => {
			const { snapshot, entries } = weave(web);
			const judged = judge([...entries.values()]);
			const ids = [...snapshot.organizations.keys()];
			// Nobody keeps the owner off its own product.
			const off = new Set(ids.slice(1).filter((_, place) => bits & (1 << place)));
			const { organizations } = snapshot.numbers;
			for (const product of snapshot.products.values()) {
				const roots = numberedRoots(product, organizations);
				const isOff = (number: number) => off.has(organizations.ids[number]!);
				const found = standingsOn(delegationsOf(snapshot, product), roots, organizations, isOff);
				const grants = judged.grants.filter((grant) => grant.product === product.id);
				const { holds, relays } = reachOf(rootedIn(judged.products.get(product.id)!), grants, off);
				for (const id of ids) {
					const standing = found.get(id) ?? 0;
					const of = (set: Set<string>) => everyPermission.filter((each) => set.has(tuple(id, each)));
					expect(toList(heldIn(standing))).toEqual(of(holds));
					expect(toList(relayedIn(standing))).toEqual(of(relays));
					if (!off.has(id) && standing !== (product.standings.get(id) ?? 0)) ended++;
				}
			}
		}),
		histories(200)
	);
	// Others lose what they had through those who are off.
	expect(ended).toBeGreaterThan(5);
});
