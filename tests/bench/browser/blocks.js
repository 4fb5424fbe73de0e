import * as Y from 'yjs';
import { tracedTasks } from './trace.js';

/** So many entries come by a file. */
export const merged = 10_000;

/** The root map of a stored document. */
const rootName = 'entries';

/**
 * A workspace without its last entries, and a file of all of it.
 * @param {import('./large-workspace').LargeWorkspace} made
 */
export function withoutLast(made) {
	const [whole, part] = [new Y.Doc(), new Y.Doc()];
	for (const row of made.rows) Y.applyUpdate(whole, row);
	const texts = /** @type {[string, string][]} */ ([...whole.getMap(rootName).entries()]);
	const kept = texts.slice(0, -merged);
	part.transact(() => {
		for (const [id, text] of kept) part.getMap(rootName).set(id, text);
	});
	const about = { workspace: made.workspace, name: 'Large', savedAt: 1, entries: texts.length };
	const lines = [
		JSON.stringify({ grantbook: 'workspace', v: 1, ...about }),
		...texts.map(([, text]) => text)
	];
	return {
		part: { ...made, entries: kept.length, rows: [Y.encodeStateAsUpdate(part)] },
		file: Buffer.from(`${lines.join('\n')}\n`)
	};
}

/**
 * Tasks while a file is merged into the workspace that is open, until all it brings is shown.
 * @param {import('@playwright/test').Page} page where any place of a workspace is shown
 * @param {Buffer} file
 */
export async function mergeFile(page, file) {
	await hold(page, file);
	return tracedTasks(page, () => page.evaluate(pressThrough, ['Merge into it', 'new entries']));
}

/**
 * Tasks while a file is opened as a workspace of its own, until that is shown.
 * @param {import('@playwright/test').Page} page on the first page
 * @param {Buffer} file
 */
export async function openFile(page, file) {
	await hold(page, file);
	return tracedTasks(page, () =>
		page.evaluate(pressThrough, ['Open', 'Open Large', 'You are looking at the view of'])
	);
}

/**
 * Has a file ready in the page, to be dropped on it.
 * @param {import('@playwright/test').Page} page
 * @param {Buffer} file
 */
async function hold(page, file) {
	await page.evaluate((coded) => {
		const bytes = Uint8Array.from(atob(coded), (sign) => sign.charCodeAt(0));
		Object.assign(window, { held: new File([bytes], 'large.grantbook.jsonl') });
	}, file.toString('base64'));
}

/**
 * Runs in the page: drops the file that is held, presses one control after another as it appears, and waits for the last
 * text, and for the page to have nothing more to do. Looks seldom: to look is work, too.
 * @param {string[]} texts
 */
async function pressThrough(texts) {
	const pause = (/** @type {number} */ milliseconds) =>
		new Promise((resolve) => setTimeout(resolve, milliseconds));
	const dataTransfer = new DataTransfer();
	dataTransfer.items.add(/** @type {File} */ (Reflect.get(window, 'held')));
	for (const type of ['dragover', 'drop'])
		document
			.querySelector('main')
			?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
	const last = texts.pop() ?? '';
	for (const text of texts) {
		const found = () =>
			[...document.querySelectorAll('[role=dialog] :is(button, a)')].find(
				(each) => each.textContent.trim() === text
			);
		while (!found()) await pause(100);
		/** @type {HTMLElement} */ (found()).click();
	}
	while (
		![...document.querySelectorAll('[role=status], main p')].some((each) => each.textContent.includes(last))
	)
		await pause(100);
	for (let n = 0; n < 5; n++) await new Promise((resolve) => requestIdleCallback(resolve));
	await pause(500);
}
