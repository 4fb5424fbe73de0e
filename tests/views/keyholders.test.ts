import { expect, test } from 'vitest';
import {
	counterparties,
	organizationsWithKeys,
	organizationsToHandOver
} from '$lib/views/organizations/keyholders';
import { Acting } from './acting';

function twoSides() {
	const world = new Acting();
	const lumen = world.organization('Lumen');
	const kilo = world.organization('Kilo');
	const fenix = world.organization('Fenix');
	const keyOf = (id: string) => world.snapshot.entries.get(id)!.key;
	return { world, lumen, kilo, fenix, keyOf };
}

test('an organization is here where this browser holds its key, and shows the key that acts', () => {
	const { world, lumen, kilo, keyOf } = twoSides();
	const sides = organizationsWithKeys(world.snapshot, new Map([[lumen, keyOf(lumen)]]));
	expect(sides.map(({ name, isHere }) => [name, isHere])).toEqual([
		['Fenix', false],
		['Kilo', false],
		['Lumen', true]
	]);
	expect(sides.find(({ id }) => id === kilo)?.keys).toContain(keyOf(kilo));
});

test('only a reserved organization that this browser acts for can be handed over by an invitation', () => {
	const { world, lumen, kilo, fenix, keyOf } = twoSides();
	world.does(kilo, { command: 'set-reserved', reserved: true });
	world.does(fenix, { command: 'set-reserved', reserved: true });
	const held = new Map([lumen, kilo].map((id) => [id, keyOf(id)]));
	expect(organizationsToHandOver(world.snapshot, held).map(({ id }) => id)).toEqual([kilo]);
});

test('a workspace for two alone is offered with one’s partners, and with those whose partner one is', () => {
	const { world, lumen, kilo, fenix } = twoSides();
	world.partner(lumen, kilo);
	world.partner(fenix, lumen);
	expect(counterparties(world.snapshot, lumen).map(({ id }) => id)).toEqual([fenix, kilo]);
	expect(counterparties(world.snapshot, kilo).map(({ id }) => id)).toEqual([lumen]);
});
