import { ed25519 } from '@noble/curves/ed25519.js';
import { expect, test, vi } from 'vitest';
import { toBase64Url } from '../../src/lib/document/entries/base64url';
import { presenceBytes } from '../../src/lib/document/keys/presence-proof';
import { endsOf } from '../../src/lib/peers/binding';
import { channels, type Frame } from '../../src/lib/peers/framing';
import { SeatRequests } from '../../src/lib/peers/seat-requests';
import type { Presence } from '../../src/lib/peers/state';
import { Talk, type TalkParts } from '../../src/lib/peers/talk';
import { organizationCalled } from './people';

const lamps = organizationCalled('lamps');
const workspace = 'lamps';

/** One end of a connection, with a key of its own. */
function end(name: string, ends: TalkParts['ends'], organization: string | null = lamps) {
	const secret = ed25519.utils.randomSecretKey();
	const key = toBase64Url(ed25519.getPublicKey(secret));
	const said: Frame[] = [];
	const presence: Presence = { name, colour: '', organization, place: '' };
	const on = { asked: vi.fn(), withdrawn: vi.fn(), declined: vi.fn(), broken: vi.fn(), changed: vi.fn() };
	const talk = new Talk({
		...on,
		workspace,
		room: 'room',
		ends,
		presence: () => presence,
		asks: () => [],
		prove: (of, challenge) => {
			const bytes = presenceBytes({ workspace, organization: of, challenge });
			return Promise.resolve({ key, signature: toBase64Url(ed25519.sign(bytes, secret)) });
		},
		say: (frame) => said.push(frame)
	});
	return { talk, said, key, on };
}
type End = ReturnType<typeof end>;

/** Carries what both say to each other until they have nothing more to say. */
async function carry(one: End, other: End, through = (frame: Frame) => frame): Promise<void> {
	for (let quiet = 0; quiet < 3; quiet += 1) {
		for (const [from, to] of [
			[one, other],
			[other, one]
		] as const) {
			for (const frame of from.said.splice(0)) {
				quiet = 0;
				const { channel, bytes } = through(frame);
				to.talk.hear(channel, bytes);
			}
		}
		await new Promise((done) => setTimeout(done, 2));
	}
}

const pair = (): [End, End] => [
	end('Ann', { mine: 'a', theirs: 'b' }),
	end('Bob', { mine: 'b', theirs: 'a' })
];
const text = (value: unknown) =>
	new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));

test('two that speak directly prove to each other which keys they hold', async () => {
	const [ann, bob] = pair();
	ann.talk.begin();
	bob.talk.begin();
	await carry(ann, bob);
	expect(ann.talk.presence).toMatchObject({ name: 'Bob' });
	expect(ann.talk.proved).toEqual({ organization: lamps, key: bob.key });
	expect(bob.talk.proved).toEqual({ organization: lamps, key: ann.key });
	expect([ann.on.broken, bob.on.broken].flatMap(({ mock }) => mock.calls)).toEqual([]);
});

test('somebody in the middle who passes everything on shows nothing of it as its own', async () => {
	// Each is encrypted towards the one in the middle, whose certificate is another.
	const ann = end('Ann', { mine: 'a', theirs: 'eve-to-ann' });
	const bob = end('Bob', { mine: 'b', theirs: 'eve-to-bob' });
	ann.talk.begin();
	bob.talk.begin();
	await carry(ann, bob);
	expect([ann.talk.proved, bob.talk.proved]).toEqual([null, null]);
	expect(ann.talk.presence).toMatchObject({ name: 'Bob' });
});

test('without the certificates nothing is proved', async () => {
	const [ann, bob] = [end('Ann', null), end('Bob', null)];
	ann.talk.begin();
	bob.talk.begin();
	await carry(ann, bob);
	expect([ann.talk.proved, bob.talk.proved]).toEqual([null, null]);
});

test('a proof for another organization, of another key, or of another use proves nothing', async () => {
	for (const forge of [
		(proof: Record<string, unknown>) => ({
			proof: { ...proof, organization: organizationCalled('factory') }
		}),
		(proof: Record<string, unknown>) => ({ proof: { ...proof, key: organizationCalled('key') } }),
		(proof: Record<string, unknown>) => ({ proof: { ...proof, signature: `${'A'.repeat(85)}A` } })
	]) {
		const [ann, bob] = pair();
		ann.talk.begin();
		bob.talk.begin();
		await carry(ann, bob, (frame) => {
			const message = JSON.parse(new TextDecoder().decode(frame.bytes)) as {
				proof?: Record<string, unknown>;
			};
			return message.proof ? { ...frame, bytes: text(forge(message.proof)) } : frame;
		});
		expect([ann.talk.proved, bob.talk.proved]).toEqual([null, null]);
	}
});

test('asking for a seat is no proof of acting', async () => {
	const ann = end('Ann', { mine: 'a', theirs: 'b' });
	const bob = end('Bob', { mine: 'b', theirs: 'a' }, null);
	ann.talk.begin();
	bob.talk.begin();
	await carry(ann, bob);
	await bob.talk.ask({ organization: lamps, key: bob.key, name: 'Bob' });
	const { ask } = JSON.parse(new TextDecoder().decode(bob.said[0]!.bytes)) as {
		ask: Record<string, unknown>;
	};
	const { organization, key, signature } = ask;
	ann.talk.hear(channels.proof, text({ proof: { organization, key, signature } }));
	expect(ann.talk.proved).toBeNull();
	ann.talk.hear(channels.seats, bob.said[0]!.bytes);
	expect(ann.on.asked).toHaveBeenCalledOnce();
});

test('a seat is asked for only by who holds the key', async () => {
	const [ann, bob] = pair();
	ann.talk.begin();
	bob.talk.begin();
	await carry(ann, bob);
	await bob.talk.ask({ organization: lamps, key: bob.key, name: 'Bob' });
	await bob.talk.ask({ organization: lamps, key: ann.key, name: 'Bob as Ann' });
	expect(bob.said).toHaveLength(1);
	const [frame] = bob.said;
	const replaced = new TextDecoder().decode(frame!.bytes).replace(bob.key, ann.key);
	ann.talk.hear(frame!.channel, text(replaced));
	expect(ann.on.asked).not.toHaveBeenCalled();
	await carry(ann, bob);
	expect(ann.on.asked).toHaveBeenCalledOnce();
});

test.each<[string, Frame['channel'], unknown]>([
	[
		'a presence with a field too many',
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
		'a place that is none',
		channels.presence,
		{ name: '', colour: '', organization: null, place: 'https://evil.example' }
	],
	[
		'an organization that is none',
		channels.presence,
		{ name: '', colour: '', organization: 'lamps', place: '' }
	],
	['a name that is no text', channels.presence, { name: {}, colour: '', organization: null, place: '' }],
	[
		'a presence by its prototype',
		channels.presence,
		'{"__proto__":{"name":"","colour":"","organization":null,"place":""}}'
	],
	['no JSON', channels.presence, '{'],
	['a list', channels.presence, []],
	['half a character', channels.presence, Uint8Array.of(0xff)],
	['a nest', channels.presence, '['.repeat(1_000)],
	['a challenge of one letter', channels.proof, { challenge: 'x' }],
	['a proof and a challenge at once', channels.proof, { challenge: lamps, proof: {} }],
	['a seat with nothing', channels.seats, { ask: {} }]
])('%s ends the connection', (_, channel, value) => {
	const [ann] = pair();
	ann.talk.hear(channel, value instanceof Uint8Array ? value : text(value));
	expect(ann.on.broken).toHaveBeenCalledWith('malformed-message', expect.any(String));
	expect(ann.talk.presence).toBeNull();
});

test('a second challenge ends the connection: signing is not for sale', () => {
	const [ann, bob] = pair();
	bob.talk.begin();
	const [challenge] = bob.said;
	ann.talk.hear(channels.proof, challenge!.bytes);
	expect(ann.on.broken).not.toHaveBeenCalled();
	ann.talk.hear(channels.proof, challenge!.bytes);
	expect(ann.on.broken).toHaveBeenCalledWith('malformed-message', expect.any(String));
});

test('a flood ends the connection, a person who hurries does not', () => {
	vi.useFakeTimers({ toFake: ['performance'] });
	const [ann, bob] = pair();
	bob.talk.begin();
	const presence = bob.said[1]!.bytes;
	for (let tenth = 0; tenth < 600; tenth += 3) {
		vi.advanceTimersByTime(300);
		ann.talk.hear(channels.presence, presence);
	}
	expect(ann.on.broken).not.toHaveBeenCalled();
	for (let message = 0; message < 100; message += 1) ann.talk.hear(channels.presence, presence);
	expect(ann.on.broken).toHaveBeenCalledWith('flood', expect.any(String));
	vi.useRealTimers();
});

test('a hostile name is only a short text', () => {
	const [ann] = pair();
	const name = `<b onclick=alert(1)>\u202eBob\u0007${'\u0301'.repeat(50)}${'x'.repeat(60)}`;
	ann.talk.hear(channels.presence, text({ name, colour: '', organization: null, place: '' }));
	expect(ann.talk.presence!.name).toMatch(/^<b onclick=alert\(1\)>Bob/);
	expect([...ann.talk.presence!.name].length).toBeLessThanOrEqual(60);
	expect(ann.talk.presence!.name).not.toMatch(/\p{Cc}|\u202e/u);
});

test('the certificates are read from what both ends agreed on', () => {
	const sdp = (value: string) => ({ sdp: `v=0\r\na=fingerprint:sha-256 ${value}\r\na=x\r\n` });
	const ends = (local: object | null, remote: object | null) =>
		endsOf({ _pc: { localDescription: local, remoteDescription: remote } } as never);
	expect(ends(sdp('AA:BB'), sdp('CC:DD'))).toEqual({ mine: 'sha-256 aa:bb', theirs: 'sha-256 cc:dd' });
	expect(ends(sdp('AA:BB'), sdp('AA:BB'))).toBeNull();
	expect(ends(null, sdp('AA:BB'))).toBeNull();
	expect(ends({ sdp: 'v=0' }, sdp('AA:BB'))).toBeNull();
	expect(endsOf({ _pc: null } as never)).toBeNull();
});

test('of seats asked for, a few of each peer are shown, and only their peer takes them back', () => {
	const requests = new SeatRequests();
	const seat = (index: number) => ({
		organization: lamps,
		key: organizationCalled(`k${index}`),
		name: 'x'.repeat(500)
	});
	const added = Array.from({ length: 12 }, (_, index) => requests.add('eve', seat(index), index));
	expect(added.filter((each) => each === 'too-many')).toHaveLength(4);
	for (let peer = 0; peer < 30; peer += 1) {
		for (let index = 0; index < 8; index += 1) requests.add(`sybil${peer}`, seat(100 + peer * 8 + index), 0);
	}
	expect(requests.all).toHaveLength(64);
	expect(requests.all[0]!.name).toHaveLength(60);
	requests.withdraw('bob', seat(0));
	expect(requests.all).toHaveLength(64);
	requests.withdraw('eve', seat(0));
	expect(requests.all).toHaveLength(63);
	const declined = requests.decline(requests.all[0]!.id)!;
	expect(requests.add('eve', declined, 0)).toBe('declined');
});
