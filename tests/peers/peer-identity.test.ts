import { ed25519 } from '@noble/curves/ed25519.js';
import { expect, test, vi } from 'vitest';
import { toBase64Url } from '../../src/lib/document/entries/base64url';
import { presenceBytes } from '../../src/lib/document/keys/presence-proof';
import { certificateFingerprints } from '../../src/lib/peers/channel-binding';
import { channels, type Frame } from '../../src/lib/peers/framing';
import { IncomingRequests } from '../../src/lib/peers/incoming-requests';
import type { Presence } from '../../src/lib/peers/sharing-state';
import { PeerIdentity, type PeerIdentityOptions } from '../../src/lib/peers/peer-identity';
import { organizationCalled } from './people';

const lamps = organizationCalled('lamps');
const workspace = 'lamps';

/** One end of a connection, with a key of its own. */
function end(
	name: string,
	fingerprints: PeerIdentityOptions['fingerprints'],
	organization: string | null = lamps
) {
	const secret = ed25519.utils.randomSecretKey();
	const key = toBase64Url(ed25519.getPublicKey(secret));
	const sent: Frame[] = [];
	const presence: Presence = { name, colour: '', organization, place: '' };
	const on = {
		onRequest: vi.fn(),
		onWithdraw: vi.fn(),
		onDecline: vi.fn(),
		onFault: vi.fn(),
		onChange: vi.fn()
	};
	const identity = new PeerIdentity({
		...on,
		workspace,
		room: 'room',
		fingerprints,
		presence: () => presence,
		requests: () => [],
		prove: (of, challenge) => {
			const bytes = presenceBytes({ workspace, organization: of, challenge });
			return Promise.resolve({ key, signature: toBase64Url(ed25519.sign(bytes, secret)) });
		},
		send: (frame) => sent.push(frame)
	});
	return { identity, sent, key, on };
}
type End = ReturnType<typeof end>;

/** Delivers what both send to each other until neither sends anything more. */
async function carry(one: End, other: End, through = (frame: Frame) => frame): Promise<void> {
	for (let quiet = 0; quiet < 3; quiet += 1) {
		for (const [from, to] of [
			[one, other],
			[other, one]
		] as const) {
			for (const frame of from.sent.splice(0)) {
				quiet = 0;
				const { channel, bytes } = through(frame);
				to.identity.receive(channel, bytes);
			}
		}
		await new Promise((done) => setTimeout(done, 2));
	}
}

const pair = (): [End, End] => [
	end('Ann', { local: 'a', remote: 'b' }),
	end('Bob', { local: 'b', remote: 'a' })
];
const text = (value: unknown) =>
	new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

test('two peers that are connected directly prove their keys to each other', async () => {
	const [ann, bob] = pair();
	ann.identity.start();
	bob.identity.start();
	await carry(ann, bob);
	expect(ann.identity.presence).toMatchObject({ name: 'Bob' });
	expect(ann.identity.provenKey).toEqual({ organization: lamps, key: bob.key });
	expect(bob.identity.provenKey).toEqual({ organization: lamps, key: ann.key });
	expect([ann.on.onFault, bob.on.onFault].flatMap(({ mock }) => mock.calls)).toEqual([]);
});

test('a man in the middle who relays everything proves nothing', async () => {
	// Each connection is encrypted towards the man in the middle, with a certificate of his.
	const ann = end('Ann', { local: 'a', remote: 'eve-to-ann' });
	const bob = end('Bob', { local: 'b', remote: 'eve-to-bob' });
	ann.identity.start();
	bob.identity.start();
	await carry(ann, bob);
	expect([ann.identity.provenKey, bob.identity.provenKey]).toEqual([null, null]);
	expect(ann.identity.presence).toMatchObject({ name: 'Bob' });
});

test('without the certificates no proof is possible', async () => {
	const [ann, bob] = [end('Ann', null), end('Bob', null)];
	ann.identity.start();
	bob.identity.start();
	await carry(ann, bob);
	expect([ann.identity.provenKey, bob.identity.provenKey]).toEqual([null, null]);
});

test('a proof for another organization, of another key, or for another purpose is invalid', async () => {
	for (const forge of [
		(proof: Record<string, unknown>) => ({
			proof: { ...proof, organization: organizationCalled('factory') }
		}),
		(proof: Record<string, unknown>) => ({ proof: { ...proof, key: organizationCalled('key') } }),
		(proof: Record<string, unknown>) => ({ proof: { ...proof, signature: `${'A'.repeat(85)}A` } })
	]) {
		const [ann, bob] = pair();
		ann.identity.start();
		bob.identity.start();
		await carry(ann, bob, (frame) => {
			const message = JSON.parse(new TextDecoder().decode(frame.bytes)) as {
				proof?: Record<string, unknown>;
			};
			return message.proof ? { ...frame, bytes: text(forge(message.proof)) } : frame;
		});
		expect([ann.identity.provenKey, bob.identity.provenKey]).toEqual([null, null]);
	}
});

test('a request to act is no proof of acting', async () => {
	const ann = end('Ann', { local: 'a', remote: 'b' });
	const bob = end('Bob', { local: 'b', remote: 'a' }, null);
	ann.identity.start();
	bob.identity.start();
	await carry(ann, bob);
	await bob.identity.requestAccess({ organization: lamps, key: bob.key, name: 'Bob' });
	const { ask } = JSON.parse(new TextDecoder().decode(bob.sent[0]!.bytes)) as {
		ask: Record<string, unknown>;
	};
	const { organization, key, signature } = ask;
	ann.identity.receive(channels.proof, text({ proof: { organization, key, signature } }));
	expect(ann.identity.provenKey).toBeNull();
	ann.identity.receive(channels.requests, bob.sent[0]!.bytes);
	expect(ann.on.onRequest).toHaveBeenCalledOnce();
});

test('only the holder of the key can request to act with it', async () => {
	const [ann, bob] = pair();
	ann.identity.start();
	bob.identity.start();
	await carry(ann, bob);
	await bob.identity.requestAccess({ organization: lamps, key: bob.key, name: 'Bob' });
	await bob.identity.requestAccess({ organization: lamps, key: ann.key, name: 'Bob as Ann' });
	expect(bob.sent).toHaveLength(1);
	const [frame] = bob.sent;
	const replaced = new TextDecoder().decode(frame!.bytes).replace(bob.key, ann.key);
	ann.identity.receive(frame!.channel, text(replaced));
	expect(ann.on.onRequest).not.toHaveBeenCalled();
	await carry(ann, bob);
	expect(ann.on.onRequest).toHaveBeenCalledOnce();
});

test.each<[string, Frame['channel'], unknown]>([
	[
		'a presence with an extra field',
		channels.presence,
		{ name: '', colour: '', organization: null, place: '', admin: true }
	],
	['a presence without a name', channels.presence, { colour: '', organization: null, place: '' }],
	[
		'a style for a colour',
		channels.presence,
		{ name: '', colour: 'red;background:url(//x)', organization: null, place: '' }
	],
	[
		'an unknown place',
		channels.presence,
		{ name: '', colour: '', organization: null, place: 'https://evil.example' }
	],
	['a malformed organization', channels.presence, { name: '', colour: '', organization: 'lamps', place: '' }],
	['a name that is not a string', channels.presence, { name: {}, colour: '', organization: null, place: '' }],
	[
		'a presence in its prototype',
		channels.presence,
		'{"__proto__":{"name":"","colour":"","organization":null,"place":""}}'
	],
	['invalid JSON', channels.presence, '{'],
	['a list', channels.presence, []],
	['invalid UTF-8', channels.presence, Uint8Array.of(0xff)],
	['deep nesting', channels.presence, '['.repeat(1_000)],
	['a challenge of one letter', channels.proof, { challenge: 'x' }],
	['a proof and a challenge at once', channels.proof, { challenge: lamps, proof: {} }],
	['an empty request', channels.requests, { ask: {} }]
])('%s ends the connection', (_, channel, value) => {
	const [ann] = pair();
	ann.identity.receive(channel, value instanceof Uint8Array ? value : text(value));
	expect(ann.on.onFault).toHaveBeenCalledWith('malformed-message', expect.any(String));
	expect(ann.identity.presence).toBeNull();
});

test('a second challenge ends the connection: each peer gets one signature at most', () => {
	const [ann, bob] = pair();
	bob.identity.start();
	const [challenge] = bob.sent;
	ann.identity.receive(channels.proof, challenge!.bytes);
	expect(ann.on.onFault).not.toHaveBeenCalled();
	ann.identity.receive(channels.proof, challenge!.bytes);
	expect(ann.on.onFault).toHaveBeenCalledWith('malformed-message', expect.any(String));
});

test('a flood of messages ends the connection, a person in a hurry does not', () => {
	vi.useFakeTimers({ toFake: ['performance'] });
	const [ann, bob] = pair();
	bob.identity.start();
	const presence = bob.sent[1]!.bytes;
	for (let tenth = 0; tenth < 600; tenth += 3) {
		vi.advanceTimersByTime(300);
		ann.identity.receive(channels.presence, presence);
	}
	expect(ann.on.onFault).not.toHaveBeenCalled();
	for (let message = 0; message < 100; message += 1) ann.identity.receive(channels.presence, presence);
	expect(ann.on.onFault).toHaveBeenCalledWith('flood', expect.any(String));
	vi.useRealTimers();
});

test('a hostile name is shown as a short plain text', () => {
	const [ann] = pair();
	const name = `<b onclick=alert(1)>\u202eBob\u0007${'\u0301'.repeat(50)}${'x'.repeat(60)}`;
	ann.identity.receive(channels.presence, text({ name, colour: '', organization: null, place: '' }));
	expect(ann.identity.presence!.name).toMatch(/^<b onclick=alert\(1\)>Bob/);
	expect([...ann.identity.presence!.name].length).toBeLessThanOrEqual(60);
	expect(ann.identity.presence!.name).not.toMatch(/\p{Cc}|\u202e/u);
});

test('the certificates are read from the negotiated descriptions', () => {
	const sdp = (value: string) => ({ sdp: `v=0\r\na=fingerprint:sha-256 ${value}\r\na=x\r\n` });
	const ends = (local: object | null, remote: object | null) =>
		certificateFingerprints({ _pc: { localDescription: local, remoteDescription: remote } } as never);
	expect(ends(sdp('AA:BB'), sdp('CC:DD'))).toEqual({ local: 'sha-256 aa:bb', remote: 'sha-256 cc:dd' });
	expect(ends(sdp('AA:BB'), sdp('AA:BB'))).toBeNull();
	expect(ends(null, sdp('AA:BB'))).toBeNull();
	expect(ends({ sdp: 'v=0' }, sdp('AA:BB'))).toBeNull();
	expect(certificateFingerprints({ _pc: null } as never)).toBeNull();
});

test('only a few requests of each peer are shown, and only that peer can withdraw them', () => {
	const requests = new IncomingRequests();
	const request = (index: number) => ({
		organization: lamps,
		key: organizationCalled(`k${index}`),
		name: 'x'.repeat(500)
	});
	const added = Array.from({ length: 12 }, (_, index) => requests.add('eve', request(index), index));
	expect(added.filter((each) => each === 'too-many')).toHaveLength(4);
	for (let peer = 0; peer < 30; peer += 1) {
		for (let index = 0; index < 8; index += 1)
			requests.add(`sybil${peer}`, request(100 + peer * 8 + index), 0);
	}
	expect(requests.all).toHaveLength(64);
	expect(requests.all[0]!.name).toHaveLength(60);
	requests.withdraw('bob', request(0));
	expect(requests.all).toHaveLength(64);
	requests.withdraw('eve', request(0));
	expect(requests.all).toHaveLength(63);
	const declined = requests.decline(requests.all[0]!.id)!;
	expect(requests.add('eve', declined, 0)).toBe('declined');
});
