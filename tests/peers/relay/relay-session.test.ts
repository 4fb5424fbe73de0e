/** Browsers and a relay that does anything: nothing false gets in, and what is missing is put back or put elsewhere. */
import { afterEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { EntrySealer } from '../../../src/lib/peers/relay/entry-sealer';
import { askForRest, sendUpdate } from '../../../src/lib/peers/relay/hocuspocus-messages';
import type { SocketLike } from '../../../src/lib/peers/relay/relay-socket';
import type { PoisonReason } from '../../../src/lib/peers/relay/relay-state';
import { draft, named, renamed } from '../../document/helpers';
import { idsIn, settled, signer, until } from '../../gate/parties';
import { browser, room, type Browser } from '../../relay/browsers';
import { TamperingRelay } from '../../relay/tampering-relay';

const sealer = await EntrySealer.of(room.room, room.secret);
const online: Browser[] = [];

async function at(relay: TamperingRelay, options: Parameters<typeof browser>[1] = {}): Promise<Browser> {
	const one = await browser(relay.connect, options);
	online.push(one);
	return one;
}

afterEach(() => {
	for (const each of online.splice(0)) each.goOffline();
});

/** Ann has put two entries, and is online. */
async function withTwo() {
	const relay = new TamperingRelay();
	const ann = await at(relay);
	const [alpha] = await ann.write(draft(null, named('Alpha')));
	await ann.write(draft(alpha!, renamed('A')));
	await ann.until(({ kept, synced }) => kept === 2 && synced);
	const name = sealer.nameOf(0);
	return { relay, ann, alpha: alpha!, name, map: relay.map(name), ids: idsIn(ann) };
}

test('two who are there at different times, and two at once, have each other’s entries', async () => {
	const { relay, ann, ids } = await withTwo();
	ann.goOffline();
	const bob = await at(relay);
	await bob.synced(2);
	expect(idsIn(bob)).toEqual(ids);
	await ann.goOnline();
	const [beta] = await bob.write(draft(null, named('Beta')));
	await ann.synced(3);
	await bob.write(draft(beta!, renamed('B')));
	await ann.synced(4);
	expect(idsIn(ann)).toEqual(idsIn(bob));
	expect(relay.names).toEqual([sealer.nameOf(0)]);
	expect(ann.state()).toMatchObject({ kept: 4, waiting: 0, moved: 0, poison: null, detail: '' });
});

test('the relay is told nothing of what is in an entry, nor which one it is', async () => {
	const { relay, ids } = await withTwo();
	const heard = relay.heard.map((bytes) => new TextDecoder('latin1').decode(bytes)).join();
	for (const word of [...ids, 'Alpha', 'alpha@example.com', 'facts', room.secret, room.room])
		expect(heard).not.toContain(word);
});

test('an entry is sent alone, whatever there is, and nothing is sent again after a lost connection', async () => {
	const { relay, ann, alpha } = await withTwo();
	await ann.write(...Array.from({ length: 300 }, (_, at) => draft(alpha, renamed(`name ${at}`))));
	await ann.until(({ kept, synced }) => kept === 302 && synced);
	let before = relay.heard.length;
	await ann.write(draft(alpha, renamed('last')));
	await ann.until(({ kept, synced }) => kept === 303 && synced);
	expect(relay.heard.length - before).toBe(1);
	expect(relay.heard.at(-1)!.length).toBeLessThan(1_500);
	before = relay.heard.length;
	relay.dropAll();
	expect(ann.state().connection).toBe('unreachable');
	await ann.until(({ connection, synced }) => connection === 'connected' && synced);
	await settled();
	expect(Math.max(...relay.heard.slice(before).map(({ length }) => length))).toBeLessThan(200);
});

test('what was written while the relay did not answer waits, and is put then', async () => {
	const { relay, ann, alpha, map } = await withTwo();
	relay.dropAll();
	await ann.write(draft(alpha, renamed('offline')));
	await ann.until(({ waiting }) => waiting === 1);
	await ann.until(({ waiting, synced }) => waiting === 0 && synced);
	expect(map.size).toBe(3);
});

test('who has another secret meets nobody', async () => {
	const { relay } = await withTwo();
	const eve = await at(relay, { secret: 'E'.repeat(32) });
	await eve.until(({ synced }) => synced);
	expect([eve.ledger.entries.size, eve.state().kept]).toEqual([0, 0]);
	expect(relay.names.length).toBe(2);
});

test('all that a relay has lost is put back, by whoever is online or comes back', async () => {
	const { relay, ann, name, ids } = await withTwo();
	relay.replace(name, null);
	await until(() => relay.map(name).size === 2);
	ann.goOffline();
	relay.replace(name, null);
	await ann.goOnline();
	await until(() => relay.map(name).size === 2);
	const bob = await at(relay);
	await bob.synced(2);
	expect(idsIn(bob)).toEqual(ids);
	expect(ann.state()).toMatchObject({ moved: 0, poison: null });
});

test('an old state that is told again takes nothing away, and what is missing in it is put back', async () => {
	const { relay, ann, alpha, name } = await withTwo();
	const old = Y.encodeStateAsUpdate(relay.doc(name));
	await ann.write(draft(alpha, renamed('newer')));
	await ann.until(({ kept, synced }) => kept === 3 && synced);
	relay.replace(name, old);
	await until(() => relay.map(name).size === 3);
	expect(ann.ledger.entries.size).toBe(3);
	expect(ann.state().moved).toBe(0);
});

test('a relay that loses everything again and again is told it all again more and more seldom', async () => {
	const relay = new TamperingRelay();
	const ann = await at(relay, { limits: { anewBurst: 1 } });
	await ann.write(draft(null, named('Alpha')));
	await ann.until(({ kept, synced }) => kept === 1 && synced);
	const lost = askForRest(sealer.nameOf(0), Uint8Array.of(0));
	ann.states.length = 0;
	relay.say(lost);
	await until(() => ann.states.some(({ connection }) => connection === 'connecting'));
	await ann.until(({ kept, synced }) => kept === 1 && synced);
	relay.say(lost);
	await ann.until(({ connection }) => connection === 'unreachable');
	expect(ann.state()).toMatchObject({ detail: 'it has lost something', moved: 0, poison: null });
});

test('what is told twice changes nothing; what is held back costs only that', async () => {
	const { relay, ann, alpha, name } = await withTwo();
	relay.isRepeating = true;
	const bob = await at(relay);
	await bob.synced(2);
	await ann.write(draft(alpha, renamed('again')));
	await bob.synced(3);
	expect([ann.state().moved, bob.state().moved, relay.map(name).size]).toEqual([0, 0, 3]);
	relay.tamper = () => null;
	const cid = await at(relay);
	await settled();
	expect(cid.state()).toMatchObject({ connection: 'connecting', synced: false });
});

const spoilings: [string, PoisonReason, (map: Y.Map<unknown>, doc: Y.Doc) => unknown][] = [
	['a key is taken away', 'deleted', (map) => map.delete([...map.keys()][0]!)],
	['a value is replaced by junk', 'not-plain', (map) => map.set([...map.keys()][0]!, new Uint8Array(80))],
	['a value is put under another key', 'unreadable', (map) => map.set('m'.repeat(43), [...map.values()][0])],
	['junk is put under a new key', 'unreadable', (map) => map.set('j'.repeat(43), new Uint8Array(80))],
	['a thousand junk keys are put', 'unreadable', (map) => thousand(map)],
	['something else than bytes is put', 'not-plain', (map) => map.set('j'.repeat(43), { entry: 1 })],
	['something is put beside', 'not-plain', (_, doc) => doc.getText('more').insert(0, 'text')]
];

function thousand(map: Y.Map<unknown>): void {
	for (let at = 0; at < 1_000; at++) map.set(String(at).padStart(43, 'j'), new Uint8Array(80));
}

test.each(spoilings)(
	'where %s, all go on with the next document, in which all is put again',
	async (_, reason, spoil) => {
		const { relay, ann, name, map, ids } = await withTwo();
		spoil(map, relay.doc(name));
		const next = sealer.nameOf(1);
		await until(() => relay.docs.has(next) && relay.map(next).size === 2);
		await ann.until(({ synced }) => synced);
		expect(ann.state()).toMatchObject({ connection: 'connected', moved: 1, poison: reason, kept: 2 });
		// Whoever comes later finds the first one spoiled too.
		const bob = await at(relay);
		await bob.synced(2);
		expect(idsIn(bob)).toEqual(ids);
		expect(bob.state().moved).toBe(1);
		await bob.write(draft(null, named('Beta')));
		await ann.synced(3);
		expect([ann.ledger.entries.size, bob.ledger.entries.size, relay.names]).toEqual([3, 3, [name, next]]);
	}
);

test('an update on which Yjs throws costs the document, and what is told after it is read', async () => {
	const { relay, ann, alpha, name } = await withTwo();
	relay.say(sendUpdate(name, Uint8Array.of(0, 1, 3, 1, 2, 0)));
	await ann.until(({ moved, synced }) => moved === 1 && synced);
	expect(ann.state()).toMatchObject({ connection: 'connected', poison: 'not-plain', kept: 2 });
	const bob = await at(relay, { limits: { names: 1 } });
	relay.say(sendUpdate(name, Uint8Array.of(0, 1, 3, 1, 2, 0)));
	await ann.write(draft(alpha, renamed('later')));
	await ann.until(({ kept, synced }) => kept === 3 && synced);
	expect(bob.ledger.entries.size).toBe(0);
});

test('what came while something failed here is compared anew, and arrives', async () => {
	const { relay, ann, alpha } = await withTwo();
	let fails = false;
	const bob = await at(relay, {
		toGate: () => {
			if (!fails) return;
			fails = false;
			throw new Error('no memory');
		}
	});
	await bob.synced(2);
	fails = true;
	await ann.write(draft(alpha, renamed('later')));
	await bob.synced(3);
	expect(bob.states.map(({ detail }) => detail)).toContain('Error: no memory');
	expect([fails, bob.state().moved, relay.names]).toEqual([false, 0, [sealer.nameOf(0)]]);
});

test('what was put in a document that is spoiled is put again no faster than a limit says', async () => {
	const relay = new TamperingRelay();
	const ann = await at(relay, { limits: { againPerSecond: 1, againBurst: 1 } });
	await ann.write(draft(null, named('Alpha')));
	await ann.until(({ kept, synced }) => kept === 1 && synced);
	relay.map(sealer.nameOf(0)).set('j'.repeat(43), new Uint8Array(80));
	await ann.until(({ moved }) => moved === 1);
	expect(ann.state()).toMatchObject({ connection: 'unreachable', poison: 'unreadable' });
	expect(relay.names).toEqual([sealer.nameOf(0)]);
});

test('a value that hides another text under an entry’s key is not taken for that entry', async () => {
	const { relay, ann, alpha, name } = await withTwo();
	ann.goOffline();
	relay.replace(name, null);
	const value = await sealer.seal(alpha, '{"v":2,"another":"text"}');
	relay.map(name).set(sealer.keyOf(alpha), value);
	const bob = await at(relay);
	await bob.until(({ synced }) => synced);
	expect(bob.ledger.entries.size).toBe(0);
	expect((await bob.gate.report()).refused).toMatchObject([{ from: 'relay', reason: 'malformed' }]);
	await ann.goOnline();
	await ann.until(({ synced, moved }) => synced && moved === 1);
	expect(ann.state().poison).toBe('overwritten');
});

test('a member who puts much that the gate refuses costs the document, and nothing of it gets in', async () => {
	const { relay, ann, name } = await withTwo();
	const mallory = await signer();
	for (let at = 0; at < 30; at++) {
		const { entry, text } = await mallory.sign(renamed(`forged ${at}`));
		const forged = text.replace('forged', 'changed');
		relay.map(name).set(sealer.keyOf(entry.id), await sealer.seal(entry.id, forged));
	}
	await ann.until(({ moved, synced }) => moved === 1 && synced);
	expect(ann.state().poison).toBe('refused');
	expect(ann.ledger.entries.size).toBe(2);
	const { refused } = await ann.gate.report();
	expect(refused.length).toBeGreaterThan(16);
	expect(refused[0]).toMatchObject({ from: 'relay', reason: 'wrong-id' });
});

test('strangers wait for a person’s word, as those of a peer do', async () => {
	const { relay, ann, name } = await withTwo();
	// Her first sync is over.
	await ann.goOnline();
	await ann.synced(2);
	for (let at = 0; at < 12; at++) {
		const { founding } = await signer();
		relay.map(name).set(sealer.keyOf(founding.entry.id), await sealer.seal(founding.entry.id, founding.text));
	}
	await until(() => ann.ledger.entries.size === 12);
	while ((await ann.gate.report()).outsiders.waiting < 2) await settled();
	expect((await ann.gate.report()).outsiders).toMatchObject({ waiting: 2 });
	expect(ann.state()).toMatchObject({ moved: 0, kept: 14 });
});

test('where every document is spoiled, it rests, and says so', async () => {
	const relay = new TamperingRelay();
	for (let number = 0; number < 3; number++)
		relay.map(sealer.nameOf(number)).set('j'.repeat(43), new Uint8Array(80));
	const ann = await at(relay, { limits: { names: 3 } });
	await ann.until(({ connection }) => connection === 'poisoned');
	expect(ann.state()).toMatchObject({ moved: 3, poison: 'unreadable', synced: false });
	const [alpha] = await ann.write(draft(null, named('Alpha')));
	expect(idsIn(ann)).toEqual([alpha]);
});

test('a flood costs the connection; bytes that are no message, too', async () => {
	const { relay, ann } = await withTwo();
	relay.say(Uint8Array.of(255, 255, 255));
	await ann.until(({ detail }) => detail === 'not a message of Hocuspocus');
	ann.goOffline();
	const bob = await at(relay, { limits: { messagesPerSecond: 1, messagesBurst: 20 } });
	await bob.synced(2);
	for (let at = 0; at < 30; at++) relay.say(Uint8Array.of(1, 97, 1));
	await bob.until(({ detail }) => detail === 'too much at once');
	expect(bob.ledger.entries.size).toBe(2);
	bob.goOffline();
	let socket!: SocketLike;
	const limits = { messagesPerSecond: 1, messagesBurst: 20 };
	const cat = await browser(() => (socket = relay.connect()), { limits });
	online.push(cat);
	await cat.synced(2);
	for (let at = 0; at < 30; at++) socket.onmessage?.({ data: 'a text' });
	await cat.until(({ detail }) => detail === 'too much at once');
});
