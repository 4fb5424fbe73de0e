import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entryToText } from '../../src/lib/document/entries/codec';
import type { Notes } from '../../src/lib/document/storage/notes';
import type { Gate, Heads } from '../../src/lib/gate/api';
import { lastSeenHeads, storeSeenHeads } from '../../src/lib/exchange/last-seen-heads';
import { parseFile } from '../../src/lib/exchange/file-format';
import { readPartnerFile, writePartnerFile, type PartnerFile } from '../../src/lib/exchange/partner-file';
import { saveForPartner } from '../../src/lib/exchange/save-for-partner';
import { draft, exportedText, memoryLedger, named, renamed } from '../document/helpers';
import { memoryNotes } from './memory-notes';
import { runs } from '../seeds';

const key = (letter: string) => letter.repeat(42) + 'A';

const file: Omit<PartnerFile, 'grantbook' | 'v'> = {
	workspace: 'w',
	name: 'Lamps',
	from: { organization: key('O'), name: 'Alice' },
	savedAt: 5,
	holds: 'everything',
	heads: { [key('K')]: { seq: 2, count: 2, digest: 'x' } },
	entries: ['{"any":"text"}'],
	seats: []
};

const problemOf = (text: string) => {
	const reading = readPartnerFile(parseFile(text));
	return 'problem' in reading ? reading.problem : null;
};

const read = (text: string): PartnerFile => {
	const reading = readPartnerFile(parseFile(text));
	if ('problem' in reading) throw new Error(`${reading.problem} ${reading.detail}`);
	return reading.file;
};

/** As much of a gate as saving asks for. */
const gateOver = ({ ledger }: ReturnType<typeof memoryLedger>, heads: Heads): Gate =>
	({
		heads: () => Promise.resolve(heads),
		missing: async (since: Heads | null) =>
			(await exportedText(ledger))
				.split('\n')
				.filter(Boolean)
				.slice(since ? 1 : 0)
	}) as Partial<Gate> as Gate;

test('a file reads back as written, as a file or pasted with words around it', () => {
	const text = writePartnerFile(file);
	expect(read(text)).toEqual({ grantbook: 'exchange', v: 1, ...file });
	expect(read(`Dear Bob,\nhere is the latest:\n\n${text}\nRegards`)).toMatchObject(file);
});

test('everything is saved, or what the partner’s heads lack, with this browser’s requests', async () => {
	const home = memoryLedger();
	const [alice] = await home.ledger.append([draft(null, named('Alice'))]);
	const [more] = await home.ledger.append([draft(alice!.id, renamed('Alicia'))]);
	const heads = { [alice!.key]: { seq: 2, count: 2, digest: more!.id } };
	const parts = { gate: gateOver(home, heads), ledger: home.ledger };
	const about = { workspace: 'w', name: 'Lamps', from: null, savedAt: 7, since: null };
	const bob = key('B');

	const all = await saveForPartner(parts, { ...about, requests: [{ organization: bob, name: 'My laptop' }] });
	const saved = read(all.text);
	expect(saved.entries).toEqual([alice!, more!].map(entryToText));
	expect(saved.heads).toEqual(heads);
	expect(saved.seats).toMatchObject([
		{ organization: bob, key: await home.ledger.memberKey(bob), name: 'My laptop' }
	]);

	const rest = await saveForPartner(parts, { ...about, since: heads, requests: [] });
	expect(rest.entries).toBe(1);
	expect(read(rest.text).seats).toEqual([]);
});

test('a request that its key did not sign, or that was changed, is dropped', async () => {
	const home = memoryLedger();
	const ask = { workspace: 'w', name: '', from: null, savedAt: 7, since: null };
	const parts = { gate: gateOver(home, {}), ledger: home.ledger };
	const saving = { ...ask, requests: [{ organization: key('B'), name: 'Mine' }] };
	const saved = read((await saveForPartner(parts, saving)).text);
	const [seat] = saved.seats;
	const seatsAfter = (changes: object, workspace = 'w') =>
		read(writePartnerFile({ ...saved, workspace, seats: [{ ...seat!, ...changes }] })).seats;
	expect(seatsAfter({})).toEqual([seat]);
	expect(seatsAfter({ name: 'Yours' })).toEqual([]);
	expect(seatsAfter({ key: key('K') })).toEqual([]);
	expect(seatsAfter({ organization: key('C') })).toEqual([]);
	expect(seatsAfter({}, 'another')).toEqual([]);
});

test('other files are rejected with the reason', () => {
	const text = writePartnerFile(file);
	const withField = (field: object) => JSON.stringify({ ...JSON.parse(text), ...field });
	expect(problemOf('')).toBe('not-ours');
	expect(problemOf('{"grantbook":"recovery","v":1}')).toBe('not-ours');
	expect(problemOf('<html>')).toBe('not-ours');
	expect(problemOf('null')).toBe('not-ours');
	expect(problemOf(withField({ v: 2, unheard: 'of' }))).toBe('newer');
	expect(problemOf(text.slice(0, -10))).toBe('cut');
	expect(problemOf(text.slice(0, 12))).toBe('cut');
	expect(problemOf(withField({ entries: [7] }))).toBe('broken');
	expect(problemOf(withField({ more: 1 }))).toBe('unknown-field');
	expect(problemOf('{"grantbook":"unheard-of","v":1}')).toBe('newer');
	expect(problemOf(withField({ workspace: '../elsewhere' }))).toBe('broken');
	expect(problemOf(withField({ heads: { short: { seq: 1, count: 1, digest: '' } } }))).toBe('broken');
	expect(problemOf(text.replace('"name"', '"__proto__":{"name":"x"},"name"'))).toBe('unknown-field');
	expect(problemOf(text.replace('"seats":[]', `"seats":${'['.repeat(50)}${']'.repeat(50)}`))).toBe('broken');
});

test('pasting anything never throws', () => {
	const text = writePartnerFile(file);
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.json(),
				fc
					.tuple(fc.nat(text.length), fc.string({ maxLength: 3 }))
					.map(([at, put]) => text.slice(0, at) + put + text.slice(at + put.length))
			),
			(pasted) => {
				const reading = readPartnerFile(parseFile(pasted));
				expect('file' in reading || 'problem' in reading).toBe(true);
			}
		),
		{ numRuns: runs(150) }
	);
});

test('each partner’s last seen heads are stored; an older file changes nothing', async () => {
	const notes = memoryNotes();
	const [later, earlier] = [{ ...read(writePartnerFile(file)) }, { ...read(writePartnerFile(file)) }];
	earlier.savedAt = 4;
	earlier.heads = {};
	const bob = { ...later, from: { organization: key('B'), name: 'Bob' } };
	await storeSeenHeads(later, 100, notes);
	await storeSeenHeads(bob, 101, notes);
	await storeSeenHeads(earlier, 102, notes);
	const heard = await lastSeenHeads('w', notes);
	expect(heard.map(({ from, heardAt }) => [from?.name, heardAt])).toEqual([
		['Bob', 101],
		['Alice', 100]
	]);
	expect(heard[1]!.heads).toEqual(file.heads);
	expect(await lastSeenHeads('another', notes)).toEqual([]);
	notes.stored.set('w/heard/spoiled', { heads: 'all' });
	expect(await lastSeenHeads('w', notes)).toHaveLength(2);
});

describe('a file that claims to be saved in the future', () => {
	const none: Heads = {};
	const partnerFile = (savedAt: number, heads: Heads = file.heads) =>
		read(writePartnerFile({ ...file, savedAt, heads }));
	const headsOf = async (notes: Notes) => (await lastSeenHeads('w', notes)).map(({ heads }) => heads);

	test('does not make the partner’s next file be ignored', async () => {
		const notes = memoryNotes();
		await storeSeenHeads(partnerFile(8.64e15, none), 100, notes);
		expect(await headsOf(notes)).toEqual([none]);
		await storeSeenHeads(partnerFile(101), 102, notes);
		expect(await headsOf(notes)).toEqual([file.heads]);
	});

	test('counts as saved when it was opened, even if an earlier version stored its claim', async () => {
		const notes = memoryNotes();
		const stored = { from: file.from, heads: none, savedAt: 8.64e15, heardAt: 100 };
		notes.stored.set(`w/heard/${file.from!.organization}`, stored);
		await storeSeenHeads(partnerFile(99), 150, notes);
		expect(await headsOf(notes)).toEqual([none]);
		await storeSeenHeads(partnerFile(101), 200, notes);
		expect(await headsOf(notes)).toEqual([file.heads]);
	});

	test('is as late as another saved now: the one opened last counts', async () => {
		const notes = memoryNotes();
		await storeSeenHeads(partnerFile(8.64e15, none), 100, notes);
		await storeSeenHeads(partnerFile(100), 100, notes);
		expect(await headsOf(notes)).toEqual([file.heads]);
		await storeSeenHeads(partnerFile(8.64e15, none), 100, notes);
		expect(await headsOf(notes)).toEqual([none]);
	});

	test('gains nothing when this browser’s clock is put back', async () => {
		const notes = memoryNotes();
		await storeSeenHeads(partnerFile(8.64e15, none), 1_000, notes);
		await storeSeenHeads(partnerFile(500), 500, notes);
		expect(await headsOf(notes)).toEqual([file.heads]);
	});
});
