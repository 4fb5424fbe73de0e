/**
 * Texts over http: a part of the app brings the messages that it says, in the language of whoever reads them. A message is a
 * number in the app's scripts; beside each script lie its texts, a file for each language. Every other build reads the
 * compiler's two files.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { minifySync } from 'vite';
import { interpolating } from './messages.js';

const FOLDER = fileURLToPath(new URL('../src/lib/paraglide/messages/', import.meta.url));
/** Loads and keeps them, in the app. */
export const TEXTS = fileURLToPath(new URL('../src/lib/ui/kit/text/message-texts.ts', import.meta.url));
/** A module that is one message, by its name. */
export const ONE = /\/messages\/(\w+)\.js\?one$/;
const LANGUAGES = ['en', 'zh'];
/** A message that nothing is put into, as it is compiled. */
const ALWAYS_THE_SAME = /^\/\*\*.*?\*\/ \(\) => \{\s*return \/\*\*.*?\*\/ \((`[^`]*`)\)\s*\}$/;

/**
 * What each message is in one language, by its name: a text or, where something is put into it, a function's code.
 * @param {string} locale
 */
function compiled(locale) {
	const code = interpolating(readFileSync(`${FOLDER}${locale}.js`, 'utf8'), locale);
	const messages = code.split(/^export const (?=\w+ = )/m);
	return new Map(
		messages.slice(1).map((message) => {
			const at = message.indexOf(' = ');
			const said = message.slice(at + ' = '.length).replace(/;\s*$/, '');
			const [, text] = ALWAYS_THE_SAME.exec(said) ?? [];
			return [message.slice(0, at), text ?? said];
		})
	);
}

/**
 * The texts of a script in one language, as `TEXTS` reads them.
 * @param {ReadonlyMap<string, string>} messages
 * @param {ReadonlySet<string>} names which
 */
function textsOf(messages, names) {
	const texts = [...messages].flatMap(([name, said], number) =>
		names.has(name) ? [`${number}: ${said}`] : []
	);
	return minifySync(
		'texts.js',
		`export default (interpolated, pluralOf, registry) => ({ ${texts.join(',\n')} });`
	).code;
}

/** @param {readonly string[]} ids of the modules of a script */
const namesIn = (ids) => new Set(ids.flatMap((id) => ONE.exec(id)?.[1] ?? []));

/**
 * Each message as a module of its own, and texts beside scripts.
 * @returns {import('vite').Plugin}
 */
export function messageTexts() {
	/** @type {Map<string, string>[]} by language */
	let messages = [];
	/** @type {Map<string, number>} */
	let numbers = new Map();
	return {
		name: 'message-texts',
		enforce: 'pre',
		apply: 'build',
		applyToEnvironment: ({ name }) => name === 'client',
		buildStart: {
			order: 'post',
			sequential: true,
			handler() {
				messages = LANGUAGES.map(compiled);
				numbers = new Map([...(messages[0]?.keys() ?? [])].map((name, number) => [name, number]));
			}
		},
		resolveId: {
			filter: { id: /\/\w+\.js\?one$/ },
			handler: (id, importer = '') => ({
				id: importer.replace(/_index\.js$/, id.slice('./'.length)),
				moduleSideEffects: false
			})
		},
		load: {
			filter: { id: [/\/paraglide\/messages\/_index\.js$/, ONE] },
			handler(id) {
				const [, name] = ONE.exec(id) ?? [];
				if (name !== undefined)
					return {
						code: `import { message } from '${TEXTS}';
							export const ${name} = /* @__PURE__ */ message(${numbers.get(name)});`,
						moduleType: 'js'
					};
				return [...numbers.keys()].map((each) => `export { ${each} } from './${each}.js?one';\n`).join('');
			}
		},
		// A script whose texts changed is another one: its name is theirs.
		augmentChunkHash({ moduleIds }) {
			const names = namesIn(moduleIds);
			return messages.map((each) => textsOf(each, names)).join('');
		},
		generateBundle: {
			order: 'pre',
			handler(_, bundle) {
				for (const chunk of Object.values(bundle)) {
					if (chunk.type !== 'chunk') continue;
					const names = namesIn(chunk.moduleIds);
					if (names.size === 0) continue;
					for (const [at, locale] of LANGUAGES.entries()) {
						const fileName = chunk.fileName.replace(/js$/, `${locale}.js`);
						this.emitFile({ type: 'asset', fileName, source: textsOf(messages[at] ?? new Map(), names) });
						// Whoever loads the script is told of them like of style sheets. Nobody loads the first one, and what
						// is told of it is for use without a network.
						const { importedAssets, importedCss } = chunk.viteMetadata ?? {};
						(chunk.name === 'first' ? importedAssets : importedCss)?.add(fileName);
					}
				}
			}
		}
	};
}
