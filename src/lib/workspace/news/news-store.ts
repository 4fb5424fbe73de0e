import * as z from 'zod/mini';
import { rebuilt } from '$lib/document/entries/canonical';
import { newsChannel } from '$lib/document/storage/names';
import { notes as ofBrowser, type Notes } from '$lib/document/storage/notes';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { OrganizationId } from '$lib/domain/facts';
import { allPermissions } from '$lib/domain/permissions/standing';
import type { NewsItem } from '$lib/views/news/items';

const kind = 'news';
const viewedKind = 'looked-at';
const maxRows = 20_000;
const maxIds = 1_000;

const id = z.string().check(z.minLength(1), z.maxLength(80));
const ids = z.array(id).check(z.maxLength(maxIds));
const many = z.array(id).check(z.maxLength(maxRows));
const set = z.int().check(z.minimum(0), z.maximum(allPermissions));
const about = { ids, by: many, through: many };
const gain = { ...about, permissions: set, passOn: set, asMaker: z.boolean() };
const lack = z.strictObject({
	because: z.enum([
		...(['product-deleted', 'standing-ended', 'not-delegable'] as const),
		...(['other-kind', 'not-held', 'grantee-deleted'] as const)
	]),
	who: many
});

const item = z.discriminatedUnion('what', [
	z.strictObject({ what: z.enum(['authorized', 'widened']), ...gain }),
	z.strictObject({ what: z.literal('narrowed'), ...about, permissions: set, left: set }),
	z.strictObject({
		...{ what: z.literal('lost'), ...about, permissions: set },
		because: z.enum(['revoked', 'standing-ended', 'product-deleted'])
	}),
	z.strictObject({ what: z.enum(['may-pass-on', 'may-not-pass-on']), ...about, permissions: set }),
	z.strictObject({ what: z.literal('dormant'), ...about, partner: id, permissions: set, lack }),
	z.strictObject({ what: z.literal('woken'), ...about, partner: id, permissions: set }),
	z.strictObject({
		...{ what: z.enum(['deletion-waits', 'deletion-done']), ...about },
		of: z.enum(['product', 'partner', 'organization'])
	}),
	z.strictObject({ what: z.enum(['orders-uncovered', 'orders-covered', 'made-partner']), ...about })
]) satisfies z.ZodMiniType<NewsItem>;

const name = z.string().check(z.maxLength(300));
const namesSchema = z.array(name).check(z.maxLength(maxRows));
const rowSchema = z.strictObject({
	name,
	organization: id,
	at: z.int(),
	item
});

/** Unread news of an organization, or a part of it. */
type NewsRow = z.infer<typeof rowSchema>;

/**
 * Stores unread news with the workspace. The same news of the same entries has the same names, whichever window stores
 * it.
 */
export class NewsStore {
	readonly #workspace: string;
	readonly #notes: Notes;
	#channel: BroadcastChannel | undefined;

	constructor(workspace: string, notes: Notes = ofBrowser) {
		this.#workspace = workspace;
		this.#notes = notes;
		if (typeof BroadcastChannel !== 'undefined') this.#channel = new BroadcastChannel(newsChannel(workspace));
	}

	/** Calls back with the names of rows that were read in another window. */
	onRead(listener: (names: ReadonlySet<string>) => void): void {
		if (this.#channel)
			this.#channel.onmessage = ({ data }) => {
				// Any page of this origin may send anything: counted before it is parsed.
				const isShort = Array.isArray(data) && data.length <= maxRows;
				const names = isShort ? namesSchema.safeParse(data).data : undefined;
				if (names) listener(new Set(names));
			};
	}

	close(): void {
		this.#channel?.close();
		this.#channel = undefined;
	}

	/** The rows by the name that each part of an item was put under. */
	async all(): Promise<Map<string, NewsRow[]>> {
		const stored = await this.#notes.all(this.#workspace, kind).catch(() => []);
		const byName = new Map<string, NewsRow[]>();
		for (const row of stored.slice(0, maxRows).flatMap((value) => readRow(value) ?? []))
			getOrInsertComputed(byName, row.name.replace(/ \d+$/u, ''), (): NewsRow[] => []).push(row);
		return byName;
	}

	/**
	 * Stores an item in place of what had the name, and returns the names of its rows at once. If that fails, the item lasts
	 * until the window is closed.
	 */
	put(name: string, organization: OrganizationId, item: NewsItem, at: number) {
		const rows: NewsRow[] = [];
		for (let from = 0; from < item.ids.length; from += maxIds)
			rows.push({
				...{ name: `${name} ${from}`, organization, at },
				item: { ...item, ids: item.ids.slice(from, from + maxIds) }
			});
		const stored = rows.map((row) => this.#notes.put(this.#workspace, kind, row.name, row));
		return { names: rows.map((row) => row.name), stored: Promise.allSettled(stored) };
	}

	/** The organizations that have been viewed in this browser. */
	async viewedOrganizations(): Promise<OrganizationId[]> {
		const stored = await this.#notes.all(this.#workspace, viewedKind).catch(() => []);
		return stored.slice(0, maxRows).flatMap((value) => id.safeParse(value).data ?? []);
	}

	async markViewed(organization: OrganizationId): Promise<void> {
		await this.#notes.put(this.#workspace, viewedKind, organization, organization).catch(() => undefined);
	}

	async delete(names: readonly string[]): Promise<void> {
		if (names.length === 0) return;
		this.#channel?.postMessage(names);
		await Promise.allSettled(names.map((name) => this.#notes.delete(this.#workspace, kind, name)));
	}
}

function readRow(value: unknown): NewsRow | undefined {
	try {
		return rowSchema.safeParse(rebuilt(value)).data;
	} catch {
		return undefined;
	}
}
