/** A link that is a setup: what was written is read, anything else is refused with a reason, and an invitation is no setup. */
import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { checksumOf } from '$lib/document/entries/checksum';
import { toBase64Url } from '$lib/document/entries/base64url';
import { codeOfSetup, maxSetupBytes, setupOfCode } from '$lib/exchange/coded-setup';
import { unpacked } from '$lib/exchange/packed-text';
import { invitationCode, invitationLink, newRoomCredentials, readInvitation } from '$lib/peers/invitation';
import { readSetup } from '$lib/setup/read/read';
import { writeSetup } from '$lib/setup/write/write';
import { readAppFile } from '$lib/workspace/files/app-file';
import { longestLink, readSetupLink, setupLink } from '$lib/workspace/files/setup-links';
import { crowds } from '../oracle/plan';
import { play } from '../oracle/play';
import { histories } from '../oracle/seed';
import { runs, seed } from '../seeds';
import { sample, sampleNames } from '../setup/samples';
import { supplyText } from './supply-text';

const app = 'https://grantbook.example/app/';
const linkOf = (text: string) => setupLink(app, codeOfSetup(text));

function opened(link: string) {
	const read = readSetupLink(link);
	return 'problem' in read ? read : setupOfCode(read.code, maxSetupBytes.link);
}

/** A code as a form of that letter has it, whatever its body. */
const sealed = (formAndBody: string) => formAndBody + checksumOf(formAndBody).slice(0, 8);
const deflated = (bytes: Uint8Array) => sealed(`a${toBase64Url(deflateSync(bytes, { level: 9 }))}`);
const bytesOf = (text: string) => new TextEncoder().encode(text);

const { written } = sample('02-upstream-factory');
const link = linkOf(written);
const code = codeOfSetup(written);
const invitation = invitationLink(
	app,
	invitationCode({
		...{ workspace: '6c64a2ba-6a52-4ff1-bd53-6ac1a2a46a31', name: 'Lamps', ...newRoomCredentials() },
		...{ signalling: ['wss://meet.example.com'], ice: [], claim: null, entries: 7 }
	})
);

describe('the same text comes out', () => {
	test.each(sampleNames)('of the sample %s', (name) => {
		for (const text of [sample(name).text, sample(name).written])
			expect(setupOfCode(codeOfSetup(text), maxSetupBytes.file)).toEqual({ text });
	});

	test('of whatever a workspace is written as', () => {
		fc.assert(
			fc.property(crowds(30), (plan) => {
				for (const { snapshot } of play(plan, {}).replicas) {
					const { text } = writeSetup(snapshot);
					expect(opened(linkOf(text))).toEqual({ text });
				}
			}),
			histories(60)
		);
	});

	test('of any signs at all', () => {
		const signs = fc.string({ unit: 'binary' }).map((text) => text.toWellFormed());
		fc.assert(
			fc.property(signs, (text) => {
				expect(opened(linkOf(text))).toEqual({ text });
			}),
			{ numRuns: runs(100), seed }
		);
		expect(opened(linkOf('\ufeffgrantbook: setup 1'))).toEqual({ text: '\ufeffgrantbook: setup 1' });
	});

	test.each([
		['with words around it', `Look: ${link}, and tell me`],
		['in brackets, with a full stop', `<${link}>.`],
		['broken into lines', link.replace(/(.{60})/g, '$1\n')],
		['quoted by a mail program', `> ${link.replace(/(.{70})/g, '$1\n> ')}`],
		['to a file on disk', link.replace(app, 'file:///home/ann/grantbook.html')],
		['without its address', code]
	])('of a link %s', (_, pasted) => {
		expect(opened(pasted)).toEqual({ text: written });
		expect(readAppFile(pasted)).toMatchObject({ kind: 'setup-link', file: { code } });
	});
});

test('three hundred grants with names of their own fit into a link, with room for as many again', () => {
	const text = supplyText(300);
	expect(readSetup(text).setup!.authorizations).toHaveLength(300);
	expect(linkOf(text).length).toBeLessThan(longestLink / 2);
});

describe('what is no whole link is refused, and says why', () => {
	const flipped = (at: number) => `${code.slice(0, at)}${code[at] === 'A' ? 'B' : 'A'}${code.slice(at + 1)}`;

	test.each([
		['cut off in the middle', code.slice(0, code.length / 2), 'broken'],
		['without its last character', code.slice(0, -1), 'broken'],
		['with nothing behind its word', '', 'none'],
		['with a character changed at its beginning', flipped(1), 'broken'],
		['with a character changed in the middle', flipped(300), 'broken'],
		['with a character changed in its checksum', flipped(code.length - 1), 'broken'],
		['of a newer form', sealed('bSomethingElse'), 'newer'],
		['of a newer form, damaged', `${sealed('bSomethingElse')}x`, 'broken'],
		[
			'of something that was not compressed',
			sealed(`a${toBase64Url(bytesOf('grantbook: setup 1'))}`),
			'broken'
		],
		['of a compressed text without its end', sealed(code.slice(0, 400)), 'broken'],
		['of bytes that are no text', deflated(Uint8Array.of(0xff, 0xfe, 0xfd)), 'broken'],
		['that inflates to too much', deflated(new Uint8Array(20_000_000)), 'too-large'],
		['of two million characters', 'a'.repeat(2_000_000), 'too-large'],
		['of a few characters too many', 'a'.repeat(longestLink), 'too-large']
	])('%s', (_, damaged, problem) => {
		expect(opened(setupLink(app, damaged))).toEqual({ problem });
	});

	test('every place where it may be cut', () => {
		for (let end = 1; end < code.length; end++)
			expect(opened(setupLink(app, code.slice(0, end))), `${end}`).toHaveProperty('problem');
	});

	test('inflating stops where there is too much: what comes behind is not looked at', () => {
		const bomb = deflateSync(new Uint8Array(20_000_000), { level: 9 });
		bomb.fill(0xff, bomb.length / 2);
		const body = toBase64Url(bomb);
		expect(unpacked(body, maxSetupBytes.link)).toEqual({ problem: 'too-large' });
		expect(unpacked(body, 20_000_000)).toEqual({ problem: 'broken' });
	});

	test('pasted, too', () => {
		expect(readAppFile(setupLink(app, flipped(300)))).toMatchObject({ problem: 'broken' });
		expect(readAppFile(setupLink(app, sealed('cLater')))).toMatchObject({ problem: 'newer' });
		expect(readAppFile(setupLink(app, 'a'.repeat(2_000_000)))).toMatchObject({ problem: 'too-large' });
		for (const word of ['hello', 'abcdefghijklmnopqrstuvwxyz', 'a'.repeat(31_000)])
			expect(readAppFile(word)).toMatchObject({ problem: 'not-ours' });
	});
});

describe('what it says is untrusted like any text', () => {
	test('a key that names a prototype is a key or a mistake, and nothing else', () => {
		const text = written.replace('grantbook: setup 1', 'grantbook: setup 1\n__proto__: { polluted: yes }');
		const read = opened(linkOf(text)) as { text: string };
		expect(readSetup(read.text).problems).toMatchObject([{ code: 'unknown-key' }]);
		expect({}).not.toHaveProperty('polluted');
	});

	test('markup in a name stays a name', () => {
		const name = '<img src=x onerror=alert(1)>';
		const read = opened(linkOf(written.replace('name: Aria Living', `name: '${name}'`))) as { text: string };
		expect(readSetup(read.text).setup!.organizations.map((each) => each.name)).toContain(name);
	});
});

describe('an invitation and a setup are not taken for each other', () => {
	test.each([
		['the link', invitation],
		['the code', invitation.split('/').at(-1)!],
		['the code behind the word for setups', setupLink(app, invitation.split('/').at(-1)!)],
		['a part of it', invitation.slice(0, -9)]
	])('%s of an invitation is refused as an invitation', (_, pasted) => {
		expect(readSetupLink(pasted)).toEqual({ problem: 'invitation' });
	});

	test.each([
		['the link', link],
		['the code', code],
		['the code behind the word for invitations', invitationLink(app, code)],
		['the link among words', `See ${link} please`]
	])('%s of a setup is refused as a setup', (_, pasted) => {
		expect(readInvitation(pasted)).toEqual({ problem: 'setup' });
	});

	test('no code is both', () => {
		expect(invitation.split('/').at(-1)).toMatch(/^W/);
		expect(code).toMatch(/^a/);
	});

	test('pasted where anything is opened, each leads to its own page', () => {
		expect(readAppFile(link)).toMatchObject({ kind: 'setup-link' });
		expect(readAppFile(invitation)).toMatchObject({ kind: 'invitation' });
	});
});
