/**
 * Runs checks, two at a time. Each one's output is shown whole, under its heading, in the order of the list: the first
 * that has not ended speaks at once, those behind it are held back until it is their turn.
 */
import { spawn } from 'node:child_process';
import { followCpuTime } from './cpu-time.js';

/**
 * @typedef {{ passed: number, failed: number }} Count
 * @typedef {object} Check
 * @property {string} heading
 * @property {string[]} command
 * @property {Record<string, string>} [env]
 * @property {string[]} [after] headings of earlier checks that have to have ended, well or not
 * @property {boolean} [alone] waits for everything before it, and shares the machine with nothing
 * @property {() => Count} [count] for a check that counts its tests
 *
 * @typedef {{ heading: string, seconds: number | undefined }} Cost seconds of a processor, of the whole process tree
 * @typedef {{ good: boolean, seconds: string, count: Count }} Ending
 * @typedef {{ check: Check, state: 'waits' | 'runs' | 'ended', held: (string | Buffer)[], ending?: Ending }} Job
 */

/** Terminals get colours, also through the pipe. */
const COLOUR = process.stdout.isTTY && !process.env.NO_COLOR ? { FORCE_COLOR: '1' } : {};

/**
 * @param {Check} check
 * @param {Record<string, string>} mark
 * @param {(text: string | Buffer) => void} say
 * @returns {Promise<boolean>} whether it ended well
 */
function run({ command: [command = '', ...args], env }, mark, say) {
	return new Promise((done) => {
		const child = spawn(command, args, {
			env: { ...COLOUR, ...process.env, ...env, ...mark },
			stdio: [process.stdin.isTTY ? 'inherit' : 'ignore', 'pipe', 'pipe'],
			shell: process.platform === 'win32'
		});
		child.stdout.on('data', say);
		child.stderr.on('data', say);
		child.on('error', (error) => {
			say(`${error.message}\n`);
			done(false);
		});
		child.on('close', (code) => done(code === 0));
	});
}

/** @param {Check} check */
function counted({ count }) {
	try {
		return count?.() ?? { passed: 0, failed: 0 };
	} catch {
		return { passed: 0, failed: 0 }; // it ended before it could write down anything
	}
}

/**
 * @param {Check[]} checks
 * @param {(text: string | Buffer) => void} write
 * @returns {Promise<Count & { costs: Cost[] }>} all tests, and one failure for each other check that failed
 */
export function runChecks(checks, write = (text) => void process.stdout.write(text)) {
	const jobs = checks.map((check) => /** @type {Job} */ ({ check, state: 'waits', held: [] }));
	const total = { passed: 0, failed: 0 };
	/** @type {Cost[]} */
	const costs = [];
	let shown = -1;

	/** Shows the next in line, and those behind it that have ended already. */
	function show() {
		for (let job = jobs[shown]; job === undefined || job.ending; job = jobs[shown]) {
			if (job?.ending) {
				const { good, seconds } = job.ending;
				write(`${good ? '✓' : '✗ FAILED:'} ${job.check.heading} (${seconds} s)\n`);
			}
			const next = jobs[++shown];
			if (!next) return;
			write(`\n━━ ${next.check.heading}\n`);
			for (const text of next.held.splice(0)) write(text);
		}
	}

	/** @param {Job} job */
	function isReady({ check, state }) {
		if (state !== 'waits') return false;
		const isOver = (/** @type {Job} */ each) => each.state === 'ended';
		if (check.alone) return jobs.slice(0, checks.indexOf(check)).every(isOver);
		return jobs.filter((each) => check.after?.includes(each.check.heading)).every(isOver);
	}

	/** @param {Job} job */
	async function start(job) {
		const { check } = job;
		const started = Date.now();
		job.state = 'runs';
		const cpuTime = followCpuTime();
		const good = await run(check, cpuTime.env, (text) => {
			if (jobs[shown] === job) write(text);
			else job.held.push(text);
		});
		cpuTime.end();
		costs[jobs.indexOf(job)] = { heading: check.heading, seconds: cpuTime.seconds() };
		const count = counted(check);
		total.passed += count.passed;
		total.failed += count.failed + (!good && count.failed === 0 ? 1 : 0);
		job.state = 'ended';
		job.ending = { good, seconds: ((Date.now() - started) / 1000).toFixed(0), count };
		show();
	}

	return new Promise((done) => {
		function next() {
			const running = jobs.filter(({ state }) => state === 'runs');
			const quiet = running.some(({ check }) => check.alone);
			for (const job of jobs) {
				if (running.length >= 2 || quiet || !isReady(job)) continue;
				if (job.check.alone && running.length > 0) continue;
				running.push(job);
				void start(job).then(next);
				if (job.check.alone) break;
			}
			if (jobs.every(({ state }) => state === 'ended')) done({ ...total, costs });
		}
		show();
		next();
	});
}

/**
 * What each cost, the dearest first, and all together.
 * @param {Cost[]} costs
 */
export function tellCosts(costs) {
	const known = costs.flatMap(({ heading, seconds }) =>
		seconds === undefined ? [] : [{ heading, seconds }]
	);
	if (known.length < costs.length) return '━━ CPU seconds\nnot known: they are measured on Linux only\n';
	const inAll = { heading: 'in all', seconds: known.reduce((sum, { seconds }) => sum + seconds, 0) };
	const rows = [...known.toSorted((a, b) => b.seconds - a.seconds), inAll].map(
		({ heading, seconds }) => `${seconds.toFixed(1).padStart(8)}  ${heading}\n`
	);
	return `━━ CPU seconds, whole process trees\n${rows.join('')}`;
}

/**
 * Runs checks and ends as they did. The last line counts the tests, and each other check that failed as one failure.
 * @param {Check[]} checks
 */
export async function runAndTell(checks) {
	const { passed, failed, costs } = await runChecks(checks);
	const { user, system } = process.cpuUsage();
	const own = { heading: 'Running and measuring these', seconds: (user + system) / 1e6 };
	process.stdout.write(`\n${tellCosts([...costs, own])}`);
	console.log(`\n${passed} passed, ${failed} failed`);
	process.exitCode = failed === 0 ? 0 : 1;
}
