/** Compiles the messages of src/messages, for the tools that read the result before any build has run. */
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
 * Compiled messages of a language, with `interpolated` around whatever is put into them.
 * @param {string} code
 * @param {string} locale
 */
export const interpolating = (code, locale) =>
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

if (process.argv[1] === fileURLToPath(import.meta.url)) await compile(MESSAGES);
