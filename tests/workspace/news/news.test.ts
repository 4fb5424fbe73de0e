import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Command } from '$lib/commands/command';
import { memoryKeys } from '$lib/document/ledger/in-memory';
import { holds } from '$lib/domain/permissions/effective-permissions';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { only } from '$lib/domain/permissions/standing';
import type { Gate } from '$lib/gate/api';
import { News } from '$lib/workspace/news/news';
import { NewsStore } from '$lib/workspace/news/news-store';
import { Workspace } from '$lib/workspace/workspace';
import { Story } from '../../commands/story';
import { memoryLedger, passEntries } from '../../document/helpers';
import { memoryNotes } from '../../exchange/memory-notes';
import { missing } from '../../oracle/ledger';
import { authorize, done, organization, partner, product, revoke } from '../commands';

/** One window of a browser: its keys are those of the other windows. */
function windowOn(keys: ReturnType<typeof memoryKeys>) {
	const place = memoryLedger({ keys });
	return { ...place, workspace: new Workspace('w', { ledger: place.ledger, gate: {} as Gate }) };
}

/** A browser: what it keeps of the workspace, its keys, and what it remembers beside. */
class Browser {
	memory = memoryLedger();
	readonly notes = memoryNotes();
	window!: Workspace;

	/** Opens the workspace, in a new window or the first one. */
	async open(): Promise<Workspace> {
		const before = this.memory;
		this.memory = memoryLedger({ keys: before.keys });
		passEntries(before, this.memory);
		this.window = new Workspace('w', { ...this.memory, gate: {} as Gate, notes: this.notes });
		await this.window.opened;
		return this.window;
	}

	/** The act, and the first entry that it wrote. */
	async run(actor: OrganizationId | null, command: Command): Promise<{ id: string; action: string }> {
		const outcome = await this.window.editor.run(actor, command);
		if (!outcome.done) throw new Error(outcome.refusal.code);
		return { id: outcome.entries[0]!.id, action: outcome.action };
	}

	told(organization: OrganizationId): string[] {
		return this.window.news
			.of(organization)
			.filter(({ read }) => !read)
			.map(({ item }) => item.what)
			.sort();
	}
}

describe('news in a workspace', () => {
	let here: ReturnType<typeof windowOn>;
	let there: ReturnType<typeof windowOn>;
	let nova: OrganizationId;
	let kilo: OrganizationId;
	let lamp: ProductId;

	const told = (id: OrganizationId) => here.workspace.news.of(id).map(({ item }) => item.what);

	beforeEach(async () => {
		const keys = memoryKeys();
		[here, there] = [windowOn(keys), windowOn(keys)];
		const { editor } = there.workspace;
		nova = await done(editor.run(null, organization('Nova')));
		kilo = await done(editor.run(null, organization('Kilo')));
		await done(editor.run(nova, partner('Kilo')));
		lamp = `${await done(editor.run(nova, product('Lamp')))}:0`;
		passEntries(there, here);
		await here.workspace.opened;
		await expect.poll(() => here.workspace.actable.size).toBe(2);
	});

	test('stored entries are none', () => {
		expect(here.workspace.snapshot.organizations.size).toBe(2);
		expect([told(nova), told(kilo)]).toEqual([[], []]);
	});

	test('what an organization does or undoes is none to itself, in any window; to another it is', async () => {
		const given = await here.workspace.editor.run(nova, authorize(kilo, lamp));
		expect(holds(here.workspace.snapshot, kilo, lamp, 'view-logs')).toBe(true);
		await expect.poll(() => told(kilo)).toEqual(['authorized']);
		if (!given.done) throw new Error(given.refusal.code);
		await here.workspace.editor.undo(given.action);
		expect(holds(here.workspace.snapshot, kilo, lamp, 'view-logs')).toBe(false);
		await expect.poll(() => told(kilo)).toEqual(['lost', 'authorized']);

		here.workspace.news.markRead(kilo);
		passEntries(here, there);
		await done(there.workspace.editor.run(nova, authorize(kilo, lamp)));
		passEntries(there, here);
		expect([told(nova), told(kilo)]).toEqual([[], ['authorized', 'lost', 'authorized']]);
	});

	test('there is none for an organization that nobody here acts for or views', async () => {
		const stranger = windowOn(memoryKeys());
		passEntries(here, stranger);
		await stranger.workspace.opened;
		const act = async (command: typeof authorize) => {
			await done(there.workspace.editor.run(nova, command(kilo, lamp)));
			passEntries(there, stranger);
		};
		await act(authorize);
		expect(stranger.workspace.news.of(kilo)).toEqual([]);
		stranger.workspace.watch(kilo);
		await act(revoke);
		expect(stranger.workspace.news.of(kilo)).toMatchObject([{ item: { what: 'lost' } }]);
	});

	test('the act that founds an organization is none to it, in any window; the next one is', async () => {
		const { editor } = there.workspace;
		const pass = () => passEntries(there, here);
		const lima = await editor.act(async (act) => {
			const founded = await done(act.step(null, organization('Lima')));
			pass();
			await expect.poll(() => here.workspace.actable.has(founded)).toBe(true);
			await done(act.step(nova, partner('Lima')));
			pass();
			return founded;
		});
		expect(told(lima)).toEqual([]);
		await done(editor.run(nova, authorize(lima, lamp)));
		pass();
		expect(told(lima)).toEqual(['authorized']);
	});
});

describe('stored news', () => {
	const start = 1_900_000_000_000;
	let news: News;
	let here: Story;
	let [aurora, basin]: [OrganizationId, OrganizationId] = ['', ''];

	/** Does something on another copy, hands it over so long after what was before, and folds it as news. */
	function later(seconds: number, act: (there: Story) => void): void {
		vi.setSystemTime(Date.now() + seconds * 1_000);
		const there = here.elsewhere();
		act(there);
		const entries = missing(there.replica, here.replica);
		for (const entry of entries) here.replica.entries.set(entry.id, entry);
		const found = news.fold(here.snapshot, entries);
		void news.publish(found, entries[0]!.id);
	}

	const lists = () => news.of(basin).map(({ item, read }) => [item.what, item.ids.length, read]);

	beforeEach(() => {
		vi.useFakeTimers({ toFake: ['Date'], now: start });
		news = new News((id) => id === basin, new NewsStore('of one', memoryNotes()));
		here = new Story();
		({ Aurora: aurora, Basin: basin } = here.organizations('Aurora', 'Basin'));
	});

	afterEach(() => {
		vi.useRealTimers();
	});

	/** As many products of Aurora, and functions that authorize or revoke the one of that number. */
	function products(count: number) {
		const ids = Array.from({ length: count }, (_, n) => here.product(aurora, `lamp ${n}`));
		return {
			ids,
			give: (n: number) => (there: Story) => void there.authorizes(aurora, basin, ids[n]!, ['purchase']),
			take: (n: number) => (there: Story) => void there.revokes(aurora, basin, ids[n]!, ['purchase'])
		};
	}

	test('the same change to another thing within a minute is merged into the unread record, which moves to the top', () => {
		const { ids, give, take } = products(5);
		here.partner(aurora, basin);
		later(0, give(0));
		later(1, take(0));
		later(58, give(1));
		expect(lists()).toEqual([
			['authorized', 2, false],
			['lost', 1, false]
		]);
		expect(news.of(basin)[0]).toMatchObject({ item: { ids: [ids[0], ids[1]] }, at: start + 59_000 });
		// The minute counts from the last that joined; at its end it is over.
		later(60, give(2));
		expect(lists().map(([, count]) => count)).toEqual([1, 2, 1]);
		news.markRead(basin);
		later(1, give(3));
		expect(lists().map(([, count, read]) => [count, read])).toEqual([
			[1, false],
			[1, true],
			[2, true],
			[1, true]
		]);
		const numbers = news.of(basin).map(({ number }) => number);
		expect(new Set(numbers).size).toBe(numbers.length);
	});

	test('it counts until it is read; the list is a new object after every change, and the same otherwise', () => {
		const { give } = products(1);
		later(0, give(0));
		// Made a partner, and authorized.
		expect(news.unread(basin)).toBe(2);
		const before = news.of(basin);
		later(0, (there) => void there.product(aurora, 'of no concern'));
		expect(news.of(basin)).toBe(before);
		news.markRead(basin);
		expect(news.unread(basin)).toBe(0);
		const read = news.of(basin);
		expect(read).not.toBe(before);
		news.markRead(basin);
		expect(news.of(basin)).toBe(read);
		expect(news.of(aurora)).toEqual([]);
	});

	test.for([1_500, 3_000])('a record of a thousand things takes no more: %i', async (count) => {
		const notes = memoryNotes();
		const told = new News(() => true, new NewsStore('of one', notes));
		const { ids } = products(count);
		const lost = (id: string) => ({
			...{ what: 'lost' as const, ids: [id], by: [aurora], through: [] },
			...{ permissions: only('purchase'), because: 'revoked' as const }
		});
		const happens = (id: string, turn: number) =>
			told.publish(new Map([[basin, [lost(id)]]]), `${id} ${turn}`);
		for (const id of ids) await happens(id, 0);
		const sizes = told.of(basin).map(({ item }) => item.ids.length);
		expect(sizes).toEqual([count % 1_000 || 1_000, ...Array.from({ length: sizes.length - 1 }, () => 1_000)]);
		expect(
			told
				.of(basin)
				.flatMap(({ item }) => item.ids)
				.sort()
		).toEqual([...ids].sort());
		const again = new News(() => true, new NewsStore('of one', notes));
		await again.load(here.snapshot);
		expect(again.of(basin).map(({ item }) => item.ids)).toEqual(told.of(basin).map(({ item }) => item.ids));
	});

	test.for([10, 40])('news that is repeated %i times is stored once', async (turns) => {
		const notes = memoryNotes();
		const store = new NewsStore('of one', notes);
		const told = new News(() => true, store);
		const { ids } = products(2_500);
		const item = (some: string[]) => ({
			...{ what: 'lost' as const, ids: some, by: [aurora], through: [] },
			...{ permissions: only('purchase'), because: 'revoked' as const }
		});
		for (let turn = 0; turn < turns; turn++)
			await told.publish(new Map([[basin, [item(ids.slice(0, 2))]]]), `turn ${turn}`);
		expect(await notes.all('of one', 'news')).toHaveLength(1);
		told.markRead(basin);
		expect(await notes.all('of one', 'news')).toEqual([]);
		// One of many things is one record, at the next opening too.
		await told.publish(new Map([[basin, [item(ids)]]]), 'all');
		const again = new News(() => true, store);
		await again.load(here.snapshot);
		expect(again.of(basin).map((each) => each.item.ids.length)).toEqual([2_500]);
	});

	test('beyond two hundred, the oldest are dropped', () => {
		const { give, take } = products(1);
		for (let turn = 0; turn < 101; turn++) {
			later(61, give(0));
			later(61, take(0));
		}
		const kept = news.of(basin);
		expect(kept).toHaveLength(200);
		expect(kept.slice(0, 2).map(({ item }) => item.what)).toEqual(['lost', 'authorized']);
		expect(kept.at(-1)!.at).toBe(kept[0]!.at - 199 * 61_000);
	});
});

describe('news in a browser', () => {
	let here: Browser;
	let nova: OrganizationId;
	let kilo: OrganizationId;
	let lamp: ProductId;

	beforeEach(async () => {
		here = new Browser();
		await here.open();
		nova = (await here.run(null, organization('Nova'))).id;
		kilo = (await here.run(null, organization('Kilo'))).id;
		lamp = `${(await here.run(nova, product('Lamp'))).id}:0`;
		await expect.poll(() => here.window.actable.size).toBe(2);
		await here.run(nova, partner('Kilo'));
	});

	test('what one organization does here is news for another that is viewed later, and none for itself', async () => {
		await here.run(nova, authorize(kilo, lamp));
		await expect.poll(() => here.told(kilo)).toEqual(['authorized', 'made-partner']);
		expect(here.told(nova)).toEqual([]);
	});

	test('it is stored until it is read, in any window', async () => {
		await here.run(nova, authorize(kilo, lamp));
		await expect.poll(() => here.told(kilo)).toHaveLength(2);
		await here.open();
		expect(here.told(kilo)).toEqual(['authorized', 'made-partner']);
		expect(here.window.news.of(kilo).find(({ item }) => item.what === 'authorized')?.item).toMatchObject({
			...{ by: [nova], ids: [lamp], permissions: only('view-logs') }
		});
		here.window.news.markRead(kilo, ({ what }) => what === 'made-partner');
		expect(here.told(kilo)).toEqual(['authorized']);
		await here.open();
		expect(here.told(kilo)).toEqual(['authorized']);
		here.window.news.markRead(kilo);
		await here.open();
		expect(here.told(kilo)).toEqual([]);
	});

	test('what is read in one window is read in the others', async () => {
		const first = here.window;
		await here.run(nova, authorize(kilo, lamp));
		await expect.poll(() => here.told(kilo)).toHaveLength(2);
		await here.open();
		here.window.news.markRead(kilo);
		await expect.poll(() => first.news.unread(kilo)).toBe(0);
	});

	test('undo is news for whoever loses something by it', async () => {
		const { action } = await here.run(nova, authorize(kilo, lamp));
		await expect.poll(() => here.told(kilo)).toHaveLength(2);
		here.window.news.markRead(kilo);
		await here.window.editor.undo(action);
		await expect.poll(() => here.told(kilo)).toEqual(['lost']);
		expect(here.told(nova)).toEqual([]);
	});

	test('what another browser did is news at the next opening, once, whichever organization is viewed', async () => {
		await here.run(nova, authorize(kilo, lamp));
		await expect.poll(() => here.told(kilo)).toHaveLength(2);
		here.window.news.markRead(kilo);
		const there = new Browser();
		there.memory = memoryLedger({ keys: here.memory.keys });
		passEntries(here.memory, there.memory);
		await there.open();
		expect(there.told(kilo)).toEqual([]);
		await there.run(nova, revoke(kilo, lamp));
		passEntries(there.memory, here.memory);
		// The window takes it, and so does the one after it, where it was closed meanwhile.
		await expect.poll(() => here.told(kilo)).toEqual(['lost']);
		await here.open();
		expect(here.told(kilo)).toEqual(['lost']);
		here.window.news.markRead(kilo);
		await here.window.close();
		await there.run(nova, authorize(kilo, lamp));
		passEntries(there.memory, here.memory);
		await here.open();
		expect(here.told(kilo)).toEqual(['authorized']);
		expect(here.window.news.of(kilo)[0]?.item.by).toEqual([nova]);
		await here.open();
		expect(here.told(kilo)).toEqual(['authorized']);
	});

	test('somebody else’s entry is news, whatever action it claims', async () => {
		const { action } = await here.run(nova, authorize(kilo, lamp));
		await expect.poll(() => here.told(kilo)).toHaveLength(2);
		here.window.news.markRead(kilo);
		const there = memoryLedger({ keys: here.memory.keys });
		passEntries(here.memory, there);
		await there.ledger.opened;
		const [grant] = here.window.snapshot.grants.keys();
		await there.ledger.append([
			{
				...{ organization: nova, stamp: 1, at: Date.now(), action, command: 'revoke' },
				facts: [{ table: 'revocations', grant: grant! }]
			}
		]);
		passEntries(there, here.memory);
		await expect.poll(() => here.told(kilo)).toEqual(['lost']);
	});
});
