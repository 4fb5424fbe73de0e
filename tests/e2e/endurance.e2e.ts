/** An hour's work in a minute, over and over: edits, places, organizations, sharing, opening and closing. It leaves nothing behind. */
import type { CDPSession, Page } from '@playwright/test';
import { authorized, develop, placeOf, rowOf } from './authorization-steps';
import { goHome, saved } from './home-steps';
import { goTo } from './purchase-steps';
import { connection, followInvitation, heading, invitation, join, openShare, share } from './sharing-steps';
import { twoAuthorized } from './starts';
import { expect, test } from './two-browsers';
import { visit } from './visit';

test.use({ ownContext: true });

const ROUNDS = 6;
/** The round after which everything has been loaded and used that is kept for good. */
const SETTLED = 3;
const EDITS = 40;
/** What nodes and listeners waver by: a page has hundreds. */
const FEW = 20;
/** What a round may add, in bytes: what engines and tests keep for themselves. A workspace that stays is far more. */
const WAVERING = 250_000;

declare global {
	interface Window {
		stillOpen: () => { sockets: number; connections: number };
	}
}

/** From the page's start on, what is open is counted from under everything that may hold on to it. */
const watchSockets = (page: Page): Promise<unknown> =>
	page.addInitScript(() => {
		const sockets = new Set<WebSocket>();
		const connections = new Set<RTCPeerConnection>();
		window.WebSocket = class extends WebSocket {
			constructor(url: string | URL) {
				super(url);
				sockets.add(this);
				this.addEventListener('close', () => sockets.delete(this));
			}
		};
		window.RTCPeerConnection = class extends RTCPeerConnection {
			constructor(config?: RTCConfiguration) {
				super(config);
				connections.add(this);
			}
		};
		window.stillOpen = () => {
			for (const each of connections) if (each.connectionState === 'closed') connections.delete(each);
			return { sockets: sockets.size, connections: connections.size };
		};
	});

interface Kept {
	heap: number;
	listeners: number;
	nodes: number;
	documents: number;
	workers: number;
	sockets: number;
	connections: number;
}

/** The bytes of all objects. Code is left out, which an engine makes more of the longer it runs. */
async function objectsIn(session: CDPSession): Promise<number> {
	const chunks: string[] = [];
	session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
	await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
	const { snapshot, nodes } = JSON.parse(chunks.join('')) as {
		snapshot: { meta: { node_fields: string[]; node_types: [string[]] } };
		nodes: number[];
	};
	const { node_fields: fields, node_types: types } = snapshot.meta;
	const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
	const code = types[0].indexOf('code');
	let bytes = 0;
	for (let at = 0; at < nodes.length; at += fields.length)
		if (nodes[at + type] !== code) bytes += nodes[at + size]!;
	return bytes;
}

/** What is kept in a page once what can be collected is. */
async function kept(page: Page): Promise<Kept> {
	const session = await page.context().newCDPSession(page);
	await session.send('Performance.enable');
	for (let n = 0; n < 3; n++) await session.send('HeapProfiler.collectGarbage');
	const { metrics } = await session.send('Performance.getMetrics');
	const heap = await objectsIn(session);
	await session.detach();
	const of = (name: string) => metrics.find((each) => each.name === name)!.value;
	return {
		...{ heap, listeners: of('JSEventListeners'), nodes: of('Nodes') },
		...{ documents: of('Documents'), workers: page.workers().length },
		...(await page.evaluate(() => window.stillOpen()))
	};
}

/** Lets the partner authorize third parties, and not, in turn, each once the one before is saved. */
const toggle = (page: Page, times: number): Promise<void> =>
	page.evaluate(async (times) => {
		const button = () => document.querySelector<HTMLInputElement>('main [role=grid] [role=switch]')!;
		const isSaved = () => document.querySelector('header')!.textContent.includes('Saved');
		for (let n = 0; n < times; n++) {
			const before = button().checked;
			button().click();
			do await new Promise(requestAnimationFrame);
			while (button().checked === before || !isSaved());
		}
	}, times);

test(
	'after an hour of edits, switching, joining and leaving nothing has grown',
	{ tag: '@more' },
	async ({ begin, home, page, partner, signalling }) => {
		test.setTimeout(200_000);
		await watchSockets(page);
		await begin(twoAuthorized);
		const { workspace, organization } = placeOf(page);
		const base = `${home}#/w/${workspace}`;
		const partnerId = decodeURIComponent(page.url().split('/').at(-1)!);
		await openShare(page);
		await share(page, signalling.url);
		const code = await invitation(page);
		await followInvitation(partner, home, code);
		await join(partner, 'Bo');
		await expect(connection(page, 'Connected with 1')).toBeVisible({ timeout: 90_000 });
		await page.getByRole('button', { name: 'Stop sharing' }).click();
		await goHome(page);

		const measured: Kept[] = [];
		for (let round = 1; round <= ROUNDS; round++) {
			await page.getByRole('grid', { name: 'Your workspaces' }).getByRole('link').first().click();
			await visit(page, `${base}/${organization}/authorization/partners/${partnerId}`);
			await expect(rowOf(authorized(develop(page)), 'Desk Lamp')).toBeVisible();
			await toggle(page, EDITS);
			for (const acting of [organization, partnerId])
				for (const place of ['products', 'purchase', 'chains', 'history', 'expectations', 'ask', 'advice']) {
					await visit(page, `${base}/${acting}/${place}`);
					await expect(heading(page, '')).toBeVisible();
				}
			await goTo(page, 'Share');
			await page.getByRole('button', { name: 'Start sharing' }).click();
			await expect(connection(page, 'Connected with 1')).toBeVisible({ timeout: 90_000 });
			await page.getByRole('button', { name: 'Stop sharing' }).click();
			await expect(page.getByRole('button', { name: 'Start sharing' })).toBeVisible();
			await saved(page);
			await goHome(page);
			await expect.poll(() => page.workers().length).toBe(0);
			if (round >= SETTLED) measured.push(await kept(page));
		}
		const [then, last] = [measured[0]!, measured.at(-1)!];
		const { heap, ...counts } = last;
		// The page that was left last may be kept until another is: once, at any round, and not again at each.
		const most = (of: 'nodes' | 'listeners') => Math.max(...measured.slice(0, -1).map((each) => each[of]));
		expect(counts).toMatchObject({ documents: then.documents, workers: 0, sockets: 0, connections: 0 });
		expect(counts.nodes).toBeLessThanOrEqual(most('nodes') + FEW);
		expect(counts.listeners).toBeLessThanOrEqual(most('listeners') + FEW);
		expect(heap - then.heap).toBeLessThan(WAVERING * (ROUNDS - SETTLED));
	}
);
