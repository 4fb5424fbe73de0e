import { expect, test } from 'vitest';
import { inDependencyOrder } from '../../../src/lib/document/entries/dependency-order';
import type { Entry } from '../../../src/lib/domain/entry';
import { draft, memoryLedger, named, renamed } from '../helpers';

const ordered = (entries: Entry[]) => [
	...inDependencyOrder(new Map(entries.map((entry) => [entry.id, entry])))
];

test('entries come after those that they rest on, from wherever their order is broken', async () => {
	const { ledger } = memoryLedger();
	const [alice, bob] = await ledger.append([draft(null, named('Alice')), draft(null, named('Bob'))]);
	const names = ['A', 'B', 'C'].flatMap((name) => [alice!, bob!].map(({ id }) => draft(id, renamed(name))));
	const entries = [alice!, bob!, ...(await ledger.append(names))];
	expect(ordered(entries)).toEqual(entries);
	for (let at = 0; at < entries.length; at++) {
		const given = [...entries.slice(0, at), ...entries.slice(at).reverse()];
		const places = new Map(ordered(given).map(({ id }, place) => [id, place]));
		expect(places.size).toBe(entries.length);
		for (const { id, previous, organization } of entries)
			for (const before of [previous, organization])
				if (before !== '') expect(places.get(before)).toBeLessThan(places.get(id)!);
	}
	// What is not among them is not waited for.
	expect(ordered(entries.slice(2))).toEqual(entries.slice(2));
});
