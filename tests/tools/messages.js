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

if (process.argv[1] === fileURLToPath(import.meta.url)) await compile(MESSAGES);
