/**
 * What a part of the app needs, told where it is loaded: Vite lists every file, in each chunk anew. Here that is what is not
 * there already with whoever loads it, and a script that has texts beside it is written without its ending, for all three.
 */
import { posix } from 'node:path';
import { TEXTS } from './message-texts.js';

/** Code that opens a file of texts. */
export const OPEN_TEXTS = '(file) => import(/* @vite-ignore */ file)';

const TABLE = /(?<=__vite__mapDeps,d=\(m\.f\|\|\(m\.f=)\[[^\]]*\]/;
const LIST = /(?<=__vite__mapDeps\()\[[\d,]*\](?=\))/g;
const TEXTS_FILE = /\.(?:en|zh)\.js$/;

/**
 * A part of the app is there when its texts are. A Worker has none, and loads the part without fetching what it needs ahead.
 * @param {string} helper what loads parts of the app, as Vite makes it
 */
function withTexts(helper) {
	const [, name] = /export const (__vitePreload) = function/.exec(helper) ?? [];
	if (name === undefined) throw new Error('What loads parts of the app is not as it was.');
	return `import { loadTexts } from '${TEXTS}';
		${helper.replace(`export const ${name}`, 'const loadPart')}
		const hasTexts = (file) => !/\\.(?:js|css)$/.test(file);
		export const ${name} = async (load, needed = [], importer) => {
			if (typeof document === 'undefined') return load();
			const files = needed.map((file) => hasTexts(file) ? file + '.js' : file);
			const scripts = files.filter((_, at) => hasTexts(needed[at])).map((file) => assetsURL(file, importer));
			const [part] = await Promise.all([loadPart(load, files, importer), loadTexts(scripts, ${OPEN_TEXTS})]);
			return part;
		};`;
}

/**
 * The files that are there with a chunk: what it imports, and what belongs to that.
 * @param {import('vite').Rolldown.OutputChunk} chunk
 * @param {import('vite').Rolldown.OutputBundle} bundle
 */
function thereWith(chunk, bundle) {
	const chunks = new Set([chunk]);
	for (const { imports } of chunks)
		for (const name of imports) {
			const imported = bundle[name];
			if (imported?.type === 'chunk') chunks.add(imported);
		}
	return new Set(
		[...chunks].flatMap(({ fileName, viteMetadata }) => [fileName, ...(viteMetadata?.importedCss ?? [])])
	);
}

/**
 * The code of a chunk, with its lists as they are read by `withTexts`.
 * @param {import('vite').Rolldown.OutputChunk} chunk
 * @param {import('vite').Rolldown.OutputBundle} bundle
 */
export function withShortLists(chunk, bundle) {
	const { code, fileName } = chunk;
	const [table] = TABLE.exec(code) ?? [];
	if (table === undefined) return code;
	const files = /** @type {string[]} */ (JSON.parse(table));
	const there = thereWith(chunk, bundle);
	const texted = new Set(
		files.filter((file) => TEXTS_FILE.test(file)).map((file) => file.replace(TEXTS_FILE, '.js'))
	);
	/** @param {string} file */
	const isToLoad = (file) => !TEXTS_FILE.test(file) && !there.has(posix.join(posix.dirname(fileName), file));
	/** @param {string} file */
	const written = (file) => (texted.has(file) ? file.replace(/\.js$/, '') : file);
	/** @type {Map<string, number>} */
	const kept = new Map();
	const lists = code.replace(LIST, (list) => {
		const needed = /** @type {number[]} */ (JSON.parse(list)).flatMap((at) => files[at] ?? []);
		return JSON.stringify(
			needed
				.filter(isToLoad)
				.map(written)
				.map((file) => kept.get(file) ?? (kept.set(file, kept.size), kept.size - 1))
		);
	});
	return lists.replace(TABLE, () => JSON.stringify([...kept.keys()]));
}

/** @type {import('vite').Plugin} */
export const neededFiles = {
	name: 'needed-files',
	apply: 'build',
	enforce: 'post',
	applyToEnvironment: ({ name }) => name === 'client',
	transform: {
		filter: { id: /vite\/preload-helper\.js$/ },
		handler: (code) => ({ code: withTexts(code), map: null })
	},
	generateBundle: {
		order: 'post',
		handler(_, bundle) {
			for (const file of Object.values(bundle))
				if (file.type === 'chunk') file.code = withShortLists(file, bundle);
		}
	}
};
