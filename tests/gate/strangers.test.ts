import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fact } from '../../src/lib/domain/facts';
import type { SignedEntry } from '../../src/lib/document/signing/sign-draft';
import { memoryKeys } from '../../src/lib/document/ledger/in-memory';
import { draft, exportedText, handingOver, renamed } from '../document/helpers';
import { alices, lived, of, outsiders, small } from './lived';
import { carrying, replica, idsIn, join, settled, signer, stranger, until } from './parties';

test('an organization that nobody here knows comes in whole within the allowance, and waits whole beyond it', async () => {
	const at = await alices();
	const [modest, greedy] = [await lived(2), await lived(7)];
	expect(await at.gate.admit([...modest.texts, ...greedy.texts], 'a file')).toMatchObject({
		added: 3,
		withheld: 8
	});
	expect([of(at, modest.organization), of(at, greedy.organization)]).toEqual([3, 0]);
	expect(await outsiders(at)).toMatchObject({
		waiting: 1,
		list: [
			{ organization: greedy.organization, approval: 'waiting', name: 'Mallory', entries: 8, kept: true }
		]
	});
});

test('a thousand founded organizations get one allowance, by file after file and connection after connection', async () => {
	const at = await alices();
	const many = await Promise.all(Array.from({ length: 40 }, () => lived(0)));
	for (const part of [many.slice(0, 10), many.slice(10, 20)])
		await at.gate.admit(
			part.flatMap(({ texts }) => texts),
			'a file'
		);
	for (const part of [many.slice(20, 30), many.slice(30)]) {
		const line = stranger(at);
		await line.bring(carrying(...part.flatMap(({ entries }) => entries)));
		line.close();
	}
	expect(at.ledger.delivered).toHaveLength(1 + small.strangersAll.organizations);
	expect((await outsiders(at)).waiting).toBe(40 - small.strangersAll.organizations);
});

test('whom a known one adds as partner, or names as maker, comes in whatever it brings', async () => {
	const at = await alices();
	const [partner, maker, asking] = [await lived(20), await lived(20), await lived(20)];
	await at.ledger.append([
		draft(at.organization, { table: 'partners', partner: partner.organization, name: 'P' }),
		draft(at.organization, {
			...{ table: 'products', pid: 'P1', name: 'N', category: '', basedOn: null },
			making: { origin: 'oem', maker: maker.organization }
		})
	]);
	await at.gate.admit([...asking.texts, ...partner.texts, ...maker.texts], 'a file');
	expect([partner, maker, asking].map(({ organization }) => of(at, organization))).toEqual([21, 21, 0]);
});

test('what waits comes in when a known one introduces it later', async () => {
	const at = await alices();
	const one = await lived(20);
	await at.gate.admit(one.texts, 'a file');
	expect(of(at, one.organization)).toBe(0);
	await at.ledger.append([
		draft(at.organization, { table: 'partners', partner: one.organization, name: 'P' })
	]);
	await until(() => of(at, one.organization) === 21);
	expect((await outsiders(at)).waiting).toBe(0);
});

test('whom a known one introduces by a key that is still being taken in is known soon', async () => {
	const at = await alices();
	const [before, after] = [await lived(20), await lived(20)];
	const founding = at.ledger.entries.get(at.organization)!;
	const key = 'K'.repeat(43);
	const facts = [before, after].map(({ organization }): Fact => ({
		table: 'partners',
		partner: organization,
		name: 'P'
	}));
	const introducing = { ...founding, id: 'E'.repeat(43), organization: at.organization, key, facts };
	await at.gate.admit(before.texts, 'a file');
	at.ledger.insert([...handingOver(founding, key), introducing]);
	expect(at.ledger.keys.isSettled).toBe(false);
	await until(() => at.ledger.keys.isSettled);
	await at.gate.admit(after.texts, 'a file');
	expect(of(at, after.organization)).toBe(21);
	await until(() => of(at, before.organization) === 21);
});

test('a person lets one in that waits: it comes in whole, and goes on coming in', async () => {
	const at = await alices();
	const one = await signer();
	const first = [one.founding, ...(await signs(one, 10))];
	const line = stranger(at);
	await line.bring(carrying(...first));
	expect(of(at, one.organization)).toBe(0);
	await at.gate.decide([one.organization], 'let-in');
	expect(of(at, one.organization)).toBe(11);
	await line.bring(carrying(...(await signs(one, 10))));
	expect(of(at, one.organization)).toBe(21);
	expect((await outsiders(at)).waiting).toBe(0);
});

test('however much of one was kept aside, all of it comes in when it is let in, whatever order it is kept in', async () => {
	const at = await alices({ ...small, awaitingKeyEntriesEach: 5 });
	const one = await lived(60);
	await at.gate.admit([...one.texts.slice(0, 1), ...one.texts.slice(1).reverse()], 'a file');
	const store = at.ledger.approvals;
	const inOrder = store.texts.bind(store);
	store.texts = async (organization) => (await inOrder(organization)).reverse();
	await at.gate.decide([one.organization], 'let-in');
	expect(of(at, one.organization)).toBe(61);
});

test('one that is in and outgrows the allowance waits, with all that it brought', async () => {
	const at = await alices();
	const one = await signer();
	const line = stranger(at);
	await line.bring(carrying(one.founding, ...(await signs(one, 3))));
	expect(of(at, one.organization)).toBe(4);
	const gone: string[][] = [];
	at.ledger.onWithdrawn((organizations) => gone.push(organizations));
	await line.bring(carrying(...(await signs(one, 5))));
	expect(of(at, one.organization)).toBe(0);
	expect(gone).toEqual([[one.organization]]);
	expect(await outsiders(at)).toMatchObject({ waiting: 1, list: [{ name: 'Mallory', entries: 9 }] });
	await at.gate.decide([one.organization], 'let-in');
	expect(of(at, one.organization)).toBe(9);
});

test('what waits is not sent again at the next connection, and is not handed on', async () => {
	const [at, other] = [await alices(), replica()];
	const one = await lived(12);
	await other.gate.admit(one.texts, 'a file');
	const first = join(other, at);
	await until(() => first.told.synced.every((times) => times > 0));
	first.close();
	expect(of(at, one.organization)).toBe(0);
	const again = join(other, at);
	await until(() => again.told.synced.every((times) => times > 0));
	expect(again.told).toMatchObject({ batches: 0, ended: [] });
	const third = replica();
	const { told } = join(at, third);
	await until(() => told.synced.every((times) => times > 0));
	expect(idsIn(third)).toEqual([at.organization]);
});

test('whoever opened an invitation gets the workspace whole, and strangers afterwards only what all get', async () => {
	const [at, joining] = [await alices(), replica({ limits: small })];
	const one = await lived(30);
	await at.gate.admit(one.texts, 'a file');
	await at.gate.decide([one.organization], 'let-in');
	const { told } = join(at, joining);
	await until(() => told.synced.every((times) => times > 0));
	expect(idsIn(joining)).toEqual(idsIn(at));
	const late = await lived(30);
	await joining.gate.admit(late.texts, 'a file');
	expect(of(joining, late.organization)).toBe(0);
	expect((await outsiders(joining)).waiting).toBe(1);
});

test('beyond the bound of what is kept aside, whoever sent most is to send it anew', async () => {
	const at = await alices({ ...small, withheldEntries: 20 });
	const [large, less] = [await lived(18), await lived(10)];
	const from = replica();
	await from.gate.admit([...large.texts, ...less.texts], 'a file');
	await at.gate.admit(large.texts, 'a file');
	await at.gate.admit(less.texts, 'a file');
	const kept = new Map((await outsiders(at)).list.map((each) => [each.organization, each]));
	expect(kept.get(large.organization)).toMatchObject({ kept: false, entries: 19 });
	expect(kept.get(less.organization)).toMatchObject({ kept: true, entries: 11 });
	const { told } = join(from, at);
	await until(() => told.synced.every((times) => times > 0));
	await at.gate.decide([large.organization], 'let-in');
	await until(() => of(at, large.organization) === 19);
});

test('a person leaves one out: nothing of it is delivered or handed on, and later it is taken back', async () => {
	const at = await alices();
	const one = await lived(2);
	await at.gate.admit(one.texts, 'a file');
	await at.gate.decide([one.organization], 'left-out');
	expect(of(at, one.organization)).toBe(0);
	expect(await at.gate.missing(null)).toHaveLength(1);
	expect(await exportedText(at.ledger)).not.toContain(one.organization);
	expect(await outsiders(at)).toMatchObject({ waiting: 0, leftOut: 1, list: [{ name: 'Mallory' }] });
	const { told } = join(replica(), at);
	await until(() => told.synced.every((times) => times > 0));
	await at.gate.decide([one.organization], 'let-in');
	expect(of(at, one.organization)).toBe(3);
	expect(await at.gate.missing(null)).toHaveLength(4);
});

test('all that wait are decided about at once, also those that no list has room for', async () => {
	for (const approval of ['let-in', 'left-out'] as const) {
		const at = await alices({ ...small, reported: 2 });
		const lots = await Promise.all([7, 8, 9, 10].map(lived));
		const texts = lots.flatMap((lot) => lot.texts);
		await at.gate.admit(texts, 'a file');
		const { organizations, entries, length } = await at.gate.allWaiting();
		expect((await outsiders(at)).list).toHaveLength(2);
		expect([...organizations].sort()).toEqual(lots.map(({ organization }) => organization).sort());
		expect(entries).toBe(texts.length);
		expect(length).toBe(texts.join('').length);
		await at.gate.decide(organizations, approval);
		expect(await at.gate.allWaiting()).toEqual({ organizations: [], entries: 0, length: 0 });
		expect(at.ledger.delivered).toHaveLength(1 + (approval === 'let-in' ? texts.length : 0));
		expect((await outsiders(at)).leftOut).toBe(approval === 'let-in' ? 0 : 4);
	}
});

test('leaving one out takes along whom only it had introduced, beyond what strangers may bring, at once', async () => {
	const at = await alices();
	const hostile = await signer();
	const puppets = await Promise.all(Array.from({ length: 12 }, () => lived(3)));
	const introducing = await hostile.sign(
		...puppets.map(({ organization }) => ({ table: 'partners', partner: organization, name: 'P' }) as const)
	);
	await at.ledger.append([
		draft(at.organization, { table: 'partners', partner: hostile.organization, name: 'H' })
	]);
	await at.gate.admit(
		[hostile.founding, introducing, ...puppets.flatMap(({ entries }) => entries)].map(({ text }) => text),
		'a file'
	);
	expect(at.ledger.delivered).toHaveLength(2 + 2 + 12 * 4);
	const gone: string[][] = [];
	at.ledger.onWithdrawn((organizations) => gone.push(organizations));
	const foreseen = await at.gate.waitingWithout([hostile.organization]);
	await at.gate.decide([hostile.organization], 'left-out');
	await settled();
	expect(gone).toEqual([[hostile.organization], foreseen]);
	expect(at.ledger.delivered.length - 2).toBeLessThanOrEqual(small.strangersAll.entries);
	await at.gate.decide([hostile.organization], 'let-in');
	await until(() => at.ledger.delivered.length === 2 + 2 + 12 * 4);
});

test('what a hostile answer holds open is judged before it fills the memory, and whole at that', async () => {
	const at = await alices({ ...small, crowdedLength: 3_000 });
	const one = await signer();
	const line = stranger(at);
	await settled();
	const number = line.heard.find(({ kind }) => kind === 'hello')!;
	line.say({ kind: 'plan', number: 'number' in number ? number.number : 0, entries: 100 });
	await line.bring(carrying(one.founding, ...(await signs(one, 4))));
	expect(of(at, one.organization)).toBe(0);
	await line.bring(carrying(...(await signs(one, 12))));
	expect(of(at, one.organization)).toBe(0);
	expect(await outsiders(at)).toMatchObject({ waiting: 1, list: [{ entries: 17 }] });
});

/** So many more entries of an organization. */
async function signs(one: Awaited<ReturnType<typeof signer>>, count: number): Promise<SignedEntry[]> {
	const signed: SignedEntry[] = [];
	for (let n = 0; n < count; n++) signed.push(await one.sign(renamed(`${n}`)));
	return signed;
}

test('whole or waiting whole, however what they bring is mixed and cut', async () => {
	const lots = await Promise.all([1, 2, 3, 5, 8].map(lived));
	await fc.assert(
		fc.asyncProperty(
			fc.shuffledSubarray(
				lots.flatMap(({ entries }) => entries),
				{ minLength: 24, maxLength: 24 }
			),
			fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 4, maxLength: 4 }),
			async (entries, sizes) => {
				const at = await alices();
				const rest = [...entries];
				for (const size of [...sizes, rest.length])
					await at.gate.admit(textsOf(rest.splice(0, size)), 'a file');
				const { list } = await outsiders(at);
				for (const { organization, texts } of lots) {
					const aside = list.find((each) => each.organization === organization);
					expect([0, texts.length]).toContain(of(at, organization));
					expect(of(at, organization) === 0).toBe(aside !== undefined);
				}
				await at.ledger.close();
			}
		),
		{ numRuns: 15 }
	);
}, 60_000);

const textsOf = (signed: SignedEntry[]) => signed.map(({ text }) => text);

test('what was in a workspace before anybody was asked stays in', async () => {
	const keys = memoryKeys();
	const doc = (await alices()).doc;
	const one = await lived(50);
	doc.transact(() => {
		for (const { entry, text } of one.entries) doc.getMap('entries').set(entry.id, text);
	});
	const again = replica({ keys, doc, limits: small });
	await again.gate.report();
	await again.ledger.opened;
	await until(() => of(again, one.organization) === 51);
	const more = await lived(50);
	await again.gate.admit(more.texts, 'a file');
	expect(of(again, one.organization)).toBe(51);
	expect(of(again, more.organization)).toBe(0);
});
