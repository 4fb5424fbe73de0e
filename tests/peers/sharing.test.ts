import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { SharingState } from '../../src/lib/peers/sharing-state';
import { fakeNetwork } from './fake-network';
import { Acting, invitationTo, organizationCalled, person } from './people';
import { virtualTime } from './virtual-time';

type Person = Awaited<ReturnType<typeof person>> & {
	/** Lets time pass until its state is so. */
	until(what: (state: SharingState) => boolean): Promise<void>;
};

const network = fakeNetwork('ws://signal.test');
const acting = new Acting();
const here: Person[] = [];
let time: ReturnType<typeof virtualTime>;

async function join(name: string, invitation: ReturnType<typeof invitationTo>): Promise<Person> {
	const joined = await person(name, invitation, { acting });
	const until: Person['until'] = (what) => time.until(() => what(joined.state()));
	const entered = { ...joined, until };
	here.push(entered);
	return entered;
}
async function leave(gone: Person): Promise<void> {
	here.splice(here.indexOf(gone), 1);
	await time.run(gone.sharing.leave());
}

// Once for all: what a test leaves behind ends in the same time.
beforeAll(() => {
	time = virtualTime();
});

afterEach(async () => {
	network.block(false);
	network.start();
	await time.run(Promise.all(here.splice(0).map(({ sharing }) => sharing.leave())));
});

afterAll(() => {
	vi.useRealTimers();
	vi.restoreAllMocks();
});

async function two() {
	const invitation = invitationTo([network.url]);
	const ann = await join('Ann', invitation);
	const bob = await join('Bob', invitation);
	await time.until(() => ann.names().some(Boolean) && bob.names().some(Boolean));
	return { invitation, ann, bob };
}

test('two people with the invitation connect, see each other, and their gates exchange bytes', async () => {
	const { ann, bob } = await two();
	expect([ann.names(), bob.names()]).toEqual([['Bob'], ['Ann']]);
	expect(ann.state().connection).toBe('connected');
	ann.gate.say(Uint8Array.of(1, 2, 3));
	bob.gate.say(new Uint8Array(11_000_000).fill(7));
	await time.until(() => bob.gate.heard.length === 1 && ann.gate.heard.length === 1);
	expect(bob.gate.heard[0]).toEqual(Uint8Array.of(1, 2, 3));
	expect(ann.gate.heard[0]).toHaveLength(11_000_000);
});

test('a lone peer is waiting; without a server the state is unreachable', async () => {
	const ann = await join('Ann', invitationTo([network.url]));
	await ann.until(({ connection }) => connection === 'waiting');
	expect(ann.state().signalling).toEqual([{ url: network.url, open: true }]);
	const bob = await join('Bob', invitationTo([]));
	await bob.until(({ connection }) => connection === 'unreachable');
	const cid = await join('Cid', invitationTo(['ws://nowhere.test']));
	await cid.until(({ connection }) => connection === 'unreachable');
});

test('only the ICE servers of the invitation are used, and none if it lists none', async () => {
	await two();
	expect(network.configs().map(({ iceServers }) => iceServers)).toEqual([[], []]);
});

test('a room of ten is fully connected', async () => {
	const invitation = invitationTo([network.url]);
	const all: Person[] = [];
	for (let index = 0; index < 10; index += 1) all.push(await join(`P${index}`, invitation));
	await time.until(() => all.every((each) => each.names().length === 9));
});

test('leaving closes everything, and the others see it at once', async () => {
	const before = network.open();
	const { ann, bob } = await two();
	await leave(bob);
	await ann.until(({ peers }) => peers.length === 0);
	expect(bob.state()).toMatchObject({ connection: 'off', peers: [] });
	expect(ann.state().connection).toBe('waiting');
	await leave(ann);
	expect(network.open()).toEqual(before);
	expect([ann.gate.lines.size, bob.gate.lines.size]).toEqual([0, 0]);
	const told = ann.told.length;
	await time.pass(1.2);
	expect(ann.told).toHaveLength(told);
	expect(network.open()).toEqual(before);
});

test('a room can be left before it is entered, and entered again', async () => {
	const invitation = invitationTo([network.url]);
	const before = network.open();
	const ann = await join('Ann', invitation);
	await leave(ann);
	expect(network.open()).toEqual(before);
	await two();
});

/** Both see each other, and nobody else. */
const together = (ann: Person, bob: Person) => () =>
	ann.names().join() === 'Bob' && bob.names().join() === 'Ann';

test('a connection lost without notice is replaced within a minute', async () => {
	const { ann, bob } = await two();
	const lost = [...ann.gate.lines.values(), ...bob.gate.lines.values()];
	const isReplaced = () =>
		![...ann.gate.lines.values(), ...bob.gate.lines.values()].some((line) => lost.includes(line));
	network.silence();
	await time.pass(28);
	expect(ann.names()).toEqual(['Bob']);
	await time.pass(32);
	expect([isReplaced(), ann.names(), bob.names()]).toEqual([true, ['Bob'], ['Ann']]);
	bob.gate.say(Uint8Array.of(9));
	await time.until(() => ann.gate.heard.length > 0);
});

test('an idle connection is kept', async () => {
	const { ann, bob } = await two();
	const lines = [...ann.gate.lines.values()];
	await time.pass(180);
	expect([...ann.gate.lines.values()]).toEqual(lines);
	expect(bob.names()).toEqual(['Ann']);
});

test('a page that slept does not drop its peers', async () => {
	const { ann } = await two();
	const lines = [...ann.gate.lines.values()];
	vi.setSystemTime(Date.now() + 3_600_000);
	await time.pass(10);
	expect([...ann.gate.lines.values()]).toEqual(lines);
});

test('a connection that does not open is retried', async () => {
	network.block(true);
	const invitation = invitationTo([network.url]);
	const [ann, bob] = [await join('Ann', invitation), await join('Bob', invitation)];
	await time.pass(18);
	expect(ann.state().peers).toEqual([]);
	network.block(false);
	await time.until(together(ann, bob));
});

test('when signalling fails, peers stay connected, and later ones are found when it is back', async () => {
	const { invitation, ann, bob } = await two();
	network.kill();
	await ann.until(({ signalling }) => !signalling[0]!.open);
	expect(ann.state().connection).toBe('connected');
	ann.gate.say(Uint8Array.of(1));
	await time.until(() => bob.gate.heard.length === 1);
	const cid = await join('Cid', invitation);
	await cid.until(({ connection }) => connection === 'unreachable');
	network.start();
	await cid.until(({ peers }) => peers.length === 2);
});

test('a server’s own messages are ignored: only members’ are read', async () => {
	const { invitation, ann } = await two();
	const say = (data: unknown) =>
		network.shout(JSON.stringify({ type: 'publish', topic: invitation.room, data }));
	const announce = { type: 'announce', from: '00000000-0000' };
	for (const data of [announce, 'AAAA', '', null, 7, { __proto__: announce }, 'x'.repeat(100_000)]) say(data);
	for (const text of ['null', '7', '[]', '{"type":"publish"}', '{"type":"publish","topic":{}}']) {
		network.shout(text);
	}
	await time.pass(0.1);
	expect(ann.names()).toEqual(['Bob']);
});

test('a peer is verified only by a signature of a key that acts for its organization', async () => {
	const { ann, bob } = await two();
	const lamps = organizationCalled('lamps');
	bob.sharing.presence = { ...bob.presence, organization: lamps, place: 'products' };
	await ann.until(({ peers }) => peers[0]!.key === bob.key);
	expect(ann.state().peers[0]).toMatchObject({ organization: lamps, place: 'products', verified: false });
	acting.add(lamps, bob.key);
	await ann.until(({ peers }) => peers[0]!.verified);
	bob.sharing.presence = { ...bob.presence, organization: organizationCalled('factory') };
	await ann.until(({ peers }) => !peers[0]!.verified);
});

test('a request goes to present and later peers, until granted, withdrawn, or declined by somebody entitled', async () => {
	const { invitation, ann, bob } = await two();
	const [lamps, bulbs, wires] = ['lamps2', 'bulbs2', 'wires2'].map(organizationCalled) as [
		string,
		string,
		string
	];
	for (const each of [lamps, bulbs, wires]) await bob.sharing.requestAccess(each, `Bob's \u202elaptop`);
	await ann.until(({ requests }) => requests.length === 3);
	expect(ann.state().requests[0]).toMatchObject({ organization: lamps, key: bob.key, name: "Bob's laptop" });

	const cid = await join('Cid', invitation);
	await cid.until(({ requests }) => requests.length === 3);

	bob.sharing.withdrawRequest(bulbs);
	await ann.until(({ requests }) => requests.length === 2);
	acting.add(lamps, bob.key);
	await ann.until(({ requests }) => requests.length === 1);
	await bob.until(({ asked }) => asked.length === 1);

	cid.sharing.decline(cid.state().requests[0]!.id);
	await time.pass(0.1);
	expect(bob.state().asked).toMatchObject([{ organization: wires, declined: false }]);
	acting.add(wires, ann.key);
	ann.sharing.presence = { ...ann.presence, organization: wires };
	await bob.until(({ peers }) => peers.some(({ verified }) => verified));
	ann.sharing.decline(ann.state().requests[0]!.id);
	await bob.until(({ asked }) => asked[0]!.declined);
	expect(ann.state().requests).toEqual([]);
});

test('a peer that the gate refuses is disconnected, listed, and banned', async () => {
	const { ann } = await two();
	const [from, line] = [...ann.gate.lines][0]!;
	line.ended({ from, reason: 'not-an-update', detail: 'nonsense', at: 7 });
	await ann.until(({ peers }) => peers.length === 0);
	expect(ann.state().refused).toEqual([{ from, reason: 'not-an-update', detail: 'nonsense', at: 7 }]);
	await time.pass(1.5);
	expect(ann.state().peers).toEqual([]);
});

test('a peer that breaks the framing is disconnected, listed, and banned', async () => {
	const { ann, bob } = await two();
	network.inject(Uint8Array.of(0x7f, 1, 2, 3));
	await ann.until(({ peers, refused }) => peers.length === 0 && refused.length > 0);
	expect([...ann.state().refused, ...bob.state().refused]).toContainEqual(
		expect.objectContaining({ reason: 'not-a-frame', detail: 'channel 127' })
	);
	await time.pass(1.5);
	expect(ann.state().peers).toEqual([]);
});

test('y-webrtc opens no BroadcastChannel: tabs of one browser use one of the app', async () => {
	const opened = vi.fn();
	vi.stubGlobal('BroadcastChannel', opened);
	const { ann } = await two();
	await leave(ann);
	expect(opened).not.toHaveBeenCalled();
});
