import { expect, test } from 'vitest';
import { applyEntries } from '../../src/lib/domain/fold/apply';
import { emptySnapshot } from '../../src/lib/domain/snapshot';
import { textToEntry } from '../../src/lib/document/entries/codec';
import { idOf, canonicalEntry } from '../../src/lib/document/entries/identity';
import type { Entry } from '../../src/lib/domain/entry';
import { makeRecoveryFile, openRecoveryKey, readRecoveryFile } from '../../src/lib/exchange/recovery-file';
import { readOwn } from '../../src/lib/exchange/own-file';
import { recoverSeat } from '../../src/lib/exchange/recovery-use';
import { draft, memoryLedger, named, passEntries, renamed } from '../document/helpers';

const passphrase = 'correct horse battery';

async function aliceWithRecovery() {
	const home = memoryLedger();
	const [alice] = await home.ledger.append([draft(null, named('Alice'))]);
	const { key, text } = await makeRecoveryFile({
		workspace: 'w',
		organization: { id: alice!.id, name: 'Alice' },
		passphrase,
		savedAt: 1_700_000_000_000
	});
	await home.ledger.append([draft(alice!.id, { table: 'recovery-keys', key, name: 'In the safe' })]);
	return { home, alice: alice!.id, key, text };
}

/** A browser that has the entries and no key. */
async function emptyBrowser(home: ReturnType<typeof memoryLedger>) {
	const away = memoryLedger();
	const snapshot = emptySnapshot();
	away.ledger.onEntries((entries) => applyEntries(snapshot, entries));
	await away.ledger.opened;
	passEntries(home, away);
	/** What the gate does with a text that it has nothing against. */
	const admit = (text: string) => {
		const id = idOf(canonicalEntry(JSON.parse(text) as Entry));
		expect(textToEntry(id, text)).toHaveProperty('entry');
		away.texts.set(id, text);
	};
	return { ...away, snapshot, admit };
}

const fileOf = (text: string) => {
	const reading = readRecoveryFile(readOwn(text));
	if ('problem' in reading) throw new Error(reading.problem);
	return reading.file;
};

test('a browser with the entries and no key gets its organization back by the file and its passphrase', async () => {
	const { home, alice, text } = await aliceWithRecovery();
	const away = await emptyBrowser(home);
	const seat = await away.ledger.seatKey(alice);
	const signer = await openRecoveryKey(fileOf(text), passphrase);
	const recovery = { organization: alice, signer: signer!, seat, name: 'New laptop', at: 5 };
	const made = await recoverSeat(away.snapshot, 'w', recovery);
	if ('problem' in made) throw new Error(made.problem);
	away.admit(made.text);
	expect(await away.ledger.held()).toEqual([{ organization: alice, key: seat }]);
	expect(await away.ledger.append([draft(alice, renamed('Back again'))])).toMatchObject([{ key: seat }]);
	expect(away.snapshot.organizations.get(alice)?.name).toBe('Back again');
	expect(await recoverSeat(away.snapshot, 'w', recovery)).toEqual({ problem: 'key-known' });
	// The organization's other browsers agree.
	passEntries(away, home);
	expect(await home.ledger.exportEntries()).toBe(await away.ledger.exportEntries());
});

test('a recovery key is used again after its own last entry', async () => {
	const { home, alice, text } = await aliceWithRecovery();
	const signer = (await openRecoveryKey(fileOf(text), passphrase))!;
	for (const seq of [1, 2]) {
		const away = await emptyBrowser(home);
		const seat = await away.ledger.seatKey(alice);
		const made = await recoverSeat(away.snapshot, 'w', {
			organization: alice,
			signer,
			seat,
			name: '',
			at: seq
		});
		if ('problem' in made) throw new Error(made.problem);
		expect(JSON.parse(made.text)).toMatchObject({ seq });
		away.admit(made.text);
		expect(await away.ledger.held()).toHaveLength(1);
		passEntries(away, home);
	}
});

test('a recovery key that the organization never added, or has retired, adds nothing', async () => {
	const { home, alice, key, text } = await aliceWithRecovery();
	const signer = (await openRecoveryKey(fileOf(text), passphrase))!;
	const about = { organization: alice, signer, seat: 'A'.repeat(43), name: '', at: 5 };
	const without = emptySnapshot();
	expect(await recoverSeat(without, 'w', about)).toEqual({ problem: 'unknown-organization' });
	const away = await emptyBrowser(home);
	const [founding] = away.snapshot.entries.values();
	applyEntries(without, [founding!]);
	expect(await recoverSeat(without, 'w', about)).toEqual({ problem: 'not-added' });
	await home.ledger.append([draft(alice, { table: 'key-retirements', key, last: 0, head: '' })]);
	passEntries(home, away);
	expect(await recoverSeat(away.snapshot, 'w', about)).toEqual({ problem: 'retired' });
});

test('the file opens with its passphrase, however its characters were typed, and with no other', async () => {
	const about = {
		workspace: 'w',
		organization: { id: 'A'.repeat(43), name: '' },
		savedAt: 0
	};
	const { text } = await makeRecoveryFile({ ...about, passphrase: 'pässwort lang' });
	expect(await openRecoveryKey(fileOf(text), 'pa\u0308sswort lang')).not.toBeNull();
	expect(await openRecoveryKey(fileOf(text), 'passwort lang')).toBeNull();
	await expect(makeRecoveryFile({ ...about, passphrase: 'short' })).rejects.toThrow('malformed');
});

test('the key in a file cannot be taken out of the page, nor passed off as another organization’s', async () => {
	const { text } = await aliceWithRecovery();
	expect(text).not.toContain('"privateKey"');
	const file = fileOf(text);
	const other = { ...file, organization: { ...file.organization, id: 'B'.repeat(43) } };
	expect(await openRecoveryKey(other, passphrase)).toBeNull();
});

test('what is no such file is told apart', async () => {
	const { text } = await aliceWithRecovery();
	const problem = (of: string) => {
		const reading = readRecoveryFile(readOwn(of));
		return 'problem' in reading ? reading.problem : null;
	};
	expect(problem(text)).toBeNull();
	expect(problem(`Here is the file:\n${text}\nRegards`)).toBeNull();
	expect(problem('')).toBe('not-ours');
	expect(problem('{"a":1}')).toBe('not-ours');
	expect(problem('[1,2,3]')).toBe('not-ours');
	expect(problem(text.replace('"recovery"', '"exchange"'))).toBe('not-ours');
	expect(problem(text.slice(0, -20))).toBe('cut');
	expect(problem(text.replace(/"iterations": \d+/, '"iterations": 1'))).toBe('broken');
	expect(problem(text.replace(/"iterations": \d+/, '"iterations": 4000000000'))).toBe('broken');
	expect(problem(text.replace('"Alice"', '"Alicia"'))).toBe('broken');
	expect(problem(text.replace('"v": 1', '"v": 2'))).toBe('newer');
	expect(problem(text.replace('"v"', `${' '.repeat(30_000)}"v"`))).toBe('too-large');
	expect(problem(text.replace('"savedAt"', '"__proto__": {"v": 1}, "savedAt"'))).toBe('unknown-field');
});
