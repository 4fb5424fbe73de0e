/// <reference types="@sveltejs/kit" />
/// <reference no-default-lib="true" />
/// <reference lib="esnext" />
/// <reference lib="webworker" />

/**
 * The app without a network: every file of one version is kept, and answers first. The page itself is asked
 * for anew, so that a new version is seen at the next visit, and comes from here when nothing answers.
 */
import { base, build, files, version } from '$service-worker';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;
const CACHE = `grantbook-${version}`;
const PAGE = `${base}/`;
const KEPT = [PAGE, ...build, ...files];

/** A network that neither answers nor fails must not keep the app waiting. */
const PATIENCE = 3_000;

async function keepThisVersion() {
	const cache = await caches.open(CACHE);
	await cache.addAll(KEPT);
}

async function dropOtherVersions() {
	const names = await caches.keys();
	const old = names.filter((name) => name.startsWith('grantbook-') && name !== CACHE);
	await Promise.all(old.map((name) => caches.delete(name)));
}

async function page(request: Request) {
	try {
		return await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
	} catch (unreachable) {
		const kept = await caches.match(PAGE);
		if (kept) return kept;
		throw unreachable;
	}
}

async function file(request: Request) {
	return (await caches.match(request)) ?? fetch(request);
}

worker.addEventListener('install', (event) => {
	event.waitUntil(keepThisVersion());
});

worker.addEventListener('activate', (event) => {
	event.waitUntil(dropOtherVersions());
});

worker.addEventListener('fetch', (event) => {
	const { pathname, origin } = new URL(event.request.url);
	if (event.request.method !== 'GET' || origin !== location.origin) return;
	if (event.request.mode === 'navigate' && pathname === PAGE) event.respondWith(page(event.request));
	else if (KEPT.includes(pathname)) event.respondWith(file(event.request));
});
