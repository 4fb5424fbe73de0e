/**
 * `npm run signal`: the signalling server that y-webrtc brings, by which browsers find each other, and nothing
 * else passes through. It falls to one malformed message, so it is started again whenever it has fallen.
 */
import { fork } from 'node:child_process';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SERVER = join(dirname(fileURLToPath(import.meta.resolve('y-webrtc'))), '../bin/server.js');

/** A server that fell sooner than this after its start may not be able to start at all. */
const SOON = 1_000;
const MOST_FALLS_IN_A_ROW = 5;

/**
 * Whether nothing listens at a port; 0 is replaced by one that is free.
 * @param {number} port
 * @returns {Promise<number>} the port
 */
function freePort(port) {
	return new Promise((done, fail) => {
		const probe = createServer();
		probe.once('error', fail);
		probe.listen(port, () => {
			const address = probe.address();
			probe.close(() => done(typeof address === 'object' && address !== null ? address.port : port));
		});
	});
}

/** @param {number} port */
async function untilItAnswers(port) {
	for (let tries = 0; tries < 200; tries += 1) {
		const answered = await fetch(`http://127.0.0.1:${port}/`).then(
			(answer) => answer.ok,
			() => false
		);
		if (answered) return;
		await new Promise((done) => setTimeout(done, 50));
	}
	throw new Error(`The signalling server does not answer at port ${port}.`);
}

/**
 * Starts the server, and starts it again each time it falls.
 * @param {{ port: number, say?: (line: string) => void }} options port 0 takes any free one
 * @returns {Promise<{ port: number, url: string, stop: () => Promise<void>, start: () => Promise<void> }>}
 *   resolves when it answers. `stop` keeps it down until `start`.
 */
export async function signal({ port: wished, say = () => undefined }) {
	const port = await freePort(wished);
	/** @type {import('node:child_process').ChildProcess | null} */
	let child = null;
	let wanted = true;
	let falls = 0;

	function run() {
		const started = Date.now();
		const running = fork(SERVER, [], {
			env: { ...process.env, PORT: String(port) },
			stdio: ['ignore', 'ignore', 'pipe', 'ipc']
		});
		let last = '';
		running.stderr?.on(
			'data',
			(/** @type {Buffer} */ text) => (last = `${last}${text.toString()}`.slice(-2_000))
		);
		running.once('exit', () => {
			if (child === running) child = null;
			if (!wanted) return;
			falls = Date.now() - started < SOON ? falls + 1 : 0;
			const why = /^\w*Error.*$/m.exec(last)?.[0] ?? 'no reason given';
			if (falls >= MOST_FALLS_IN_A_ROW) {
				wanted = false;
				say(`The signalling server cannot start (${why}).`);
				return;
			}
			say(`The signalling server fell (${why}) and is started again.`);
			setTimeout(() => wanted && child === null && run(), falls * 200);
		});
		child = running;
	}

	const start = async () => {
		wanted = true;
		if (child === null) run();
		await untilItAnswers(port);
	};
	await start();
	return {
		port,
		url: `ws://localhost:${port}`,
		start,
		stop: () =>
			new Promise((done) => {
				wanted = false;
				if (child === null) return done();
				child.once('exit', () => done());
				child.kill('SIGKILL');
			})
	};
}

/** The addresses of this computer in its networks. */
const here = () =>
	Object.values(networkInterfaces())
		.flatMap((addresses) => addresses ?? [])
		.filter(({ family, internal }) => family === 'IPv4' && !internal)
		.map(({ address }) => address);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const wished = Number(process.env.PORT || 4444);
	try {
		const { port, url, stop } = await signal({ port: wished, say: console.log });
		console.log(`The signalling server is at ${url}`);
		for (const address of here()) console.log(`  for others in this network: ws://${address}:${port}`);
		console.log('Put an address into Share; stop the server with Ctrl+C.');
		for (const ending of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
			process.once(ending, () => void stop().then(() => process.exit(0)));
		}
	} catch (error) {
		console.error(
			error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
				? `Port ${wished} is taken. Choose another: PORT=4445 npm run signal`
				: error
		);
		process.exit(1);
	}
}
