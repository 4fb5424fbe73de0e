/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true" />
/// <reference lib="esnext" />
/// <reference lib="webworker" />

/**
 * The app without a network: every file of one version is kept, the page too, and answers first. A newer version is
 * fetched beside it and waits until a person wants it, or until no window shows the one before.
 */
import { base, build, files, version } from '$service-worker';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const PAGE = `${base}/`;
/** What the caches of this app begin with: another one may lie under another path of the host. */
const OURS = `grantbook ${PAGE} `;
const CACHE = OURS + version;
const KEPT = [PAGE, ...build, ...files];

async function keepThisVersion() {
	const cache = await caches.open(CACHE);
	// What the browser remembers of a file may be of the version before. Whatever a page waits for comes first.
	await cache.addAll(KEPT.map((path) => new Request(path, { cache: 'no-cache', priority: 'low' })));
}

async function dropOtherVersions() {
	const names = await caches.keys();
	const old = names.filter((name) => name.startsWith(OURS) && name !== CACHE);
	await Promise.all(old.map((name) => caches.delete(name)));
}

async function kept(path: string, request: Request) {
	return (await caches.match(path, { cacheName: CACHE })) ?? fetch(request);
}

worker.addEventListener('install', (event) => {
	event.waitUntil(keepThisVersion());
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(dropOtherVersions());
});

worker.addEventListener('message', ({ data }) => {
	if (data === 'apply') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const { pathname, origin } = new URL(request.url);
	if (request.method !== 'GET' || origin !== location.origin) return;
	const path = pathname === `${PAGE}index.html` ? PAGE : pathname;
	if (KEPT.includes(path)) event.respondWith(kept(path, request));
});
