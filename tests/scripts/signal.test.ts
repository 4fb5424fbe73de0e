import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { signal } from '../../scripts/signal.js';

const said: string[] = [];
let server: Awaited<ReturnType<typeof signal>>;

beforeAll(async () => {
	server = await signal({ port: 0, say: (line) => said.push(line) });
});
afterAll(() => server.stop());

async function pong(): Promise<unknown> {
	const socket = new WebSocket(server.url);
	await once(socket, 'open');
	socket.send('{"type":"ping"}');
	const [answer] = (await once(socket, 'message')) as [Buffer];
	socket.close();
	return JSON.parse(answer.toString());
}

test('it answers, and is started again after one message that it falls to', async () => {
	expect(await pong()).toEqual({ type: 'pong' });
	const socket = new WebSocket(server.url);
	socket.on('error', () => undefined);
	await once(socket, 'open');
	socket.send('this is no JSON');
	await once(socket, 'close');
	await server.start();
	expect(await pong()).toEqual({ type: 'pong' });
	expect(said.join()).toMatch(/fell \(SyntaxError.*started again/);
});

test('stopped, it stays down until it is started', async () => {
	await server.stop();
	await expect(pong()).rejects.toThrow('ECONNREFUSED');
	await server.start();
	expect(await pong()).toEqual({ type: 'pong' });
});

test('a taken port is an error and not another port: the address has been told to others', async () => {
	await expect(signal({ port: server.port })).rejects.toThrow('EADDRINUSE');
});
