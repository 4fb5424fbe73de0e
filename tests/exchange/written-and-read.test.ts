/** Whatever this app writes, it reads: random content, written, sent about, read, and equal. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toBase64Url } from '../../src/lib/document/entries/base64url';
import { entryToText } from '../../src/lib/document/entries/codec';
import { shortestPassphrase } from '../../src/lib/document/keys/passphrase';
import { quarantineText } from '../../src/lib/document/storage/quarantine';
import { createRecoveryFile, openRecoveryKey } from '../../src/lib/exchange/recovery-file';
import { mailSafeJson, truncatedName, parseFile, type FileProblem } from '../../src/lib/exchange/file-format';
import { readPartnerFile, writePartnerFile, type PartnerFile } from '../../src/lib/exchange/partner-file';
import { readWorkspaceFile, writeProofFile } from '../../src/lib/exchange/workspace-file';
import { invitationCode, readInvitation } from '../../src/lib/peers/invitation';
import { sanitizedName } from '../../src/lib/peers/sanitized-name';
import { readAppFile } from '../../src/lib/workspace/files/app-file';
import { writeDraftFile } from '../../src/lib/workspace/drafts/draft-file';
import { readable, endings } from '../../src/lib/ui/kit/files/file-endings';
import { entries } from '../document/generators';
import { writeWorkspaceFile } from './write-workspace-file';

const id = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => toBase64Url(bytes));
const workspace = fc.uuid();
const name = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 30 }),
	fc.constant('Lampen = "größer" > 灯具 {1}')
);
const time = fc.integer({ min: 0, max: 4_000_000_000_000 });
const texts = fc.array(entries.map(entryToText), { maxLength: 4 });
const about = fc.record({ workspace, name, savedAt: time });

const partnerFile: fc.Arbitrary<Omit<PartnerFile, 'grantbook' | 'v'>> = fc.record({
	...{ workspace, name, savedAt: time, entries: texts },
	from: fc.option(fc.record({ organization: id, name })),
	holds: fc.constantFrom('everything', 'lacking'),
	heads: fc.dictionary(
		id,
		fc.record({ seq: fc.nat(), count: fc.nat(), digest: fc.string({ maxLength: 100 }) }),
		{ maxKeys: 3 }
	),
	seats: fc.constant([])
});

const step = fc.record({
	...{ entry: id, action: fc.uuid(), at: time, name, actor: fc.option(id) },
	command: fc.record({ command: fc.constant('rename-partner' as const), partner: id, name })
});
const draft = fc.record({
	name,
	steps: fc.uniqueArray(step, { selector: ({ entry }) => entry, maxLength: 5 })
});

/** What becomes of a text on its way: as a whole in a message, and as mail programs carry it. */
const sent: [string, (text: string) => string][] = [
	['as it is', (text) => text],
	['with other line ends', (text) => text.replaceAll('\n', '\r\n')],
	['behind a byte order mark', (text) => `\ufeff${text}`],
	['with a greeting and a signature', (text) => `Hi {Bob},\n"see" below:\n\n${text}\n-- \nAnn {CEO}\n`]
];
const mailed: [string, (text: string) => string][] = [
	...sent,
	['broken into lines', (text) => text.replace(/(.{76})/g, '$1\n')],
	['broken into lines and quoted', (text) => `> ${text.replace(/(.{70})/g, '$1\r\n>> ')}\n> -- \n> Ann`],
	['as quoted-printable', (text) => text.replace(/(.{75})/g, '$1=\r\n')]
];

const runs = { numRuns: 60 };

describe.each(sent)('a file %s', (_, send) => {
	test('of a whole workspace, or of proof, holds the same entries', () => {
		fc.assert(
			fc.property(about, texts, (told, lines) => {
				for (const [kind, write] of [
					['workspace', writeWorkspaceFile],
					['proof', writeProofFile]
				] as const) {
					const read = readAppFile(send(write(told, lines)));
					const missing = 0;
					expect(read).toMatchObject({ kind, file: { ...told, entries: lines, missing }, repaired: false });
				}
			}),
			runs
		);
	});

	test('for a partner holds the same', () => {
		fc.assert(
			fc.property(partnerFile, (file) => {
				const expected = { kind: 'partner', file: { grantbook: 'exchange', v: 1, ...file }, repaired: false };
				expect(readAppFile(send(writePartnerFile(file)))).toMatchObject(expected);
			}),
			runs
		);
	});

	test('of a draft holds the same commands', () => {
		fc.assert(
			fc.property(workspace, draft, (of, written) => {
				const read = readAppFile(send(writeDraftFile(of, written)));
				expect(read).toMatchObject({ kind: 'draft', file: { workspace: of, ...written } });
			}),
			runs
		);
	});
});

describe.each(mailed)('a copied text %s', (_, mail) => {
	test('reads as what was copied', () => {
		fc.assert(
			fc.property(partnerFile, workspace, draft, (file, of, written) => {
				const forPartner = readPartnerFile(parseFile(mail(mailSafeJson(writePartnerFile(file)))));
				expect(forPartner).toEqual({ file: { grantbook: 'exchange', v: 1, ...file } });
				const read = readAppFile(mail(mailSafeJson(writeDraftFile(of, written))));
				expect(read).toMatchObject({ kind: 'draft', file: { workspace: of, ...written } });
			}),
			runs
		);
	});
});

test('an invitation of any size reads back as written', () => {
	const token = (length: number) =>
		fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => toBase64Url(bytes));
	const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 });
	const server = fc.stringMatching(/^[a-z]{1,250}$/);
	const invitation = fc.record({
		...{
			v: fc.constant(2 as const),
			workspace,
			name: name.map(sanitizedName),
			room: token(16),
			secret: token(24)
		},
		signalling: fc.array(
			server.map((host) => `wss://${host}.example`),
			{ maxLength: 8 }
		),
		ice: fc.array(
			fc.record({
				urls: fc.array(
					server.map((host) => `turns:${host}.example`),
					{ minLength: 1, maxLength: 8 }
				),
				...{ username: word, credential: word }
			}),
			{ maxLength: 8, size: 'max' }
		),
		...{ claim: fc.option(id), claimName: fc.constant(undefined), entries: fc.nat() }
	});
	fc.assert(
		fc.property(invitation, (made) => {
			expect(readInvitation(invitationCode(made))).toEqual(made);
			expect(readAppFile(invitationCode(made))).toMatchObject({ kind: 'invitation' });
		}),
		runs
	);
});

test('files and invitations with names of any length can be read', async () => {
	const long = `${'x'.repeat(999)}\ud83d\ude00${'y'.repeat(30_000)}`;
	const told = { workspace: 'w', name: long, savedAt: 1 };
	expect(readAppFile(writeWorkspaceFile(told, []))).toMatchObject({ kind: 'workspace' });
	const from = { organization: 'A'.repeat(43), name: long };
	const file = { ...told, from, holds: 'everything' as const, heads: {}, entries: [], seats: [] };
	expect(readAppFile(writePartnerFile(file))).toMatchObject({ kind: 'partner' });
	const { text } = await createRecoveryFile({
		...{ workspace: 'w', organization: { id: 'A'.repeat(43), name: long } },
		...{ passphrase: 'correct horse battery', savedAt: 1 }
	});
	const read = readAppFile(text);
	if (!('kind' in read) || read.kind !== 'recovery') throw new Error('unread');
	expect(await openRecoveryKey(read.file, 'correct horse battery')).not.toBeNull();
});

test('a recovery file reads back as written, however it was sent, and opens with its passphrase', async () => {
	const organization = fc.record({ id, name: name.map(truncatedName) });
	const passphrase = fc.string({ unit: 'binary', minLength: shortestPassphrase, maxLength: 40 });
	const way = fc.constantFrom(...sent.map(([, send]) => send));
	await fc.assert(
		fc.asyncProperty(
			workspace,
			organization,
			passphrase,
			time,
			way,
			async (of, whose, word, savedAt, send) => {
				const about = { workspace: of, organization: whose, savedAt };
				const { key, text } = await createRecoveryFile({ ...about, passphrase: word });
				const read = readAppFile(send(text));
				expect(read).toMatchObject({ kind: 'recovery', file: { ...about, key } });
				if (!('kind' in read) || read.kind !== 'recovery') throw new Error('unread');
				expect((await openRecoveryKey(read.file, word))?.key).toBe(key);
			}
		),
		// Deriving a key from a passphrase is slow on purpose.
		{ numRuns: 5 }
	);
});

test('a quarantine file reads back as written, however it was sent', () => {
	const bytes = fc.uint8Array({ maxLength: 40 });
	const about = fc.record({ row: fc.nat(), bytes: fc.nat(), reason: name, at: time });
	const row = fc.record({ about, value: fc.oneof(bytes, name, fc.integer(), fc.constant(null)) });
	fc.assert(
		fc.property(workspace, fc.array(row, { maxLength: 4 }), (of, rows) => {
			const text = quarantineText(
				of,
				rows.map((each) => ({ ...each.about, value: each.value }))
			);
			const told = rows.map((each) => ({
				...each.about,
				value: each.value instanceof Uint8Array ? toBase64Url(each.value) : String(each.value)
			}));
			for (const [, send] of sent)
				expect(readAppFile(send(text))).toMatchObject({
					...{ kind: 'set-aside', repaired: false },
					file: { workspace: of, rows: told }
				});
		}),
		runs
	);
});

describe('unreadable files are rejected with the reason', () => {
	const told = { workspace: 'w', name: 'Lamps', savedAt: 5 };
	const [first, second] = fc.sample(entries, { numRuns: 2, seed: 7 }).map(entryToText) as [string, string];
	const saved = writeWorkspaceFile(told, [first, second]);
	const problemOf = (text: string): FileProblem | null => {
		const read = readAppFile(text);
		return 'problem' in read ? read.problem : null;
	};

	test('a truncated workspace file is read up to its end, and says how much is missing', () => {
		const read = readWorkspaceFile(parseFile(saved.slice(0, -5)));
		expect(read).toMatchObject({ file: { entries: [first], missing: 1 } });
	});

	test('files of preview versions are no longer read', () => {
		const old = first.replace(/"v":\d+,"workspace"/, '"v":0,"workspace"');
		expect(problemOf(`${first}\n${second}\n`)).toBe('older');
		expect(problemOf(writeWorkspaceFile(told, [old]))).toBe('older');
	});

	test('an unknown field, a newer form, a newer kind, a missing end, nothing of this app', () => {
		expect(readAppFile(saved.replace('"v":1', '"v":1,"more":1'))).toEqual({
			problem: 'unknown-field',
			detail: 'more'
		});
		expect(problemOf(saved.replace('"v":1', '"v":2,"more":1'))).toBe('newer');
		expect(problemOf(saved.replace('"workspace"', '"album"'))).toBe('newer');
		expect(problemOf(saved.slice(0, 40))).toBe('cut');
		expect(problemOf(saved.replace('Lamps', 'x'.repeat(10_000)))).toBe('too-large');
		expect(problemOf('serial,time,message\n1,2,3\n')).toBe('not-ours');
	});

	test('a text with changed quotation marks, or without some spaces and letters, was rewritten on its way', () => {
		const text = writePartnerFile({
			...{ ...told, from: null, holds: 'everything', heads: {}, entries: [first], seats: [] }
		});
		expect(problemOf(text.replaceAll('"', '”'))).toBe('rewrapped');
		expect(problemOf(text.replaceAll('"', '&quot;'))).toBe('rewrapped');
		expect(problemOf(`> ${text.replace('"savedAt":', '"savedAt"\n> ')}`)).toBe('rewrapped');
	});
});

test('the file chooser accepts every kind of file that is written', () => {
	for (const ending of Object.values(endings))
		expect(
			readable.some((each) => ending.endsWith(each)),
			ending
		).toBe(true);
});
