import { createSubscriber } from 'svelte/reactivity';
import type { Entry } from '$lib/domain/entry';
import type { OrganizationId } from '$lib/domain/facts';
import { addEntries, settle } from '$lib/domain/fold/apply';
import type { Snapshot } from '$lib/domain/snapshot';
import { newsOf } from '$lib/views/news/news';
import { beforeEntries } from '$lib/views/news/before';
import { type NewsItem, newsKey } from '$lib/views/news/items';
import type { NewsStore } from './news-store';

/** A piece of news: something that others changed. */
export interface NewsRecord {
	number: number;
	item: NewsItem;
	/** When it arrived, in milliseconds since 1970, by this browser's clock. */
	at: number;
	read: boolean;
}

/** How many records are kept per organization; older ones are dropped. */
const maxPerOrganization = 200;
/** Milliseconds within which the same change to other things is merged into an unread record. */
const mergeWindow = 60_000;
/** A record of so many things takes no more: merging copies them. */
const fullAt = 1_000;

const noRecords: readonly NewsRecord[] = [];

/** What entries changed, by the organization that it is news to. */
export type NewsByOrganization = ReadonlyMap<OrganizationId, NewsItem[]>;

/** A record with the name that it is stored under, and the names of its rows; read records have none. */
interface StoredRecord extends NewsRecord {
	name: string;
	rows: readonly string[];
}

/**
 * What others changed for each organization since it was last viewed in this browser. Unread news is stored with the
 * workspace. `LiveFold` leaves out what an organization itself did on this page.
 */
export class News {
	readonly #records = new Map<OrganizationId, readonly StoredRecord[]>();
	readonly #isWanted: (organization: OrganizationId) => boolean;
	readonly #store: NewsStore;
	#number = 0;
	#update: () => void = () => undefined;
	readonly #subscribe = createSubscriber((update) => {
		this.#update = update;
		return () => (this.#update = () => undefined);
	});

	/** @param isWanted whether anybody reads an organization's news here */
	constructor(isWanted: (organization: OrganizationId) => boolean, store: NewsStore) {
		this.#isWanted = isWanted;
		this.#store = store;
		store.onRead((names) => this.#markReadElsewhere(names));
	}

	/** The news of an organization, newest first; a new list after every change. */
	of(organization: OrganizationId): readonly NewsRecord[] {
		this.#subscribe();
		return this.#records.get(organization) ?? noRecords;
	}

	unread(organization: OrganizationId): number {
		return this.of(organization).filter(({ read }) => !read).length;
	}

	/** Marks an organization's news as read: all of it, or what matches. */
	markRead(organization: OrganizationId, matches: (item: NewsItem) => boolean = () => true): void {
		const records = this.#records.get(organization) ?? [];
		const now = records.filter(({ read, item }) => !read && matches(item));
		if (now.length === 0) return;
		this.#records.set(
			organization,
			records.map((each) => (now.includes(each) ? { ...each, read: true, rows: [] } : each))
		);
		this.#update();
		void this.#store.delete(now.flatMap(({ rows }) => rows));
	}

	#markReadElsewhere(names: ReadonlySet<string>): void {
		for (const [organization, records] of this.#records)
			this.#records.set(
				organization,
				records.map((each) =>
					each.rows.length > 0 && each.rows.every((row) => names.has(row))
						? { ...each, read: true, rows: [] }
						: each
				)
			);
		this.#update();
	}

	/** Loads stored news about things that the snapshot contains. */
	async load(snapshot: Snapshot): Promise<void> {
		const stored = [...(await this.#store.all())].map(([name, rows]) => ({
			name,
			rows: rows.filter(({ organization, item }) => refersToKnown(snapshot, organization, item))
		}));
		const known = stored.filter(({ rows }) => rows.length > 0);
		for (const { name, rows } of known.toSorted((a, b) => a.rows[0]!.at - b.rows[0]!.at)) {
			const { organization, item, at } = rows[0]!;
			const whole = { ...item, ids: rows.flatMap(({ item: { ids } }) => ids) };
			this.#add(organization, whole, Math.min(at, Date.now()), name, () => rows.map((row) => row.name));
		}
		this.#update();
	}

	/**
	 * Folds entries, and returns what they changed for whom.
	 * @param most as for `applyEntries`
	 */
	fold(snapshot: Snapshot, entries: readonly Entry[], most?: number): NewsByOrganization {
		const fresh = addEntries(snapshot, entries, most);
		const before = beforeEntries(snapshot, fresh, most);
		return newsOf(snapshot, before, settle(snapshot, fresh, most));
	}

	/**
	 * Adds news for the organizations whose news is wanted. Resolves when it is stored.
	 * @param name identifies the entries that it is about: the same in every window
	 */
	async publish(found: NewsByOrganization, name: string): Promise<void> {
		const writes: Promise<unknown>[] = [];
		const at = Date.now();
		for (const [organization, items] of found) {
			if (!this.#isWanted(organization)) continue;
			items.forEach((item, index) =>
				this.#add(organization, item, at, `${organization} ${name} ${index}`, (whole, under) => {
					const { names, stored } = this.#store.put(under, organization, whole, at);
					writes.push(stored);
					return names;
				})
			);
		}
		if (writes.length > 0) this.#update();
		await Promise.all(writes);
	}

	/** @param store answers with the names of the rows in which the record is, or is put, under its name */
	#add(
		organization: OrganizationId,
		item: NewsItem,
		at: number,
		own: string,
		store: (whole: NewsItem, name: string) => readonly string[]
	): void {
		const records = this.#records.get(organization) ?? [];
		const key = newsKey(item);
		const isSame = (each: StoredRecord) => each.item.ids.length < fullAt && newsKey(each.item) === key;
		const same = records.find((each) => !each.read && at - each.at < mergeWindow && isSame(each));
		const ids = [...new Set([...(same?.item.ids ?? []), ...item.ids])];
		const [whole, name] = [{ ...item, ids }, same?.name ?? own];
		const rows = [...new Set([...(same?.rows ?? []), ...store(whole, name)])];
		const fresh = { number: ++this.#number, item: whole, at, read: false, name, rows };
		const all = [fresh, ...records.filter((each) => each !== same)];
		this.#records.set(organization, all.slice(0, maxPerOrganization));
		void this.#store.delete(all.slice(maxPerOrganization).flatMap((each) => each.rows));
	}
}

/** Stored news may be outdated or damaged. */
function refersToKnown(snapshot: Snapshot, organization: OrganizationId, item: NewsItem): boolean {
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
