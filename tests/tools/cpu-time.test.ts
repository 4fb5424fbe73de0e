import { spawn } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import { followCpuTime } from './cpu-time.js';

/** For scripts of these tests: works for so many seconds of a processor, and says what the whole process has used. */
const WORK = `
	const work = (seconds) => {
		const used = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;
		for (const from = used(); used() < from + seconds;);
		console.log(used());
	};
	const start = (script, how) =>
		require('node:child_process')[how](process.execPath, ['-e', process.env.WORK + script], {
			stdio: ['ignore', 'inherit', 'inherit'],
			detached: how === 'spawn'
		});
`;

/** The first process stays until it has been seen: one that came and went between two looks is nobody's. */
const STAY = `; require('node:fs').readSync(0, Buffer.alloc(1))`;

function begin(script: string) {
	const cpuTime = followCpuTime();
	const child = spawn(process.execPath, ['-e', WORK + script + STAY], {
		env: { ...process.env, ...cpuTime.env, WORK },
		stdio: ['pipe', 'pipe', 'inherit']
	});
	let said = '';
	child.stdout.on('data', (text) => void (said += String(text)));
	return {
		...cpuTime,
		lines: () => said.split('\n').filter(Boolean).map(Number),
		/** What the processes themselves say. */
		said: () => said.split('\n').reduce((sum, line) => sum + Number(line), 0),
		async seen() {
			await vi.waitUntil(() => (cpuTime.seconds() ?? 0) > 0, { timeout: 60_000 });
			child.stdin.end();
		},
		closed: new Promise((done) => child.on('close', done))
	};
}

/** Elsewhere it is not known. */
const onLinux = test.runIf(process.platform === 'linux');

onLinux('children that come and go unseen count, and nothing twice', async () => {
	const tree = begin(`for (let n = 0; n < 8; n++) start('work(0.1)', 'spawnSync'); work(0.2)`);
	await tree.seen();
	await tree.closed;
	tree.end();
	expect(tree.lines()).toHaveLength(9);
	expect(tree.seconds()).toBeGreaterThan(tree.said() * 0.9);
	expect(tree.seconds()).toBeLessThan(tree.said() * 1.5);
});

onLinux('so does one whose parents end at once and never wait for it', async () => {
	const orphan = `work(1); process.on('SIGTERM', () => process.exit()); console.log(-process.pid); setInterval(() => {}, 1e6)`;
	const parent = `start(${JSON.stringify(orphan)}, 'spawn').unref()`;
	const tree = begin(`start(${JSON.stringify(parent)}, 'spawnSync'); work(0.1)`);
	await tree.seen();
	const pid = await vi.waitUntil(() => tree.lines().length === 3 && -Math.min(...tree.lines()), {
		timeout: 60_000
	});
	const said = () => tree.said() + pid;
	await vi.waitUntil(() => (tree.seconds() ?? 0) > said() * 0.9, { timeout: 60_000 });
	process.kill(pid);
	await tree.closed;
	tree.end();
	expect(tree.seconds()).toBeGreaterThan(said() * 0.9);
	expect(tree.seconds()).toBeLessThan(said() * 1.5);
});

onLinux('two at a time are told apart', async () => {
	const [dear, cheap] = [begin('work(1)'), begin('work(0.2)')];
	for (const tree of [cheap, dear]) {
		await tree.seen();
		await tree.closed;
		tree.end();
	}
	expect(dear.seconds()).toBeGreaterThan(dear.said() * 0.9);
	expect(cheap.seconds()).toBeLessThan(cheap.said() * 1.5);
});
