/** Files and invitations that people have: each opens, and says what it said. */
import { expect, test } from 'vitest';
import { openRecoveryKey } from '../../src/lib/exchange/recovery-file';
import { signRecoveryEntry } from '../../src/lib/exchange/use-recovery-key';
import { invitationCode, readInvitation, type Invitation } from '../../src/lib/peers/invitation';
import { type AppFile, readAppFile } from '../../src/lib/workspace/files/app-file';
import { delta, entriesOf, fixture, foldOf, kilo, lines, nova, recoveryKey, workspace } from './fixtures';
import { standings, standingsAfter, standingsBefore } from './fixtures';

function fileOf<K extends AppFile['kind']>(kind: K, name: string): Extract<AppFile, { kind: K }> {
	const read = readAppFile(fixture(name));
	if ('problem' in read) throw new Error(`${read.problem} ${read.detail}`);
	expect(read).toMatchObject({ kind, repaired: false });
	return read as Extract<AppFile, { kind: K }>;
}

test('a saved workspace, and entries as proof', () => {
	const { file, organizations } = fileOf('workspace', 'lamps.grantbook.jsonl');
	expect(file).toMatchObject({ workspace, name: 'Lamps', savedAt: 1_790_030_000_000, missing: 0 });
	expect([organizations, file.entries.length]).toEqual([3, 35]);
	expect(new Set(file.entries)).toEqual(new Set(lines.map(({ text }) => text)));
	expect(standings(foldOf(entriesOf(file.entries)))).toEqual(standingsAfter);
	const proof = fileOf('proof', 'two.proof.jsonl').file;
	expect(proof.entries.length).toBe(2);
	expect(entriesOf(proof.entries).map(({ command }) => command)).toEqual(Array(2).fill('add-organization'));
});

test('a partner’s file with everything, and one with what the other lacked', () => {
	const everything = fileOf('partner', 'everything.grantbook').file;
	expect(everything).toMatchObject({
		...{ workspace, name: 'Lamps', holds: 'everything', savedAt: 1_790_010_000_000 },
		from: { organization: kilo, name: 'Kilo PCBA' },
		seats: [
			{
				organization: delta,
				key: 'GypEPNtAbY3MY-mcuW0XfA17bAPbfVs5wHULO43y3o4',
				name: 'Workshop'
			}
		]
	});
	expect(Object.values(everything.heads).map(({ seq, count }) => [seq, count])).toEqual([
		[18, 18],
		[13, 13],
		[2, 2]
	]);
	const before = entriesOf(everything.entries);
	expect(standings(foldOf(before))).toEqual(standingsBefore);

	const lacking = fileOf('partner', 'lacking.grantbook').file;
	expect(lacking).toMatchObject({ workspace, name: 'Lampen, 灯', from: null, holds: 'lacking', seats: [] });
	const rest = entriesOf(lacking.entries);
	expect(rest.length).toBe(2);
	expect(standings(foldOf([...before, ...rest]))).toEqual(standingsAfter);
});

test('a recovery key opens with its passphrase, and lets a browser act', async () => {
	const { file } = fileOf('recovery', 'nova.recovery.json');
	expect(file).toMatchObject({
		...{ workspace, key: recoveryKey, fingerprint: 'TKR8-TCN6-ZFMX-X7K7', savedAt: 1_790_000_500_000 },
		organization: { id: nova, name: 'Nova “Brands” & Söhne' }
	});
	expect(await openRecoveryKey(file, 'pass wort, lang genug')).toBeNull();
	const signer = (await openRecoveryKey(file, 'päss wört, lang genug'))!;
	const snapshot = foldOf(entriesOf(lines.map(({ text }) => text)));
	const newKey = 'A'.repeat(43);
	const adding = { organization: nova, signer, newKey, name: 'New', at: 1_790_040_000_000 };
	const added = await signRecoveryEntry(snapshot, workspace, adding);
	if ('problem' in added) throw new Error(added.problem);
	const after = foldOf(entriesOf([...lines.map(({ text }) => text), added.text]));
	expect(after.keys.recordsOf(nova).find(({ key }) => key === newKey)?.use).toBe('act');
});

test('a draft with every command that there is, and rows that were set aside', () => {
	const { file } = fileOf('draft', 'what-if.draft.json');
	expect(file).toMatchObject({ workspace, name: 'What if, 如果' });
	expect([file.steps.length, new Set(file.steps.map(({ command }) => command.command)).size]).toEqual([
		50, 29
	]);
	expect(fileOf('set-aside', 'lamps.set-aside.json').file).toMatchObject({
		workspace,
		rows: [{ row: 3, bytes: 3, value: 'AQID' }, { row: 4 }]
	});
});

test('an invitation of form 2, with a checksum', () => {
	const code = fixture('invitation-2.txt');
	const { v: _, ...first } = readInvitation(fixture('invitation.txt')) as Invitation;
	expect(readInvitation(code)).toEqual({ v: 2, ...first });
	expect(readInvitation(code.trimEnd().slice(0, -1))).toEqual({ problem: 'broken' });
	expect(invitationCode(first)).toBe(code.trimEnd().split('#/join/')[1]);
});

test('an invitation of form 3, with a relay', () => {
	const code = fixture('invitation-3.txt');
	const { v: _, ...first } = readInvitation(fixture('invitation.txt')) as Invitation;
	const relayed = { ...first, relay: 'wss://relay.example/team' };
	expect(readInvitation(code)).toEqual({ v: 3, ...relayed });
	expect(invitationCode(relayed)).toBe(code.trimEnd().split('#/join/')[1]);
});

test('an invitation', () => {
	expect(readAppFile(fixture('invitation.txt'))).toMatchObject({ kind: 'invitation' });
	expect(readInvitation(fixture('invitation.txt'))).toEqual({
		v: 1,
		workspace,
		name: 'Lamps',
		room: 'p3s5v8y_B-E2H5K8N1Qq',
		secret: 'cRfUjXn2r5u8x_A-D3G6K9NcRfUjXn2r',
		signalling: ['wss://signal.example/rooms'],
		ice: [
			{ urls: ['stun:stun.example:3478'] },
			{ urls: ['turns:turn.example:443?transport=tcp'], username: 'lamps', credential: 'secret' }
		],
		claim: delta,
		claimName: 'Delta 制造',
		entries: 35
	});
});
