import { press, tracedFrames } from './trace.js';

/** Whose text is the page's, once it has its content: the heading of a page that has it. */
const contents = {
	History: ['history', 'main:has([role=row]) h1'],
	Expectations: ['expectations', 'main:has(form, [role=row]) h1'],
	Ask: ['ask', 'main:has([role=combobox]) h1'],
	Advice: ['advice', 'main:has([role=row], article, li) h1'],
	Chains: ['chains', 'main:has([data-chain-node], [role=treeitem], [role=row]) h1']
};

/** @typedef {keyof typeof contents} Visited */

export const visited = /** @type {Visited[]} */ (Object.keys(contents));

/**
 * Goes to each page so many times, from Settings.
 * @param {import('@playwright/test').Page} page where a workspace is open
 * @param {string} base the address of the acting organization's places, from the hash on
 * @param {number} times
 */
export async function visits(page, base, times) {
	for (let n = 0; n < times; n++)
		for (const name of visited) {
			const [place, selector] = contents[name];
			await press(page, 'Settings', { go: `${base}/settings`, shows: 'main h1|Settings' });
			await press(page, name, { go: `${base}/${place}`, shows: `${selector}|${name}` });
		}
}

/**
 * Types into the palette so many times, each one key more.
 * @param {import('@playwright/test').Page} page
 * @param {string} word that many products are found by
 */
export async function keys(page, word) {
	await page.keyboard.press('Control+k');
	const field = page.locator('[role=dialog] [role=combobox]:focus');
	await field.waitFor();
	for (let n = 1; n <= word.length; n++) {
		const shows = '[role=option]';
		await press(page, 'key', { key: word.charAt(n - 1), shows });
	}
	await page.keyboard.press('Escape');
	await field.waitFor({ state: 'detached' });
}

/** Frames of a scroll, at so many pixels a frame. */
const frames = 150;
const step = 900;

const frame = 'bench frame';

/**
 * What each frame took while a page is scrolled, and in how many of them the middle was painted without a row; then the
 * same for a plain list of as many rows, a text in each, in the same page.
 * @param {import('@playwright/test').Page} page where a long table is open
 */
export async function scrolls(page) {
	const options = { frames, step, frame };
	let blank = 0;
	const table = await tracedFrames(page, frame, async () => {
		blank = await page.evaluate(scrollTable, options);
	});
	const plain = await tracedFrames(page, frame, () => page.evaluate(scrollList, options));
	return { table, blank, plain };
}

/**
 * Runs in the page, as the next one.
 * @param {{ frames: number, step: number, frame: string }} options
 */
async function scrollTable({ frames, step, frame }) {
	const scrolling = (/** @type {Element} */ each) =>
		each.scrollHeight > 10 * each.clientHeight && /auto|scroll/.test(getComputedStyle(each).overflowY);
	const scroller = [...document.querySelectorAll('main *')].find(scrolling) ?? document.documentElement;
	const box = scroller.getBoundingClientRect();
	const middle = [box.left + box.width / 3, Math.min(innerHeight, box.bottom) - 200];
	let blank = 0;
	scroller.scrollTop = 0;
	await new Promise(requestAnimationFrame);
	for (let n = 0; n < frames; n++) {
		performance.mark(frame);
		scroller.scrollTop += step;
		// What is there now is painted: of this scroll the page is told before the next frame.
		const found = document.elementFromPoint(middle[0] ?? 0, middle[1] ?? 0);
		if (!found?.closest('[role=row], li, article')) blank += 1;
		await new Promise(requestAnimationFrame);
	}
	performance.mark(frame);
	return blank;
}

/** @param {{ frames: number, step: number, frame: string }} options */
async function scrollList({ frames, step, frame }) {
	const rows = Number(document.querySelector('main [aria-rowcount]')?.getAttribute('aria-rowcount'));
	const height = 40;
	const list = document.createElement('div');
	list.style.cssText = 'position:fixed;inset:0;overflow:auto;background:#fff;z-index:99999';
	const inner = document.createElement('div');
	inner.style.cssText = `position:relative;height:${rows * height}px`;
	list.append(inner);
	const shown = Math.ceil(innerHeight / height) + 10;
	const drawn = Array.from({ length: shown }, () => {
		const row = document.createElement('div');
		row.style.cssText = `position:absolute;height:${height}px;left:0;right:0`;
		inner.append(row);
		return row;
	});
	document.body.append(list);
	list.addEventListener('scroll', () => {
		const first = Math.floor(list.scrollTop / height);
		drawn.forEach((row, at) => {
			row.style.top = `${(first + at) * height}px`;
			row.textContent = `Row ${first + at}`;
		});
	});
	await new Promise(requestAnimationFrame);
	for (let n = 0; n < frames; n++) {
		performance.mark(frame);
		list.scrollTop += step;
		await new Promise(requestAnimationFrame);
	}
	performance.mark(frame);
	list.remove();
}
