/**
 * What oxlint (.oxlintrc.json) cannot do: components, Svelte's rules, and forbidden syntax. Components know their own
 * types here and nothing of other files; what needs more is asked by check.js.
 */
import './scripts/svelte-parser.js';
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

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

/** What may come from others, there may be more of than a call takes as arguments: some tens of thousands. */
const NEVER_IN_SRC = [
	...NEVER,
	{
		selector: 'CallExpression[callee.property.name=/^(push|unshift)$/] > SpreadElement',
		message: 'There may be more than a call takes as arguments: use `pushAll`.'
	}
];

export default defineConfig(
	{
		ignores: [
			'build/',
			'build-single/',
			'.svelte-kit/',
			'src/lib/paraglide/',
			'test-results/',
			'playwright-report/'
		]
	},
	{ files: ['**/*.svelte'], extends: [js.configs.recommended, ts.configs.recommended] },
	svelte.configs.recommended,
	{
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			'no-restricted-syntax': ['error', ...NEVER],
			// Every address is behind the hash: there is no path of the host to resolve.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		files: ['**/*.{ts,js}'],
		ignores: ['**/*.svelte.ts'],
		languageOptions: { parser: ts.parser }
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
	},
	{
		files: ['**/*.svelte'],
		languageOptions: {
			parserOptions: {
				project: 'tests/tools/tsconfig.components.json',
				tsconfigRootDir: import.meta.dirname,
				extraFileExtensions: ['.svelte']
			}
		},
		rules: {
			// TypeScript knows every global.
			'no-undef': 'off',
			'no-eval': 'error',
			'no-new-func': 'error',
			'require-await': 'error',
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
			// `!= null` asks for null and undefined at once.
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'svelte/no-at-html-tags': 'error'
		}
	},
	{
		files: ['src/**/*.svelte'],
		rules: { 'no-console': 'error' }
	},
	{
		files: ['src/**'],
		rules: { 'no-restricted-syntax': ['error', ...NEVER_IN_SRC] }
	},
	{
		files: ['src/lib/{domain,commands,views}/**'],
		rules: {
			'no-restricted-syntax': [
				'error',
				...NEVER_IN_SRC,
				{
					selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
					message: 'The domain layer has no clock: take the time as an argument.'
				}
			]
		}
	}
);
