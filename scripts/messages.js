/** Compiles the messages of src/messages, for the tools that read the result before any build has run. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compile } from '@inlang/paraglide-js';

/** The one description of how messages are compiled, for here and for vite.config.ts. */
export const MESSAGES = {
	project: './src/project.inlang',
	outdir: './src/lib/paraglide',
	/** @type {['localStorage', 'preferredLanguage', 'baseLocale']} */
	strategy: ['localStorage', 'preferredLanguage', 'baseLocale'],
	/** @type {'locale-modules'} */
	outputStructure: 'locale-modules',
	// What the plugin says by itself: with it a build finds everything written already, and leaves it to who reads it.
	isServer: "import.meta.env?.SSR ?? typeof window === 'undefined'"
};

/** Whatever is put into a message is isolated and grouped by it, and its plural is found with rules that are kept. */
const IMPORT = "import { interpolated, pluralOf } from '$lib/ui/kit/text/interpolated';\n";

/**
 * @param {string} code
 * @param {string} locale
 */
const interpolating = (code, locale) =>
	code
		.replace(/\$\{(i\?\.\w+)\}/g, `\${interpolated($1, '${locale}')}`)
		.replace(/registry\.plural\(("\w+", i\?\.\w+), \{\}\)/g, 'pluralOf($1)');

/**
 * Whatever is put into a message goes through `interpolated` of src/lib/ui, which isolates names and groups numbers, and
 * its plurals through `pluralOf`: the compiler has no place for that, so it is written into what it made. Tests look at
 * every place of every message.
 */
export const INTERPOLATED = {
	name: 'interpolated-messages',
	transform: {
		filter: { id: /\/paraglide\/messages\/(en|zh)\.js$/ },
		/** @type {(code: string, id: string) => { code: string, map: null }} */
		handler: (code, id) => ({
			code: IMPORT + interpolating(code, id.slice(-'en.js'.length, -'.js'.length)),
			map: null
		})
	}
};

const FOLDER = fileURLToPath(new URL('../src/lib/paraglide/', import.meta.url));
/** A module that is one message, by its name. */
const ONE = /\/(\w+)\.js\?one$/;

/**
 * What each message is in one language, by its name: a function, as the compiler wrote it.
 * @param {string} locale
 */
function compiled(locale) {
	const code = interpolating(readFileSync(`${FOLDER}messages/${locale}.js`, 'utf8'), locale);
	const messages = code.split(/^export const (?=\w+ = )/m).slice(1);
	return new Map(
		messages.map((message) => {
			const at = message.indexOf(' = ');
			return [message.slice(0, at), message.slice(at + ' = '.length).replace(/;\s*$/, '')];
		})
	);
}

/**
 * Each message as a module of its own, with both languages: a part of the app that is loaded when it is used then brings
 * the messages that it says, and no others. Only for a build that is split: everything else reads the compiler's two files.
 * @returns {import('vite').Plugin}
 */
export function oneByOne() {
	/** @type {Map<string, string>[]} */
	let languages = [];
	return {
		name: 'messages-one-by-one',
		enforce: 'pre',
		apply: 'build',
		buildStart: {
			order: 'post',
			sequential: true,
			handler() {
				languages = ['en', 'zh'].map(compiled);
			}
		},
		resolveId: {
			filter: { id: ONE },
			handler: (id, importer = '') => ({
				id: importer.replace(/_index\.js$/, id.slice('./'.length)),
				moduleSideEffects: false
			})
		},
		load: {
			filter: { id: [/\/paraglide\/messages\/_index\.js$/, ONE] },
			handler(id) {
				const [, name] = ONE.exec(id) ?? [];
				if (name === undefined) {
					const names = [...(languages[0]?.keys() ?? [])];
					return names.map((each) => `export { ${each} } from './${each}.js?one';\n`).join('');
				}
				const [en, zh] = languages.map((messages) => messages.get(name));
				const said = `const en = ${en};\nconst zh = ${zh};\n`;
				return {
					code: `import { getLocale } from '../runtime.js';
						${said.includes('registry.') ? "import * as registry from '../registry.js';" : ''}
						${/\b(interpolated|pluralOf)\(/.test(said) ? IMPORT : ''}
						${said}
						export const ${name} = (inputs, options) =>
							((options?.locale ?? getLocale()) === 'zh' ? zh : en)(inputs);`,
					moduleType: 'js'
				};
			}
		}
	};
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await compile(MESSAGES);
