import './svelte-parser.js';
import { resolve } from 'node:path';
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import svelteConfig from '../../svelte.config.js';

const root = resolve(import.meta.dirname, '../..');

/** The domain layer is plain values and functions: the same snapshot and command give the same answer, always. */
const IMPURE = [
	{
		object: 'Math',
		property: 'random',
		message: 'The domain layer has no randomness: take the value as an argument.'
	},
	{ object: 'Date', property: 'now', message: 'The domain layer has no clock: take the time as an argument.' }
];
const IMPURE_GLOBALS = [
	...['crypto', 'performance', 'localStorage', 'indexedDB', 'window', 'document', 'navigator', 'location'],
	...['fetch', 'setTimeout', 'setInterval', 'queueMicrotask', 'console', 'process', 'globalThis']
].map((name) => ({ name, message: 'The domain layer is pure: take what you need as an argument.' }));

/** What no file may say; lists of this rule replace each other, so every list starts from this one. */
const NEVER = [
	{ selector: 'TSAsExpression > TSAnyKeyword', message: '`as any` switches the types off.' },
	{ selector: 'TSTypeAssertion > TSAnyKeyword', message: '`<any>` switches the types off.' },
	{
		selector: 'MemberExpression[property.name="innerHTML"]',
		message: 'Text is shown as text, never as HTML.'
	},
	{
		selector: 'MemberExpression[property.name="outerHTML"]',
		message: 'Text is shown as text, never as HTML.'
	}
];

export default defineConfig(
	{
		basePath: root,
		ignores: [
			'build/',
			'build-single/',
			'.svelte-kit/',
			'src/lib/paraglide/',
			'test-results/',
			'playwright-report/'
		]
	},
	js.configs.recommended,
	ts.configs.recommendedTypeChecked,
	svelte.configs.recommended,
	{
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: root, extraFileExtensions: ['.svelte'] }
		},
		rules: {
			// TypeScript knows every global, also of the places where a file runs.
			'no-undef': 'off',
			'no-eval': 'error',
			'no-new-func': 'error',
			'no-restricted-syntax': ['error', ...NEVER],
			'@typescript-eslint/no-implied-eval': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true }
			],
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			// A union of two names for one shape says which is meant, and is not a mistake.
			'@typescript-eslint/no-duplicate-type-constituents': 'off',
			'@typescript-eslint/no-redundant-type-constituents': 'off',
			// `!= null` asks for null and undefined at once.
			eqeqeq: ['error', 'always', { null: 'ignore' }]
		}
	},
	{
		files: ['src/**'],
		basePath: root,
		rules: { 'no-console': 'error' }
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: {
			'svelte/no-at-html-tags': 'error',
			// Every address is behind the hash: there is no path of the host to resolve.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		// A component of another file, generic ones above all, is `any` to this linter; svelte-check knows its types.
		files: ['**/*.svelte'],
		rules: Object.fromEntries(
			['argument', 'assignment', 'call', 'member-access', 'return'].map((what) => [
				`@typescript-eslint/no-unsafe-${what}`,
				'off'
			])
		)
	},
	{
		basePath: root,
		files: ['src/lib/{domain,commands,views}/**'],
		rules: {
			'no-restricted-properties': ['error', ...IMPURE],
			'no-restricted-globals': ['error', ...IMPURE_GLOBALS],
			'no-restricted-syntax': [
				'error',
				...NEVER,
				{
					selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
					message: 'The domain layer has no clock: take the time as an argument.'
				}
			]
		}
	},
	{
		// A fixture of Playwright says by the pattern of its first argument that it needs no other.
		basePath: root,
		files: ['tests/e2e/**'],
		rules: { 'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }] }
	},
	{
		// The service worker lives among other globals than the pages: it has a program of its own.
		basePath: root,
		files: ['src/service-worker.ts'],
		languageOptions: { parserOptions: { projectService: false, project: 'tests/tools/tsconfig.worker.json' } }
	}
);
