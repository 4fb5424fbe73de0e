/** Browsers and real relays: Hocuspocus with SQLite, and two of them behind Redis. */
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { EntrySealer } from '../../../src/lib/peers/relay/entry-sealer';
import { openDocument, readRelayMessage } from '../../../src/lib/peers/relay/hocuspocus-messages';
import { draft, named, renamed } from '../../document/helpers';
import { idsIn, until } from '../../gate/parties';
import { browser, room, socketTo, type Browser } from '../browsers';
import { startRedis } from '../redis';
import { startRelay, type RelayProcess } from '../relay-process';

const folder = mkdtempSync(join(tmpdir(), 'grantbook-relay-'));
const name = (await EntrySealer.of(room.room, room.secret)).nameOf(0);
const relays: RelayProcess[] = [];
const browsers: Browser[] = [];
let files = 0;

async function relay(env: Record<string, string> = {}): Promise<RelayProcess> {
	const started = await startRelay({ RELAY_FILE: join(folder, `${++files}.sqlite`), ...env });
	relays.push(started);
	return started;
}

async function online(url: string): Promise<Browser> {
	const one = await browser(socketTo(url));
	browsers.push(one);
	return one;
}

afterEach(async () => {
	for (const each of browsers.splice(0)) each.goOffline();
	await Promise.all(relays.splice(0).map((each) => each.stop()));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('two browsers that are never online together have each other’s entries', async () => {
	const { url } = await relay();
	const ann = await online(url);
	const [alpha] = await ann.write(draft(null, named('Alpha')));
	await ann.write(draft(alpha!, renamed('A')));
	await ann.synced();
	expect(ann.state()).toMatchObject({ connection: 'connected', kept: 2, waiting: 0, moved: 0 });
	ann.goOffline();

	const bob = await online(url);
	await bob.synced(2);
	expect(idsIn(bob)).toEqual(idsIn(ann));
	await bob.write(draft(null, named('Beta')));
	await bob.until(({ kept, synced }) => kept === 3 && synced);
	bob.goOffline();

	await ann.goOnline();
	await ann.synced(3);
	expect(idsIn(ann)).toEqual(idsIn(bob));
});

test.each(['SIGTERM', 'SIGKILL'] as const)(
	'what a relay has stored is there after %s and a new start',
	async (signal) => {
		const env = { RELAY_FILE: join(folder, `${signal}.sqlite`) };
		const first = await startRelay(env);
		const ann = await online(first.url);
		await ann.write(draft(null, named('Alpha')));
		await ann.synced();
		// It stores soon after it was given something; then nothing that happens to it takes that away. What SQLite has
		// written is committed once its journal is gone: a relay killed before that rolls it back.
		await until(
			() => readFileSync(env.RELAY_FILE).includes(name) && !existsSync(`${env.RELAY_FILE}-journal`)
		);
		ann.goOffline();
		await first.stop(signal);

		const second = await relay(env);
		const bob = await online(second.url);
		await bob.synced(1);
		expect(idsIn(bob)).toEqual(idsIn(ann));
	}
);

test('a relay that comes back empty is given all again by whoever is online', async () => {
	const first = await startRelay({ RELAY_FILE: join(folder, 'lost.sqlite') });
	const ann = await online(first.url);
	const [alpha] = await ann.write(draft(null, named('Alpha')));
	await ann.synced();
	await first.stop('SIGKILL');
	await ann.until(({ connection }) => connection === 'unreachable');
	await ann.write(draft(alpha!, renamed('offline')));
	const second = await relay({ PORT: String(first.port), RELAY_FILE: join(folder, 'new.sqlite') });
	await ann.until(({ kept, synced }) => kept === 2 && synced);
	ann.goOffline();
	const bob = await online(second.url);
	await bob.synced(2);
	expect(idsIn(bob)).toEqual(idsIn(ann));
});

test('two relays behind Redis: who is at one has the entries of who is at the other, at once and later', async () => {
	const redis = await startRedis();
	const [one, other] = [await relay({ REDIS: redis.url }), await relay({ REDIS: redis.url })];
	const [ann, bob] = [await online(one.url), await online(other.url)];
	const [alpha] = await ann.write(draft(null, named('Alpha')));
	await bob.synced(1);
	await bob.write(draft(null, named('Beta')));
	await ann.synced(2);
	ann.goOffline();
	await bob.write(draft(null, named('Gamma')));
	await bob.until(({ kept, synced }) => kept === 3 && synced);
	bob.goOffline();
	await ann.goOnline();
	await ann.synced(3);
	expect(idsIn(ann)).toEqual(idsIn(bob));
	await ann.write(draft(alpha!, renamed('A')));
	await ann.until(({ kept, synced }) => kept === 4 && synced);
	for (const each of browsers.splice(0)) each.goOffline();
	await Promise.all(relays.splice(0).map((each) => each.stop()));
	await redis.stop();
});

test('a document whose name is not derived is refused; so are too many connections, and too long a message', async () => {
	const { url } = await relay({ RELAY_CONNECTIONS: '2' });
	const first = await socket(url);
	first.send(openDocument('lamps'));
	expect(await answerOf(first, 'lamps')).toMatchObject({ kind: 'denied' });
	const second = await socket(url);
	second.send(openDocument(name));
	expect(await answerOf(second, name)).toMatchObject({ kind: 'authenticated' });
	await expect(socket(url)).rejects.toThrow('503');
	second.send(new Uint8Array(16_000_001));
	const [code] = (await once(second, 'close')) as [number];
	expect(code).toBe(1009);
	// There is room again, as soon as the server has heard of it.
	const third = await (async function retry(): Promise<WebSocket> {
		return socket(url).catch(retry);
	})();
	third.close();
	first.close();
});

async function socket(url: string): Promise<WebSocket> {
	const opened = new WebSocket(url);
	opened.binaryType = 'nodebuffer';
	await once(opened, 'open');
	return opened;
}

async function answerOf(from: WebSocket, name: string): Promise<unknown> {
	const [bytes] = (await once(from, 'message')) as [Buffer];
	return readRelayMessage(new Uint8Array(bytes), name);
}

test('a thousand entries cross within the limits of both', async () => {
	const { url } = await relay();
	const ann = await online(url);
	const [alpha] = await ann.write(draft(null, named('Alpha')));
	for (let round = 0; round < 10; round++)
		await ann.write(...Array.from({ length: 100 }, (_, at) => draft(alpha!, renamed(`name ${round} ${at}`))));
	await ann.until(({ kept, synced }) => kept === 1_001 && synced);
	ann.goOffline();
	const bob = await online(url);
	await bob.synced(1_001);
	expect(idsIn(bob)).toEqual(idsIn(ann));
	expect([ann.state().moved, bob.state().moved]).toEqual([0, 0]);
});
