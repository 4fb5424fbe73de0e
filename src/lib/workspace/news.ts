import { createSubscriber } from 'svelte/reactivity';
import type { Entry } from '../domain/entry';
import type { OrganizationId } from '../domain/facts';
import type { Snapshot } from '../domain/snapshot';
import { newsOf } from '../views/news';
import { beforeEntries } from '../views/news-before';
import { type NewsItem, wordsOf } from '../views/news-items';
import type { Standings } from '../views/news-merge';

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

/**
 * What others' entries have changed while the workspace was open, by organization. What is done through this
 * browser's own door is no news here; what another window or another browser did is.
 */
export class News {
	readonly #told = new Map<OrganizationId, readonly Told[]>();
	readonly #isWanted: (organization: OrganizationId) => boolean;
	#number = 0;
	#update: () => void = () => undefined;
	readonly #subscribe = createSubscriber((update) => {
		this.#update = update;
		return () => (this.#update = () => undefined);
	});

	/** @param isWanted whether anybody here would read an organization's news */
	constructor(isWanted: (organization: OrganizationId) => boolean) {
		this.#isWanted = isWanted;
	}

	/** What was told to the organization, newest first; another list after every change. */
	of(organization: OrganizationId): readonly Told[] {
		this.#subscribe();
		return this.#told.get(organization) ?? nothing;
	}

	unread(organization: OrganizationId): number {
		return this.of(organization).filter(({ read }) => !read).length;
	}

	markRead(organization: OrganizationId): void {
		const told = this.#told.get(organization);
		if (!told?.some(({ read }) => !read)) return;
		this.#told.set(
			organization,
			told.map((each) => ({ ...each, read: true }))
		);
		this.#update();
	}

	/** Folds others' entries by `fold`, and keeps what they changed. */
	folding(snapshot: Snapshot, entries: readonly Entry[], fold: () => Standings): void {
		const before = beforeEntries(snapshot, entries);
		const standings = fold();
		const actions = new Set(entries.map(({ action }) => action));
		const found = [...newsOf(snapshot, before, standings)].filter(
			// An act that founds an organization, as a scenario does, is no news to it.
			([id]) => this.#isWanted(id) && !actions.has(snapshot.entries.get(id)?.action ?? '')
		);
		if (found.length === 0) return;
		for (const [organization, items] of found)
			for (const item of items) this.#take(organization, item, Date.now());
		this.#update();
	}

	#take(organization: OrganizationId, item: NewsItem, at: number): void {
		const told = this.#told.get(organization) ?? [];
		const words = wordsOf(item);
		const same = told.find((each) => !each.read && at - each.at < together && wordsOf(each.item) === words);
		const ids = [...new Set([...(same?.item.ids ?? []), ...item.ids])];
		const fresh = { number: ++this.#number, item: { ...item, ids }, at, read: false };
		this.#told.set(organization, [fresh, ...told.filter((each) => each !== same)].slice(0, most));
	}
}
