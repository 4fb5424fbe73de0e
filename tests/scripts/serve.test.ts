import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../scripts/serve.js';

const around = mkdtempSync(join(tmpdir(), 'grantbook-serve-'));
const folder = join(around, 'app');
let server: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
	mkdirSync(join(folder, '_app/immutable'), { recursive: true });
	writeFileSync(join(folder, 'index.html'), '<h1>app</h1>');
	writeFileSync(join(folder, '_app/immutable/a.js'), 'export {}');
	writeFileSync(join(folder, '.hidden'), 'secret');
	writeFileSync(join(around, 'outside.txt'), 'secret');
	server = await serve(folder, { port: 0 });
});

afterAll(() => {
	server.close();
	rmSync(around, { recursive: true });
});

/** Asks for an address exactly as written: fetch would tidy it first. */
const ask = (path: string, method = 'GET') =>
	new Promise<{ status: number | undefined; type: string | undefined }>((done, fail) => {
		const { port } = server;
		request({ host: '127.0.0.1', port, path, method }, (response) => {
			response.resume();
			done({ status: response.statusCode, type: response.headers['content-type'] });
		})
			.on('error', fail)
			.end();
	});

test('it gives the page and its files, each as what it is', async () => {
	expect(await (await fetch(server.url)).text()).toBe('<h1>app</h1>');
	expect(await ask('/_app/immutable/a.js')).toEqual({ status: 200, type: 'text/javascript; charset=utf-8' });
});

test.each([
	'/../outside.txt',
	'/%2e%2e/outside.txt',
	'/..%2foutside.txt',
	'/.hidden',
	'/_app',
	'/%',
	'/none'
])('%s gives nothing', async (path) => {
	expect((await ask(path)).status).toBe(404);
});

test('it only gives', async () => {
	expect((await ask('/', 'POST')).status).toBe(405);
});

test('a taken port is replaced by a free one', async () => {
	const second = await serve(folder, { port: server.port });
	expect(second.port).not.toBe(server.port);
	expect((await fetch(second.url)).status).toBe(200);
	second.close();
});
