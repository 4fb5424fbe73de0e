/**
 * What the page's main thread did between two moments that the page has marked.
 * @typedef {{ name: string, ph: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number,
 *   args?: { name?: string } }} TraceEvent
 */

const began = 'bench began ';
const painted = 'bench painted ';

/**
 * One thing that was done: milliseconds of the main thread, from the press to the frame that shows it as painted, on the
 * clock, and the longest task.
 * @typedef {{ work: number, wall: number, block: number }} Done
 */

/**
 * What the page's main thread was asked to do meanwhile, as events.
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<void>} work
 * @returns {Promise<TraceEvent[]>}
 */
async function traceOf(page, work) {
	const browser = /** @type {import('@playwright/test').Browser} */ (page.context().browser());
	await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing'] });
	await work();
	const text = (await browser.stopTracing()).toString();
	const { traceEvents } = /** @type {{ traceEvents: TraceEvent[] }} */ (JSON.parse(text));
	return traceEvents.sort((one, other) => one.ts - other.ts || (other.dur ?? 0) - (one.dur ?? 0));
}

/** Tasks, and what promises go on with once a module was loaded: that runs outside any task. */
const isWork = /(RunTask|PerformMicrotaskCheckpoint)$/;

/** For events in their order: whether one is not within another. */
function isOutermost() {
	let until = 0;
	return (/** @type {TraceEvent} */ { ts, dur = 0 }) => {
		if (ts + dur <= until) return false;
		until = ts + dur;
		return true;
	};
}

/**
 * Milliseconds of CPU of each task between a mark and a later moment: those that go beyond them, by as much as is within.
 * @param {TraceEvent[]} events
 * @param {TraceEvent} mark
 * @param {number} end
 */
const tasksBetween = (events, { ts, pid, tid }, end) =>
	events
		.filter((event) => event.ph === 'X' && event.pid === pid && event.tid === tid)
		.filter((event) => isWork.test(event.name) && event.ts < end && event.ts + (event.dur ?? 0) > ts)
		.filter(isOutermost())
		.map(({ ts: at, dur = 0, tdur = 0 }) => {
			const part = dur === 0 ? 0 : (Math.min(end, at + dur) - Math.max(ts, at)) / dur;
			return (part * tdur) / 1_000;
		});

/** @param {number[]} numbers */
const sumOf = (numbers) => numbers.reduce((sum, each) => sum + each, 0);

/**
 * Traces what is done meanwhile, each time by `press`.
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<void>} work
 * @returns {Promise<Map<string, Done[]>>} by the names they were given
 */
export async function traced(page, work) {
	const events = await traceOf(page, work);
	/** @type {Map<string, Done[]>} */
	const found = new Map();
	const marks = events.filter(({ name }) => name.startsWith(began));
	for (const mark of marks) {
		const what = mark.name.slice(began.length);
		const end = events.find(({ name, ts }) => name === `${painted}${what}` && ts > mark.ts)?.ts;
		if (end === undefined) throw new Error(`${what} was never painted`);
		const tasks = tasksBetween(events, mark, end);
		const done = { work: sumOf(tasks), wall: (end - mark.ts) / 1_000, block: Math.max(0, ...tasks) };
		const kind = what.split(' #')[0] ?? what;
		found.set(kind, [...(found.get(kind) ?? []), done]);
	}
	return found;
}

/**
 * Traces frames, each of which the page marks by one name as it begins, and the end of the last.
 * @param {import('@playwright/test').Page} page
 * @param {string} name
 * @param {() => Promise<void>} work
 * @returns {Promise<Done[]>}
 */
export async function tracedFrames(page, name, work) {
	const events = await traceOf(page, work);
	const marks = events.filter((event) => event.name === name);
	return marks.slice(1).map(({ ts: end }, at) => {
		const mark = /** @type {TraceEvent} */ (marks[at]);
		const tasks = tasksBetween(events, mark, end);
		return { work: sumOf(tasks), wall: (end - mark.ts) / 1_000, block: Math.max(0, ...tasks) };
	});
}

const span = 'bench span';

/**
 * Traces the tasks of the page's main thread meanwhile: milliseconds on the clock, and of those on the processor.
 * @param {import('@playwright/test').Page} page
 * @param {() => Promise<void>} work
 * @returns {Promise<{ wall: number, cpu: number }[]>} the longest first
 */
export async function tracedTasks(page, work) {
	const mark = () => page.evaluate((name) => void performance.mark(name), span);
	const events = await traceOf(page, async () => {
		await mark();
		await work();
		await mark();
	});
	const [first, last] = events.filter(({ name }) => name === span);
	if (!first || !last) throw new Error('The page has left no marks.');
	return events
		.filter(({ ph, pid, tid }) => ph === 'X' && pid === first.pid && tid === first.tid)
		.filter(({ name, ts }) => isWork.test(name) && ts > first.ts && ts < last.ts)
		.filter(isOutermost())
		.map(({ dur = 0, tdur = 0 }) => ({ wall: dur / 1_000, cpu: tdur / 1_000 }))
		.sort((one, other) => other.wall - one.wall);
}

let presses = 0;

/**
 * Does something in the page, and waits until a frame that shows it is painted.
 * @param {import('@playwright/test').Page} page
 * @param {string} what a name under which it is found in the trace
 * @param {{ press?: import('@playwright/test').Locator, go?: string, shows: string, hides?: boolean, key?: string }} how
 *   a control to press, or an address to go to, or a key for what has the focus; a selector, or a text of one `selector|text`,
 *   that shows that it is done by being there, or no longer
 */
export async function press(page, what, { press: control, go, key, shows, hides = false }) {
	const element = control ? await control.elementHandle() : null;
	await page.evaluate(
		([element, { what, go, key, shows, hides }]) =>
			new Promise((resolve) => {
				const [selector = '', text = ''] = shows.split('|');
				const isDone = () =>
					[...document.querySelectorAll(selector)].some((each) => each.textContent.includes(text)) !== hides;
				/** @param {string} href as by a link: a hash that is set has the router load the page anew */
				function follow(href) {
					const link = Object.assign(document.createElement('a'), { href });
					document.body.firstElementChild?.append(link);
					link.click();
					link.remove();
				}
				/** Looks once a frame, before it is painted: to look at each change of the page would be most of the work. */
				function look() {
					if (!isDone()) return requestAnimationFrame(look);
					const { port1, port2 } = new MessageChannel();
					port1.onmessage = () => {
						performance.mark(`bench painted ${what}`);
						resolve(undefined);
					};
					port2.postMessage(null);
				}
				// Not within the task that asks for it.
				setTimeout(() => {
					performance.mark(`bench began ${what}`);
					if (element) /** @type {HTMLElement} */ (element).click();
					else if (go) follow(go);
					else if (key) {
						const field = /** @type {HTMLInputElement} */ (document.activeElement);
						field.value += key;
						field.dispatchEvent(new InputEvent('input', { bubbles: true, data: key }));
					}
					requestAnimationFrame(look);
				});
			}),
		/** @type {const} */ ([element, { what: `${what} #${++presses}`, go, key, shows, hides }])
	);
}
