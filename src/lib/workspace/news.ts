import { createSubscriber } from 'svelte/reactivity';
import type { Entry } from '../domain/entry';
import type { OrganizationId } from '../domain/facts';
import { applyEntries } from '../domain/fold/apply';
import type { Snapshot } from '../domain/snapshot';
import { newsOf } from '$lib/views/news/news';
import { beforeEntries } from '$lib/views/news/before';
import { type NewsItem, newsKey } from '$lib/views/news/items';
import type { NewsNotes } from './news-notes';

/** Something that others changed, as it was told here. */
export interface Told {
	number: number;
	item: NewsItem;
	/** When it came, in milliseconds since 1970, by this browser's clock. */
	at: number;
	read: boolean;
}

/** How many are kept for an organization; older ones go. */
const most = 200;
/** Within this time, in milliseconds, the same done to other things joins what was told and is not read yet. */
const together = 60_000;

const nothing: readonly Told[] = [];

/** What entries changed, by organization, to be told. */
export type Found = ReadonlyMap<OrganizationId, NewsItem[]>;

/** How an item is kept until it is read. */
interface Kept extends Told {
	rows: readonly string[];
}

/**
 * What changed for each organization since it was last looked at in this browser, by whatever way it came. What is not read
 * is kept with the workspace; `Workspace` leaves out what an organization did through this page itself.
 */
export class News {
	readonly #told = new Map<OrganizationId, readonly Kept[]>();
	readonly #isWanted: (organization: OrganizationId) => boolean;
	readonly #notes: NewsNotes;
	#number = 0;
	#update: () => void = () => undefined;
	readonly #subscribe = createSubscriber((update) => {
		this.#update = update;
		return () => (this.#update = () => undefined);
	});

	/** @param isWanted whether anybody here would read an organization's news */
	constructor(isWanted: (organization: OrganizationId) => boolean, notes: NewsNotes) {
		this.#isWanted = isWanted;
		this.#notes = notes;
		notes.onRead((names) => this.#readElsewhere(names));
	}

	/** What was told to the organization, newest first; another list after every change. */
	of(organization: OrganizationId): readonly Told[] {
		this.#subscribe();
		return this.#told.get(organization) ?? nothing;
	}

	unread(organization: OrganizationId): number {
		return this.of(organization).filter(({ read }) => !read).length;
	}

	/** Marks what was told to the organization as read: all of it, or what is meant. */
	markRead(organization: OrganizationId, isMeant: (item: NewsItem) => boolean = () => true): void {
		const told = this.#told.get(organization) ?? [];
		const now = told.filter(({ read, item }) => !read && isMeant(item));
		if (now.length === 0) return;
		this.#told.set(
			organization,
			told.map((each) => (now.includes(each) ? { ...each, read: true, rows: [] } : each))
		);
		this.#update();
		void this.#notes.delete(now.flatMap(({ rows }) => rows));
	}

	#readElsewhere(names: ReadonlySet<string>): void {
		for (const [organization, told] of this.#told)
			this.#told.set(
				organization,
				told.map((each) =>
					each.rows.length > 0 && each.rows.every((row) => names.has(row))
						? { ...each, read: true, rows: [] }
						: each
				)
			);
		this.#update();
	}

	/** Reads what is kept of earlier windows, of things that the snapshot knows. */
	async load(snapshot: Snapshot): Promise<void> {
		const rows = await this.#notes.all();
		for (const { organization, item, at, name } of rows.toSorted((a, b) => a.at - b.at))
			if (speaksOfKnown(snapshot, organization, item))
				this.#take(organization, item, Math.min(at, Date.now()), () => [name]);
		this.#update();
	}

	/**
	 * Folds entries, and answers with what they changed for whom.
	 * @param most as for `applyEntries`
	 */
	folding(snapshot: Snapshot, entries: readonly Entry[], most?: number): Found {
		const before = beforeEntries(snapshot, entries, most);
		return newsOf(snapshot, before, applyEntries(snapshot, entries, most));
	}

	/**
	 * Tells it to those whose news is wanted. Resolves when it is kept.
	 * @param name of the entries that it came with: the same in every window
	 */
	async tell(found: Found, name: string): Promise<void> {
		const kept: Promise<unknown>[] = [];
		const at = Date.now();
		for (const [organization, items] of found) {
			if (!this.#isWanted(organization)) continue;
			items.forEach((item, index) =>
				this.#take(organization, item, at, () => {
					const { names, stored } = this.#notes.put(`${name} ${index}`, organization, item, at);
					kept.push(stored);
					return names;
				})
			);
		}
		if (kept.length > 0) this.#update();
		await Promise.all(kept);
	}

	#take(organization: OrganizationId, item: NewsItem, at: number, keep: () => string[]): void {
		const told = this.#told.get(organization) ?? [];
		const words = newsKey(item);
		const same = told.find((each) => !each.read && at - each.at < together && newsKey(each.item) === words);
		const ids = [...new Set([...(same?.item.ids ?? []), ...item.ids])];
		const rows = [...(same?.rows ?? []), ...keep()];
		const fresh = { number: ++this.#number, item: { ...item, ids }, at, read: false, rows };
		const all = [fresh, ...told.filter((each) => each !== same)];
		this.#told.set(organization, all.slice(0, most));
		void this.#notes.delete(all.slice(most).flatMap((each) => each.rows));
	}
}

/** What a note says may be of another time, or damaged. */
function speaksOfKnown(snapshot: Snapshot, organization: OrganizationId, item: NewsItem): boolean {
	const { organizations, products, orders } = snapshot;
	const partners = 'partner' in item ? [item.partner] : [];
	if (![organization, ...item.by, ...item.through, ...partners].every((id) => organizations.has(id)))
		return false;
	switch (item.what) {
		case 'orders-covered':
		case 'orders-uncovered':
			return item.ids.every((id) => orders.has(id));
		case 'made-partner':
			return item.ids.every((id) => organizations.has(id));
		case 'deletion-waits':
		case 'deletion-done':
			return item.ids.every((id) => (item.of === 'product' ? products : organizations).has(id));
		default:
			return item.ids.every((id) => products.has(id));
	}
}
