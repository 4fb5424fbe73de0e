import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toBase64Url } from '../../src/lib/document/entries/base64url';
import { readAppFile } from '../../src/lib/workspace/files/app-file';
import {
	invitationCode,
	newRoomCredentials,
	readInvitation,
	type Invitation
} from '../../src/lib/peers/invitation';

const invitation: Invitation = {
	v: 2,
	workspace: '6c64a2ba-6a52-4ff1-bd53-6ac1a2a46a31',
	name: 'Lamps 灯具',
	...newRoomCredentials(),
	signalling: ['wss://meet.example.com/signal', 'ws://192.168.1.7:4444'],
	ice: [
		{ urls: ['stun:stun.example.com:3478'] },
		{ urls: ['turn:turn.example.com?transport=tcp'], username: 'u', credential: 'p' }
	],
	claim: 'A'.repeat(43),
	entries: 20_000
};

const coded = (value: unknown) => toBase64Url(new TextEncoder().encode(JSON.stringify(value)));
/** A code with a checksum as every form from the second on has it. */
const checked = (value: unknown) => {
	const body = coded(value);
	const hash = createHash('sha256').update(`grantbook file 1\n"${body}"`).digest('base64url');
	return body + hash.slice(0, 6);
};
const none = { problem: 'none' };
const broken = { problem: 'broken' };
const fields = (changes: Partial<Record<keyof Invitation, unknown>> = {}) => {
	const { v, workspace, name, room, secret, signalling, ice, claim, entries } = { ...invitation, ...changes };
	return [v, workspace, name, room, secret, signalling, ice, claim, entries];
};

test('an invitation survives encoding and decoding', () => {
	expect(readInvitation(invitationCode(invitation))).toEqual(invitation);
	const bare = { ...invitation, signalling: [], ice: [], claim: null, entries: 0 };
	expect(readInvitation(invitationCode(bare))).toEqual(bare);
	const named = { ...invitation, claimName: 'Kilo PCBA' };
	expect(readInvitation(invitationCode(named))).toEqual(named);
	const relayed: Invitation = { ...invitation, v: 3, relay: 'wss://relay.example.com/team' };
	expect(readInvitation(invitationCode(relayed))).toEqual(relayed);
});

test('an invitation with one server fits a small QR code', () => {
	const small = { ...invitation, signalling: ['wss://meet.example.com'], ice: [] };
	expect(invitationCode(small).length).toBeLessThan(350);
});

test('every new room is different', () => {
	expect(newRoomCredentials()).not.toEqual(newRoomCredentials());
	expect(newRoomCredentials().room).toMatch(/^[\w-]{22}$/);
});

const code = invitationCode(invitation);
const link = `https://grantbook.example/#/join/${code}`;
test.each([
	['a whole link', `https://grantbook.example/app/#/join/${code}`],
	['a link to a file', `file:///home/ann/grantbook.html#/join/${code}`],
	['a link with words around it', `Join me: https://grantbook.example/#/join/${code} (today)`],
	['a link broken into lines with words after it', `Here:\n${link.replace(/(.{60})/g, '$1\n')} see you`],
	['a link in brackets, with a full stop', `<https://grantbook.example/#/join/${code}>.`],
	['a code with lines broken by a mail program', `  ${code.replace(/(.{76})/g, '$1\r\n')}\n`],
	['a quoted code', `> ${code.replace(/(.{70})/g, '$1\n> ')}`],
	['a code with spaces that have no width', code.replace(/(.{50})/g, '$1\u200b')],
	['a link broken inside its path', `https://grantbook.example/#/jo\nin/${code}`]
])('%s is taken', (_, pasted) => {
	expect(readInvitation(pasted)).toEqual(invitation);
});

test.each<[string, unknown]>([
	['an extra field', [...fields(), 'more']],
	['a field too few', fields().slice(0, -1)],
	['a workspace without a name', fields({ workspace: '' })],
	['a workspace of a thousand characters', fields({ workspace: 'w'.repeat(1_000) })],
	['a number for a name', fields({ name: 7 })],
	['a short secret', fields({ secret: 'secret' })],
	['a room with odd characters', fields({ room: '../../../../etc/passwd' })],
	['a page for a signalling server', fields({ signalling: ['https://meet.example.com'] })],
	['a script for a signalling server', fields({ signalling: ['javascript:alert(1)'] })],
	['data for a signalling server', fields({ signalling: ['data:text/html,x'] })],
	['a password in an address', fields({ signalling: ['wss://me:word@meet.example.com'] })],
	['a fragment in an address', fields({ signalling: ['wss://meet.example.com/#x'] })],
	['a hundred signalling servers', fields({ signalling: Array<string>(100).fill('wss://a.example') })],
	['a script for an ICE server', fields({ ice: [{ urls: ['javascript:alert(1)'] }] })],
	['a path in an ICE address', fields({ ice: [{ urls: ['stun:example.com/x'] }] })],
	['a relay without a password', fields({ ice: [{ urls: ['turn:example.com'] }] })],
	[
		'an ICE server with more to say',
		fields({ ice: [{ urls: ['stun:example.com'], iceTransportPolicy: 'x' }] })
	],
	['a page for a relay', [...fields({ v: 3 }), 'https://relay.example.com']],
	['two relays', [...fields({ v: 3 }), 'wss://a.example', 'wss://b.example']],
	['form 3 without a relay', fields({ v: 3 })],
	['a claim of no organization', fields({ claim: 'me' })],
	['fewer than no entries', fields({ entries: -1 })],
	['half an entry', fields({ entries: 0.5 })]
])('%s is an invitation that cannot be followed', (_, value) => {
	expect(readInvitation(checked(value))).toEqual(broken);
});

test.each([
	['an object', { ...invitation }],
	['a text', 'invitation'],
	['nothing', null],
	['a list of something else', ['a', 1]]
])('%s is no invitation at all', (_, value) => {
	expect(readInvitation(coded(value))).toEqual(none);
	expect(readInvitation(checked(value))).toEqual(none);
});

test('an invitation of a newer form is reported as newer, a damaged one as damaged whatever form it claims', () => {
	for (const v of [4, 12, 999]) {
		const newer = checked([v, { another: 'shape' }]);
		expect(readInvitation(newer)).toEqual({ problem: 'newer' });
		expect(readInvitation(`https://grantbook.example/#/join/${newer}`)).toEqual({ problem: 'newer' });
		expect(readInvitation(coded([v, 'x'.repeat(30)]))).toEqual(broken);
		expect(readInvitation(newer.slice(0, -1))).toEqual(broken);
	}
	expect(readAppFile(checked([4, 'more']))).toMatchObject({ problem: 'newer' });
	expect(readAppFile(code.slice(0, -3))).toMatchObject({ problem: 'broken' });
});

test('prototypes are not read', () => {
	const urls = '["stun:example.com"]';
	const smuggled = JSON.stringify(fields({ v: 1, ice: [{}] })).replace(
		'{}',
		`{"__proto__":{"urls":${urls}}}`
	);
	const text = toBase64Url(new TextEncoder().encode(smuggled));
	expect(readInvitation(text)).toEqual(broken);
});

test('invisible and bidirectional characters are removed from the name', () => {
	const name = `Ann\u202e\u0000 \u2066\n\tLamps${'!'.repeat(100)}`;
	const read = readInvitation(checked(fields({ name })));
	expect('name' in read && read.name).toBe(`Ann Lamps${'!'.repeat(51)}`);
});

test('a huge text is rejected without being searched', () => {
	expect(readInvitation('A'.repeat(50_000_000))).toEqual(none);
	expect(readInvitation(checked(fields({ name: 'x'.repeat(30_000) })))).toEqual(none);
	expect(readInvitation(`#/join/${'['.repeat(19_000)}`)).toEqual(none);
	expect(readInvitation(toBase64Url(new TextEncoder().encode('['.repeat(10_000))))).toEqual(none);
});

test('any text at all is read without throwing', () => {
	fc.assert(
		fc.property(fc.string(), (text) => {
			expect(readInvitation(text)).toEqual(none);
		})
	);
	fc.assert(
		fc.property(fc.json(), (json) => {
			expect(readInvitation(toBase64Url(new TextEncoder().encode(json)))).toEqual(none);
		})
	);
});

test('a code with one character changed, lost, doubled or moved is rejected', () => {
	const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
	const others: string[] = [];
	for (let at = 0; at < code.length; at++) {
		const [before, here, after] = [code.slice(0, at), code[at]!, code.slice(at + 1)];
		for (const sign of signs) if (sign !== here) others.push(before + sign + after);
		others.push(before + after, before + here + here + after);
		if (after !== '' && after[0] !== here) others.push(before + after[0]! + here + after.slice(1));
	}
	expect(others.length).toBeGreaterThan(20_000);
	expect(others.filter((each) => !('problem' in readInvitation(each)))).toEqual([]);
});
