import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** CPU of a process counts as idle below this part of a core. */
const idle = 0.04;

/** So long it has to be idle, in milliseconds. */
const quiet = 1_000;

/** A process's clock ticks a hundred times a second on Linux. */
const ticks = 100;

/**
 * What one opening cost: CPU and moments in seconds, blocks in milliseconds, heap in megabytes. CPU of the threads by
 * themselves only where there is `/proc`.
 * @typedef {{ page: number, worker: number, process: number, rows: number, done: number, block: number,
 *   blockCpu: number, pageHeap: number, workerHeap: number }} Opening
 */

/**
 * @typedef {{ traceEvents: { name: string, ph: string, pid: number, tid: number, dur?: number, tdur?: number,
 *   args?: { name?: string } }[] }} Trace
 */

/**
 * What the Worker is asked for: the profile or the heap, where it was that.
 * @typedef {{ profile: unknown, usedSize: number }} Answer
 */

/**
 * Opens an address in a tab of its own, and closes that when there is nothing left to do.
 * @param {{ context: import('@playwright/test').BrowserContext, address: string, profile?: string | undefined }} options
 * @returns {Promise<Opening>}
 */
export async function openingOf({ context, address, profile }) {
	const page = await context.newPage();
	const browser = /** @type {import('@playwright/test').Browser} */ (context.browser());
	const session = await context.newCDPSession(page);
	const worker = await workerOf(session);
	const whole = await browser.newBrowserCDPSession();
	await page.addInitScript(noteRows);
	if (profile) await session.send('Profiler.enable').then(() => session.send('Profiler.start'));
	if (profile) worker.began = () => worker.send('Profiler.enable').then(() => worker.send('Profiler.start'));
	await browser.startTracing(page, { categories: ['toplevel'] });
	await page.goto(address);
	const begun = Date.now();
	await page.waitForFunction(() => 'rowsAt' in window, null, { polling: 200, timeout: 180_000 });
	const rows = Number(await page.evaluate('rowsAt')) / 1_000;
	let { cpu, id } = await busiest(whole);
	let done = Date.now();
	for (let last = Date.now(), before = cpu; last - done < quiet; before = cpu) {
		await new Promise((resolve) => setTimeout(resolve, 250));
		({ cpu, id } = await busiest(whole));
		if (cpu - before > ((Date.now() - last) / 1_000) * idle) done = Date.now();
		last = Date.now();
	}
	const trace = /** @type {Trace} */ (JSON.parse((await browser.stopTracing()).toString()));
	if (profile) {
		mkdirSync(profile, { recursive: true });
		const profiles = {
			page: await session.send('Profiler.stop'),
			worker: await worker.send('Profiler.stop')
		};
		for (const [name, { profile: found }] of Object.entries(profiles))
			writeFileSync(join(profile, `${name}.cpuprofile`), JSON.stringify(found));
	}
	const threads = threadsOf(id);
	const { block, blockCpu } = longestBlock(trace, id);
	await session.send('HeapProfiler.collectGarbage');
	await worker.send('HeapProfiler.collectGarbage');
	const pageHeap = (await session.send('Runtime.getHeapUsage')).usedSize / 1e6;
	const workerHeap = (await worker.send('Runtime.getHeapUsage')).usedSize / 1e6;
	await page.close();
	return {
		...threads,
		process: cpu,
		rows,
		done: (done - begun) / 1_000,
		block,
		blockCpu,
		pageHeap,
		workerHeap
	};
}

/** Runs in the page: notes when there are rows of a table. */
function noteRows() {
	new MutationObserver((_, observer) => {
		if (!document.querySelector('main [role="row"] a, main tbody tr')) return;
		Object.assign(window, { rowsAt: performance.now() });
		observer.disconnect();
	}).observe(document, { subtree: true, childList: true });
}

/**
 * The page's Worker, to be spoken with once there is one.
 * @param {import('@playwright/test').CDPSession} session
 */
async function workerOf(session) {
	/** @type {Map<number, (answer: Answer) => void>} */
	const asked = new Map();
	/** @type {string | undefined} */
	let sessionId;
	const worker = {
		/** @type {() => Promise<unknown>} */
		began: () => Promise.resolve(),
		/**
		 * @param {'Profiler.enable' | 'Profiler.start' | 'Profiler.stop' | 'HeapProfiler.collectGarbage' | 'Runtime.getHeapUsage'} method
		 * @returns {Promise<Answer>}
		 */
		send(method) {
			const id = asked.size + 1;
			return new Promise((resolve) => {
				asked.set(id, resolve);
				void session.send('Target.sendMessageToTarget', {
					message: JSON.stringify({ id, method }),
					...(sessionId && { sessionId })
				});
			});
		}
	};
	session.on('Target.attachedToTarget', (event) => {
		if (event.targetInfo.type !== 'worker' || sessionId) return;
		({ sessionId } = event);
		void worker.began();
	});
	session.on('Target.receivedMessageFromTarget', ({ message }) => {
		const { id, result } = /** @type {{ id: number, result: Answer }} */ (JSON.parse(message));
		asked.get(id)?.(result);
	});
	await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false });
	return worker;
}

/**
 * @param {import('@playwright/test').CDPSession} whole
 * @returns {Promise<{ id: number, cpu: number }[]>}
 */
async function renderers(whole) {
	const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
	return processInfo
		.filter(({ type }) => type === 'renderer')
		.map(({ id, cpuTime }) => ({ id, cpu: cpuTime }));
}

/**
 * The process of the page: no other has as much to do.
 * @param {import('@playwright/test').CDPSession} whole
 */
const busiest = async (whole) =>
	(await renderers(whole)).reduce((one, other) => (one.cpu > other.cpu ? one : other));

/**
 * CPU of a renderer's main thread and of its Workers' threads.
 * @param {number} process
 */
function threadsOf(process) {
	const times = { page: 0, worker: 0 };
	/** @type {string[]} */
	let threads;
	try {
		threads = readdirSync(`/proc/${process}/task`);
	} catch {
		return { page: Number.NaN, worker: Number.NaN };
	}
	for (const thread of threads) {
		const stat = readFileSync(`/proc/${process}/task/${thread}/stat`, 'utf8');
		const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
		const [user, system] = stat
			.slice(stat.lastIndexOf(')') + 2)
			.split(' ')
			.slice(11, 13);
		const time = (Number(user) + Number(system)) / ticks;
		if (Number(thread) === process) times.page += time;
		else if (name.startsWith('DedicatedWorker')) times.worker += time;
	}
	return times;
}

/**
 * The longest task of the page's main thread: as it passed, and how much of that it had a processor.
 * @param {Trace} trace
 * @param {number} process
 */
function longestBlock({ traceEvents }, process) {
	const main = traceEvents.find(
		({ name, pid, args }) => name === 'thread_name' && pid === process && args?.name === 'CrRendererMain'
	)?.tid;
	const tasks = traceEvents.filter(
		({ name, ph, pid, tid }) => ph === 'X' && pid === process && tid === main && name.endsWith('RunTask')
	);
	return {
		block: Math.max(0, ...tasks.map(({ dur = 0 }) => dur / 1_000)),
		blockCpu: Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1_000))
	};
}
