import { describe, expect, test } from 'vitest';
import { partnershipBetween } from '$lib/domain/snapshot';
import { applyEntries } from '$lib/domain/fold/apply';
import { emptyReplica, write } from '../oracle/ledger';
import { nextToActAs, organizationsTab } from '$lib/views/organizations/organizations';
import { deletionMentions, blockersOfOrganization } from '$lib/views/organizations/deletion';
import { Acting } from './acting';

describe('the list of organizations', () => {
	test('counts products and partners, and leaves out what is deleted', () => {
		const world = new Acting();
		const lumen = world.organization('Lumen');
		const kilo = world.organization('Kilo');
		const gone = world.organization('Gone');
		world.named(lumen, 'Lamp');
		world.partner(lumen, kilo);
		world.does(gone, { command: 'delete-organization' });
		const rows = organizationsTab(world.snapshot);
		expect(rows.map(({ name, owned, partners }) => [name, owned, partners])).toEqual([
			['Lumen', 1, 1],
			['Kilo', 0, 0]
		]);
	});

	test('two with one account, brought by a merge, are both there and each names the other', () => {
		const world = new Acting();
		const here = world.organization('Kilo');
		const there = emptyReplica('there');
		const fact = {
			table: 'organizations',
			name: 'Kilo Ltd',
			account: 'KILO@example.com',
			colour: ''
		} as const;
		const entry = write(there, null, 'add-organization', [fact]);
		applyEntries(world.replica.snapshot, [entry]);
		const rows = organizationsTab(world.snapshot);
		expect(rows.map(({ sameAccount }) => sameAccount)).toEqual([[entry.id], [here]]);
	});

	test('a deletion that something stands in the way of is shown as waiting', () => {
		const world = new Acting();
		const lumen = world.organization('Lumen');
		const kilo = world.organization('Kilo');
		world.partner(kilo, lumen);
		// Written elsewhere, where nothing stood in the way.
		write(world.replica, kilo, 'delete-organization', [{ table: 'tombstones', record: kilo }]);
		expect(organizationsTab(world.snapshot).map(({ name, waiting }) => [name, waiting])).toEqual([
			['Lumen', false],
			['Kilo', true]
		]);
		const [record] = [...partnershipBetween(world.snapshot, kilo, lumen)!.records.keys()];
		write(world.replica, kilo, 'delete-partner', [{ table: 'tombstones', record: record! }]);
		expect(organizationsTab(world.snapshot).map(({ name }) => name)).toEqual(['Lumen']);
	});

	test('who leaves the organization that goes acts as another that it has a key of', () => {
		const world = new Acting();
		const [lumen, kilo, acme] = ['Lumen', 'Kilo', 'Acme'].map((name) => world.organization(name));
		expect(nextToActAs(world.snapshot, new Set([lumen!, kilo!]), lumen!)).toBe(kilo);
		expect(nextToActAs(world.snapshot, new Set([lumen!, kilo!, acme!]), lumen!)).toBe(acme);
		expect(nextToActAs(world.snapshot, new Set([lumen!]), lumen!)).toBeUndefined();
	});
});

describe('what stands in the way of a deletion', () => {
	test('is told one by one, with who clears it and by which command, until nothing is left', () => {
		const world = new Acting();
		const lumen = world.organization('Lumen');
		const kilo = world.organization('Kilo');
		const hexa = world.organization('Hexa');
		const lamp = world.named(lumen, 'Lamp', kilo);
		world.named(kilo, 'Board');
		world.partner(kilo, hexa);
		world.partner(lumen, kilo);
		world.authorizesAll(lumen, kilo, [lamp], ['purchase']);
		world.orders(kilo, [lamp]);
		const blockers = blockersOfOrganization(world.snapshot, kilo);
		expect(blockers.map(({ kind, name, by }) => [kind, name, by.name])).toEqual([
			['owned', 'Board', 'Kilo'],
			['partner', 'Hexa', 'Kilo'],
			['order', expect.stringMatching(/^PO-/), 'Kilo']
		]);
		// What others say of it follows, and stands in nobody's way.
		expect(deletionMentions(world.snapshot, kilo)).toEqual({
			made: ['Lamp'],
			partnerOf: ['Lumen'],
			invoiced: []
		});
		for (const { by, clear } of blockersOfOrganization(world.snapshot, kilo)) world.does(by.id, clear!);
		expect(blockersOfOrganization(world.snapshot, kilo)).toEqual([]);
		world.does(kilo, { command: 'delete-organization' });
	});
});
