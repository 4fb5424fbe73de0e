import { heldProducts, holds, standing } from '../../src/lib/domain/permissions/effective-permissions';
import type { Entry } from '../../src/lib/domain/entry';
import { applyEntries } from '../../src/lib/domain/fold/apply';
import { folded } from '../oracle/agreement';
import { entryOf } from '../oracle/ledger';
import { table } from './measured';
import { microseconds, shown } from './timing';
import { network } from './network';

/** Each measurement beside its floor, the least that such a thing can cost, taken in the same run. */
function measure(grants: number): string[][] {
	const { entries, organizations, products, owners } = network(grants);
	const built = () => folded(entries);
	const snapshot = built();
	const row = (what: string, time: number, floor: string, least: number) => [
		...[grants.toLocaleString('en'), what, shown(time), floor, shown(least), `${(time / least).toFixed(1)}×`]
	];

	// Questions in an order that no cache foresees.
	const mixed = (n: number) => (n * 7919) % 1_000_003;
	const product = (n: number) => products[mixed(n) % products.length]!;
	const organization = (n: number) => organizations[mixed(n * 31) % organizations.length]!;
	const maps = new Map(products.map((id) => [id, new Map(snapshot.products.get(id)!.standings)]));
	const check = microseconds((n) => holds(snapshot, organization(n), product(n), 'purchase'));
	const twoMaps = microseconds((n) => maps.get(product(n))?.get(organization(n)));

	const arrays = new Map(organizations.map((id) => [id, [...heldProducts(snapshot, id)]]));
	const ids = microseconds((n) => {
		let length = 0;
		for (const each of heldProducts(snapshot, organization(n))) length += each.length;
		return length;
	});
	const list = microseconds((n) => {
		let rights = 0;
		const id = organization(n);
		for (const each of heldProducts(snapshot, id)) rights += standing(snapshot, id, each);
		return rights;
	});
	const walk = microseconds((n) => {
		let length = 0;
		for (const each of arrays.get(organization(n))!) length += each.length;
		return length;
	});

	const edits = Array.from({ length: 2 * 900 }, (_, i): Entry => {
		const number = (i >> 1) % products.length;
		const named = { product: products[number]!, grantee: organizations[(i * 13) % organizations.length]! };
		const facts: Entry['facts'] = [{ table: 'grants', ...named, permission: 'view-logs' }];
		return entryOf({ organization: owners[number]!, facts, at: i });
	});
	const texts = edits.map((entry) => JSON.stringify(entry));
	const edit = microseconds((n) => applyEntries(snapshot, [edits[n % edits.length]!]), { calls: 200 });
	const parseOne = microseconds((n) => JSON.parse(texts[n % texts.length]!) as unknown, { calls: 200 });

	const rounds = grants > 50_000 ? 3 : 9;
	const all = JSON.stringify(entries);
	const build = microseconds(built, { rounds, calls: 1 });
	const parse = microseconds(() => JSON.parse(all) as unknown, { rounds, calls: 1 });
	return [
		row('one edit', edit, 'JSON.parse of it', parseOne),
		row('a check', check, 'two Map look-ups', twoMaps),
		row('listing one organization’s products', ids, 'walking a ready array', walk),
		row('… with what it holds on each', list, 'walking a ready array', walk),
		row('building from entries', build, 'JSON.parse of them', parse)
	];
}

table('effective permissions', 'beside their floors, from 20 to 200,000 grants', () => {
	const rows = [20, 2_000, 20_000, 200_000].flatMap(measure);
	return [['grants', 'what', 'takes', 'floor', 'takes', 'ratio'], ...rows];
});
