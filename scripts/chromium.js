/**
 * Where the tests and the pictures get their browser: an environment variable, then an installed Chromium or Chrome,
 * then Playwright's own; and, when there is none, the installation of one.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';

/** As root a sandbox is refused; the rest keeps the browser from talking to anyone. */
const FEATURES_OFF = [
	// The popup of an address bar that nobody sees, and a process that waits for a page: together a third of all work.
	...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'SpareRendererForSitePerProcess'],
	// What Playwright switches off: only the last such list counts.
	...['HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'DestroyProfileOnBrowserClose', 'MediaRouter'],
	...['PaintHolding', 'ThirdPartyStoragePartitioning', 'AvoidUnnecessaryBeforeUnloadCheckSync'],
	...['OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch', 'LensOverlay'],
	// Between two processes of one machine a browser names itself by mDNS, which not every machine resolves.
	'WebRtcHideLocalIpsWithMdns'
];

export const CHROMIUM_FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	`--disable-features=${FEATURES_OFF.join(',')}`
];

/** It draws the same pages without a browser around them, for less work. `npm run test:more` takes the whole browser. */
const SHELL = process.env.GRANTBOOK_MORE ? [] : ['chromium-headless-shell'];

const WANTED = process.env.GRANTBOOK_MORE ? 'whole Chromium or Chrome' : 'Chromium or Chrome';

const NAMES_ON_PATH = [
	...[...SHELL, 'chromium', 'chromium-browser'],
	...['google-chrome', 'google-chrome-stable', 'chrome']
];

const MAC_PLACES = ['Chromium.app/Contents/MacOS/Chromium', 'Google Chrome.app/Contents/MacOS/Google Chrome'];

/** @returns {string[]} every place where a browser may be, the preferred first */
function places() {
	const { PATH = '', HOME = '', ...env } = process.env;
	const onPath = PATH.split(delimiter).flatMap((folder) => NAMES_ON_PATH.map((name) => join(folder, name)));
	const onMac = ['/Applications', join(HOME, 'Applications')].flatMap((folder) =>
		MAC_PLACES.map((place) => join(folder, place))
	);
	const onWindows = [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((folder) =>
		folder
			? [
					join(folder, 'Google/Chrome/Application/chrome.exe'),
					join(folder, 'Chromium/Application/chrome.exe')
				]
			: []
	);
	const here = { darwin: onMac, win32: onWindows }[/** @type {string} */ (process.platform)] ?? [];
	return [...onPath, ...here, chromium.executablePath()];
}

/**
 * Whether the file really is a browser: some systems put a stub there that only says how to install one.
 * @param {string} path
 */
function starts(path) {
	if (!existsSync(path)) return false;
	if (process.platform === 'win32') return true; // there, asking for the version opens a window
	return spawnSync(path, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0;
}

/**
 * The browser to test with, or undefined when this machine has none.
 * @throws when GRANTBOOK_CHROMIUM names something that is not there: a wish is not silently replaced
 */
export function findChromium() {
	const wished = process.env.GRANTBOOK_CHROMIUM;
	if (wished === undefined || wished === '') return places().find(starts);
	if (!existsSync(wished)) throw new Error(`GRANTBOOK_CHROMIUM is ${wished}, and there is no such file.`);
	return wished;
}

/**
 * @param {string} command
 * @param {string[]} args
 */
function run(command, args) {
	console.log(`$ ${command} ${args.join(' ')}`);
	return spawnSync(command, args, { stdio: 'inherit', shell: process.platform === 'win32' }).status === 0;
}

/** @param {string} command */
function onPath(command) {
	return (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, command)));
}

/** Debian's package, with a font for Chinese. Ubuntu's package of that name is only a pointer to a snap. */
function installByApt() {
	if (!onPath('apt-get') || /^ID=ubuntu$/m.test(readFileSync('/etc/os-release', 'utf8'))) return false;
	const root = process.getuid?.() === 0;
	if (!root && !onPath('sudo')) return false;
	const asRoot = root ? [] : process.stdin.isTTY ? ['sudo'] : ['sudo', '-n'];
	/** @param {string[]} args */
	const apt = (...args) => {
		const [command = 'env', ...rest] = [
			...asRoot,
			'env',
			'DEBIAN_FRONTEND=noninteractive',
			'apt-get',
			...args
		];
		return run(command, rest);
	};
	return (
		apt('update', '-qq') &&
		[...SHELL, 'chromium'].some((name) =>
			apt('install', '-y', '-qq', '--no-install-recommends', name, 'fonts-noto-cjk')
		) &&
		findChromium() !== undefined
	);
}

function installByPlaywright() {
	const dependencies = process.platform === 'linux' && process.getuid?.() === 0 ? ['--with-deps'] : [];
	return run('npx', ['playwright', 'install', ...dependencies, 'chromium']);
}

/**
 * The path of a browser that is there, installing one where there is none.
 * @throws when there is none and none could be installed
 */
export function ensureChromium() {
	const found = findChromium();
	if (found !== undefined) return found;
	console.log(`No ${WANTED} found: installing one for the tests.`);
	if (!installByApt()) installByPlaywright();
	const installed = findChromium();
	if (installed !== undefined) return installed;
	throw new Error(`No ${WANTED} could be installed. Install one, or name it in GRANTBOOK_CHROMIUM.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const path = ensureChromium();
	console.log(`${path} · ${execFileSync(path, ['--version'], { encoding: 'utf8' }).trim()}`);
}
