/**
 * The oldest browsers that are named: the bundle's syntax and what it asks of a browser are theirs, by the tables that MDN
 * keeps. Only names are looked at that say whose they are, like `navigator.locks`; what is called on any other value, the
 * types know (`lib` in tsconfig.json). And what a browser shows that cannot run the app.
 */
import { readFileSync, readdirSync } from 'node:fs';
import bcd, { type BrowserName, type CompatStatement } from '@mdn/browser-compat-data/forLegacyNode';
import type { Page } from '@playwright/test';
import { parse, type Expression, type Node, type Super } from 'acorn';
import { walk } from 'estree-walker';
import { OLDEST } from '../../scripts/browser-versions.js';
import { expect, test } from './fixtures';
import { openShare } from './sharing-steps';
import { upstream } from './starts';

/** Younger than the oldest browsers, or not in all: used where it is there, and what happens where it is not. */
const WITH_ANOTHER_WAY: Record<string, string> = {
	'Error.captureStackTrace': 'zod and yaml do without',
	'Navigator.connection': 'Kit preloads as if it were there and said nothing',
	'Navigator.scheduling': 'the text editor parses for a set time instead',
	'Uint8Array.fromHex': 'noble reads digits itself',
	'Window.EditContext': 'the text editor asks for it on Android alone',
	'Window.cancelIdleCallback': 'a timeout',
	'Window.requestIdleCallback': 'a timeout',
	'Window.showDirectoryPicker': 'a file chooser',
	'Window.showOpenFilePicker': 'a file chooser',
	'Window.showSaveFilePicker': 'a download',
	'Window.trustedTypes': 'Svelte does without'
};

/** Whose what is that is named after it; a name with a capital letter is its own. */
const OWNERS: Record<string, string> = {
	clipboard: 'Clipboard',
	crypto: 'Crypto',
	document: 'Document',
	globalThis: 'Window',
	history: 'History',
	indexedDB: 'IDBFactory',
	localStorage: 'Storage',
	location: 'Location',
	locks: 'LockManager',
	navigator: 'Navigator',
	performance: 'Performance',
	self: 'Window',
	storage: 'StorageManager',
	subtle: 'SubtleCrypto',
	window: 'Window'
};

const oldest: [BrowserName, number][] = [...Object.entries(OLDEST), ['safari_ios', OLDEST.safari]] as [
	BrowserName,
	number
][];

/** Whether all of the oldest browsers have it without being told to. */
const isEverywhere = ({ support }: CompatStatement): boolean =>
	oldest.every(([browser, version]) =>
		[support[browser] ?? []]
			.flat()
			.some(
				({ version_added: added, version_removed: removed, flags }) =>
					!flags && !removed && typeof added === 'string' && parseFloat(added.replace('≤', '')) <= version
			)
	);

const builtins = bcd.javascript.builtins!;

/** What MDN says of a member of an interface or built-in, or of a global: those are the window's. */
function compatOf(owner: string, name: string): CompatStatement | undefined {
	const [api, builtin] = [bcd.api[owner], builtins[owner]];
	const member = api?.[name] ?? api?.[`${name}_static`] ?? builtin?.[name];
	const global = owner === 'Window' ? (bcd.api[name] ?? builtins[name]) : undefined;
	return (member ?? global)?.__compat;
}

/** The last name of `navigator.storage`, `crypto`. */
function lastName(node: Expression | Super): string {
	if (node.type === 'Identifier') return node.name;
	const named = node.type === 'MemberExpression' && node.property.type === 'Identifier' && !node.computed;
	return named ? lastName(node.property as Expression) : '';
}

/** What a script asks of a browser that one of the oldest does not have, as `Owner.name`. */
function youngerThanOldest(script: string): Set<string> {
	const found = new Set<string>();
	const look = (owner: string | undefined, name: string) => {
		const compat = owner && compatOf(owner, name);
		if (compat && !isEverywhere(compat)) found.add(`${owner}.${name}`);
	};
	walk(parse(script, { ecmaVersion: 2024, sourceType: 'module' }) as Parameters<typeof walk>[0], {
		enter(each) {
			const node = each as unknown as Node;
			if (node.type === 'Identifier') {
				const { name } = node as Expression & { name: string };
				if (/^[A-Z]\w{3}/.test(name)) look('Window', name);
			} else if (node.type === 'MemberExpression') {
				const { object, property, computed } = node as Extract<Expression, { type: 'MemberExpression' }>;
				const owner = lastName(object);
				if (!computed && property.type === 'Identifier')
					look(OWNERS[owner] ?? (/^[A-Z]/.test(owner) ? owner : undefined), property.name);
			}
		}
	});
	return found;
}

const scripts = readdirSync('build/_app', { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.js'))
	.map((file) => readFileSync(`build/_app/${file}`, 'utf8'));

test(
	'every script is written as the oldest browsers read it, and asks for nothing that they lack',
	{ tag: '@more' },
	() => {
		const found = new Set(scripts.flatMap((script) => [...youngerThanOldest(script)]));
		expect([...found].sort()).toEqual(Object.keys(WITH_ANOTHER_WAY));
	}
);

test('what is asked for is seen: by its owner, by itself, and as syntax', () => {
	const script = 'navigator.clipboard.readText(); navigator.scheduling; Iterator.from([]); new EditContext()';
	expect([...youngerThanOldest(script)].sort()).toEqual([
		'Iterator.from',
		'Navigator.scheduling',
		'Window.EditContext'
	]);
	expect(() => youngerThanOldest('using file = open()')).toThrow(SyntaxError);
});

test('the page and the README name the oldest browsers', () => {
	const { chrome, firefox, safari } = OLDEST;
	for (const file of ['src/app.html', 'README.md'])
		for (const name of [`Edge ${chrome}`, `Firefox ${firefox}`, `Safari ${safari}`])
			expect(readFileSync(file, 'utf8').replace(/\s+/g, ' ')).toContain(name);
});

test.describe('a browser that cannot run the app', () => {
	test.use({ ownContext: true });
	const notice = (page: Page) => page.getByRole('alert').filter({ hasText: 'does not work here' });

	test('says so where it is too old, or nothing was loaded', async ({ page, home, faults }) => {
		await page.goto(home);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(notice(page)).toBeHidden();

		faults.allow(/Failed to load|^uncaught: $/);
		await page.route('**/bundle.*.js', (route) => route.abort());
		await page.reload();
		await expect(notice(page)).toBeVisible();

		await page.unrouteAll();
		await page.addInitScript(() => Reflect.deleteProperty(Promise, 'withResolvers'));
		await page.reload();
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await expect(notice(page)).toBeVisible();
	});

	test('says so without script', async ({ browser, home }) => {
		const context = await browser.newContext({ javaScriptEnabled: false });
		const page = await context.newPage();
		await page.goto(home);
		await expect(page.getByText('It needs JavaScript')).toBeVisible();
		await context.close();
	});

	test('makes no workspace where it can make no keys', async ({ page, home }) => {
		await page.addInitScript(() => {
			Object.assign(SubtleCrypto.prototype, {
				generateKey: () => Promise.reject(new DOMException('', 'NotSupportedError'))
			});
		});
		await page.goto(home);
		await expect(notice(page)).toBeVisible();
		await page.getByRole('button', { name: 'Start from the beginning' }).first().click();
		await expect(page.getByRole('alert').filter({ hasText: 'cannot sign edits here' })).toBeVisible();
		const stored = await page.evaluate(() => indexedDB.databases());
		expect(stored.filter(({ name }) => name?.includes('workspace'))).toEqual([]);
		await page.reload();
		await expect(page.getByRole('heading', { name: 'Your workspaces' })).toBeHidden();
	});

	test('shares by a relay or by files where it cannot connect to others', async ({ page, begin }) => {
		await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'RTCPeerConnection'));
		await begin(upstream);
		await openShare(page);
		await expect(page.getByText('This browser cannot connect to others directly')).toBeVisible();
		await page.getByLabel('Signalling servers').fill('ws://localhost:9');
		await page.getByRole('button', { name: 'Save addresses' }).click();
		await expect(page.getByText('Enter and save a relay above first')).toBeVisible();
		await expect(page.getByRole('button', { name: 'Start sharing' })).toBeDisabled();
		await expect(page.getByRole('button', { name: 'Save file' })).toBeEnabled();
	});
});
