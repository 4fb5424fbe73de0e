/**
 * What the tests in Firefox and WebKit need of Debian, where it is not there yet. Safari and other systems' WebKit cannot
 * be had here: WebKitGTK stands in for them.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Packages by a file that each brings. */
const PACKAGES = {
	'firefox-esr': '/usr/bin/firefox-esr',
	'webkit2gtk-driver': '/usr/bin/WebKitWebDriver',
	xvfb: '/usr/bin/xvfb-run',
	xauth: '/usr/bin/xauth',
	'python3-gi': '/usr/lib/python3/dist-packages/gi',
	'gir1.2-webkit2-4.1': '/usr/lib/x86_64-linux-gnu/girepository-1.0/WebKit2-4.1.typelib'
};

const missing = Object.entries(PACKAGES).flatMap(([name, file]) => (existsSync(file) ? [] : [name]));
const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];

/** @param {string[]} args */
function apt(...args) {
	const [command = 'env', ...rest] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
	console.log(`$ apt-get ${args.join(' ')}`);
	const { status } = spawnSync(command, rest, { stdio: 'inherit' });
	if (status !== 0)
		throw new Error(`Firefox and WebKit are tested on Debian: install ${missing.join(', ')}.`);
}

if (missing.length > 0) {
	apt('update', '-qq');
	apt('install', '-y', '-qq', '--no-install-recommends', ...missing);
}
