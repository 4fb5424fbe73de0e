import { expect, test } from 'vitest';
import { applyEntries } from '../../src/lib/domain/fold/apply';
import { emptySnapshot } from '../../src/lib/domain/snapshot';
import { textToEntry } from '../../src/lib/document/entries/codec';
import { idOf, canonicalEntry } from '../../src/lib/document/entries/identity';
import type { Entry } from '../../src/lib/domain/entry';
import { createRecoveryFile, openRecoveryKey, readRecoveryFile } from '../../src/lib/exchange/recovery-file';
import { parseFile } from '../../src/lib/exchange/file-format';
import { signRecoveryEntry } from '../../src/lib/exchange/use-recovery-key';
import { draft, exportedText, memoryLedger, named, passEntries, renamed } from '../document/helpers';

const passphrase = 'correct horse battery';

async function aliceWithRecovery() {
	const home = memoryLedger();
	const [alice] = await home.ledger.append([draft(null, named('Alice'))]);
	const { key, text } = await createRecoveryFile({
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
	const reading = readRecoveryFile(parseFile(text));
	if ('problem' in reading) throw new Error(reading.problem);
	return reading.file;
};

test('a browser with the entries but no key regains its organization by the file and its passphrase', async () => {
	const { home, alice, text } = await aliceWithRecovery();
	const away = await emptyBrowser(home);
	const newKey = await away.ledger.memberKey(alice);
	const signer = await openRecoveryKey(fileOf(text), passphrase);
	const recovery = { organization: alice, signer: signer!, newKey, name: 'New laptop', at: 5 };
	const made = await signRecoveryEntry(away.snapshot, 'w', recovery);
	if ('problem' in made) throw new Error(made.problem);
	away.admit(made.text);
	expect(await away.ledger.held()).toEqual([{ organization: alice, key: newKey }]);
	expect(await away.ledger.append([draft(alice, renamed('Back again'))])).toMatchObject([{ key: newKey }]);
	expect(away.snapshot.organizations.get(alice)?.name).toBe('Back again');
	expect(await signRecoveryEntry(away.snapshot, 'w', recovery)).toEqual({ problem: 'key-known' });
	// The organization's other browsers agree.
	passEntries(away, home);
	expect(await exportedText(home.ledger)).toBe(await exportedText(away.ledger));
});

test('a recovery key can be used again', async () => {
	const { home, alice, text } = await aliceWithRecovery();
	const signer = (await openRecoveryKey(fileOf(text), passphrase))!;
	for (const seq of [1, 2]) {
		const away = await emptyBrowser(home);
		const newKey = await away.ledger.memberKey(alice);
		const made = await signRecoveryEntry(away.snapshot, 'w', {
			organization: alice,
			signer,
			newKey,
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
	const about = { organization: alice, signer, newKey: 'A'.repeat(43), name: '', at: 5 };
	const without = emptySnapshot();
	expect(await signRecoveryEntry(without, 'w', about)).toEqual({ problem: 'unknown-organization' });
	const away = await emptyBrowser(home);
	const [founding] = away.snapshot.entries.values();
	applyEntries(without, [founding!]);
	expect(await signRecoveryEntry(without, 'w', about)).toEqual({ problem: 'not-added' });
	await home.ledger.append([draft(alice, { table: 'key-retirements', key, last: 0, head: '' })]);
	passEntries(home, away);
	expect(await signRecoveryEntry(away.snapshot, 'w', about)).toEqual({ problem: 'retired' });
});

test('the file opens only with its passphrase, in any Unicode normalization', async () => {
	const about = {
		workspace: 'w',
		organization: { id: 'A'.repeat(43), name: '' },
		savedAt: 0
	};
	const { text } = await createRecoveryFile({ ...about, passphrase: 'pässwort lang' });
	expect(await openRecoveryKey(fileOf(text), 'pa\u0308sswort lang')).not.toBeNull();
	expect(await openRecoveryKey(fileOf(text), 'passwort lang')).toBeNull();
	await expect(createRecoveryFile({ ...about, passphrase: 'short' })).rejects.toThrow('malformed');
});

test('the key in a file cannot be exported from the page, nor presented as another organization’s', async () => {
	const { text } = await aliceWithRecovery();
	expect(text).not.toContain('"privateKey"');
	const file = fileOf(text);
	const other = { ...file, organization: { ...file.organization, id: 'B'.repeat(43) } };
	expect(await openRecoveryKey(other, passphrase)).toBeNull();
});

test('other files are rejected with the reason', async () => {
	const { text } = await aliceWithRecovery();
	const problem = (of: string) => {
		const reading = readRecoveryFile(parseFile(of));
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
