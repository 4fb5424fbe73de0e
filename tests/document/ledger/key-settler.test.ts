import { expect, test } from 'vitest';
import { KeySettler } from '../../../src/lib/document/ledger/key-settler';
import type { Entry } from '../../../src/lib/domain/entry';
import { KeyRegistry } from '../../../src/lib/domain/keys/key-registry';
import { adds, keyOf, Pen, retires } from '../../domain/organization-keys';

test('whoever waits for the keys of some organizations does not wait for those of others', async () => {
	const here = new Map<string, Entry>();
	const registry = new KeyRegistry((id) => here.get(id));
	const settler = new KeySettler(registry);
	const take = (entry: Entry) => {
		here.set(entry.id, entry);
		registry.add(entry);
	};
	const [mallory, alice] = [new Pen('0'), new Pen('Alice', adds('Bob'))];
	for (let at = 0; at < 3_000; at++) mallory.writes(`${at}`, adds(`${at + 1}`));
	for (const entry of [...mallory.written, ...alice.written]) take(entry);
	await settler.settle();
	// As fast as one is worked out, there is another.
	let flips = 0;
	settler.onRecounted(() => {
		if (flips++ < 30) take(mallory.writes('0', flips % 2 ? retires('1', null) : adds(`${flips}`)));
	});
	take(mallory.writes('0', retires('1', null)));
	take(alice.writes('Alice', retires('Bob', null)));
	await settler.settle([alice.organization]);
	expect(registry.acts(alice.organization, keyOf('Bob'))).toBe(false);
	expect([registry.isSettledOf(mallory.organization), registry.isSettled]).toEqual([false, false]);
	await settler.settle();
	expect(registry.isSettled).toBe(true);
});
