import { expect, test } from 'vitest';
import { emptySnapshot } from '../../src/lib/domain/snapshot';
import { applyEntries } from '../../src/lib/domain/fold/apply';
import { draft, named, renamed } from '../document/helpers';
import { product } from './attacks';
import { carrying, replica, idsIn, join, settled, signer, stranger } from './parties';

test('what a key left out is shown as a gap, until it comes', async () => {
	const at = replica();
	const mallory = await signer();
	const [second, third, fourth] = [
		await mallory.sign(renamed('2')),
		await mallory.sign(renamed('3')),
		await mallory.sign(renamed('4'))
	];
	const line = stranger(at);
	await line.bring(carrying(mallory.founding, fourth));
	const gap = { organization: mallory.organization, key: mallory.founding.entry.key };
	expect((await at.gate.report()).gaps).toEqual([{ ...gap, from: 2, to: 3 }]);
	await line.bring(carrying(third));
	expect((await at.gate.report()).gaps).toEqual([{ ...gap, from: 2, to: 2 }]);
	await line.bring(carrying(second));
	expect((await at.gate.report()).gaps).toEqual([]);
	expect(line.ended).toEqual([]);
});

test('a number that is there, while what it is said to be behind is not, is a gap as well', async () => {
	const at = replica();
	const mallory = await signer();
	const shown = await mallory.forge({ facts: [renamed('shown')] });
	const hidden = await mallory.forge({ facts: [renamed('hidden')] });
	const behind = await mallory.forge({ seq: 3, previous: hidden.entry.id });
	await stranger(at).bring(carrying(mallory.founding, shown, behind));
	expect((await at.gate.report()).gaps).toMatchObject([{ from: 2, to: 2 }]);
	await stranger(at).bring(carrying(hidden));
	expect(await at.gate.report()).toMatchObject({ gaps: [], forks: [{ seq: 2 }] });
});

test('whoever has what another lacks fills the gap when they meet', async () => {
	const [one, other] = [replica(), replica()];
	const mallory = await signer();
	const more = [
		await mallory.sign(renamed('2')),
		await mallory.sign(renamed('3')),
		await mallory.sign(renamed('4'))
	];
	await stranger(one).bring(carrying(mallory.founding, more[2]!));
	await stranger(other).bring(carrying(mallory.founding, ...more.slice(0, 2)));
	const { told } = join(one, other);
	await settled();
	expect(idsIn(one)).toEqual(idsIn(other));
	expect(idsIn(one)).toHaveLength(4);
	expect((await one.gate.report()).gaps).toEqual([]);
	expect(told.ended).toEqual([]);
});

test('two entries of one key under one number are kept, shown as a fork, and told to everybody', async () => {
	const [one, other] = [replica(), replica()];
	const mallory = await signer();
	const [left, right] = [
		await mallory.forge({ facts: [renamed('x')] }),
		await mallory.forge({ facts: [renamed('y')] })
	];
	const onLeft = await mallory.forge({ facts: [renamed('x2')], seq: 3, previous: left.entry.id });
	await stranger(one).bring(carrying(mallory.founding, left, onLeft));
	await stranger(other).bring(carrying(mallory.founding, right));
	for (const each of [one, other]) expect((await each.gate.report()).forks).toEqual([]);
	const first = join(one, other);
	await settled();
	expect(idsIn(one)).toEqual(idsIn(other));
	expect(idsIn(one)).toHaveLength(4);
	for (const each of [one, other])
		expect((await each.gate.report()).forks).toEqual([
			{
				organization: mallory.organization,
				key: mallory.founding.entry.key,
				seq: 2,
				entries: [left.entry.id, right.entry.id].sort(),
				count: 2
			}
		]);
	first.close();
	const again = join(one, other);
	await settled();
	expect(again.told).toMatchObject({ batches: 0, synced: [1, 1] });
});

test('the deeper of two branches meets the other one, whichever side it is on', async () => {
	for (const swapped of [false, true]) {
		const mallory = await signer();
		const [left, right] = [
			await mallory.forge({ facts: [renamed('x')] }),
			await mallory.forge({ facts: [renamed('y')] })
		];
		let last = left;
		const branch = [left];
		for (let seq = 3; seq < 8; seq++)
			branch.push(
				(last = await mallory.forge({ seq, previous: last.entry.id, facts: [renamed(String(seq))] }))
			);
		const [one, other] = [replica(), replica()];
		await stranger(one).bring(carrying(mallory.founding, ...branch));
		await stranger(other).bring(carrying(mallory.founding, right));
		const third = replica();
		join(swapped ? other : one, third);
		const { told } = join(...(swapped ? ([other, one] as const) : ([one, other] as const)));
		await settled();
		expect(idsIn(one)).toEqual(idsIn(other));
		expect(idsIn(third)).toEqual(idsIn(one));
		expect(idsIn(one)).toHaveLength(8);
		expect(told.ended).toEqual([]);
	}
});

test('replayed and reordered, the same entries say the same', async () => {
	const at = replica();
	const mallory = await signer();
	const made = await mallory.sign(product);
	const grant = {
		product: `${made.entry.id}:0`,
		grantee: mallory.organization,
		permission: 'purchase'
	} as const;
	const granted = await mallory.sign({ table: 'grants', ...grant });
	const revoked = await mallory.sign({ table: 'revocations', grant: `${granted.entry.id}:0` });
	const delivered: string[] = [];
	at.ledger.onEntries((entries) => delivered.push(...entries.map(({ id }) => id)));
	const line = stranger(at);
	await line.bring(carrying(revoked, granted, made, mallory.founding));
	const snapshot = emptySnapshot();
	at.ledger.onEntries((entries) => void applyEntries(snapshot, entries));
	const standing = () => snapshot.grants.get(`${granted.entry.id}:0`)!.standing;
	expect(standing()).toBe(false);
	for (let n = 0; n < 3; n++) await line.bring(carrying(granted), carrying(made, granted));
	expect(standing()).toBe(false);
	expect(delivered).toHaveLength(4);
	expect(line.ended).toEqual([]);
});

test('facts that belong to another organization are let in with their entry, and say nothing', async () => {
	const at = replica();
	const [founded] = await at.ledger.append([draft(null, named('Alice'))]);
	const alice = founded!.id;
	const [made] = await at.ledger.append([draft(alice, product)]);
	const mallory = await signer();
	const granted = { product: `${made!.id}:0`, grantee: alice, permission: 'purchase' } as const;
	const [grant] = await at.ledger.append([draft(alice, { table: 'grants', ...granted })]);
	const widening = await mallory.sign(
		{ table: 'grants', ...granted, grantee: mallory.organization },
		{ table: 'revocations', grant: `${grant!.id}:0` },
		{ table: 'tombstones', record: made!.id },
		{ table: 'tombstones', record: alice },
		{ table: 'product-fields', product: `${made!.id}:0`, field: 'name', value: 'mine' },
		{
			table: 'product-makings',
			product: `${made!.id}:0`,
			making: { origin: 'odm', maker: mallory.organization }
		}
	);
	await stranger(at).bring(carrying(mallory.founding, widening));
	expect(idsIn(at)).toContain(widening.entry.id);
	const snapshot = emptySnapshot();
	at.ledger.onEntries((entries) => void applyEntries(snapshot, entries));
	const lamp = snapshot.products.get(`${made!.id}:0`)!;
	expect(lamp).toMatchObject({ name: 'Lamp', making: { origin: 'proprietary', maker: null } });
	expect(snapshot.grants.get(`${grant!.id}:0`)!.standing).toBe(true);
	expect(lamp.standings.has(mallory.organization)).toBe(false);
	expect([...snapshot.tombstones.values()].filter(({ owner }) => owner === alice)).toEqual([]);
});
