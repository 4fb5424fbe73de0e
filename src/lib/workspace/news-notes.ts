import * as z from 'zod/mini';
import { rebuilt } from '../document/canonical';
import { newsChannel } from '../document/names';
import { notes as ofBrowser, type Notes } from '../document/notes';
import type { OrganizationId } from '../domain/facts';
import { allPermissions } from '$lib/domain/permissions/standing';
import type { NewsItem } from '$lib/views/news/items';

const kind = 'news';
const lookedKind = 'looked-at';
const mostRows = 20_000;
const mostIds = 1_000;

const id = z.string().check(z.minLength(1), z.maxLength(80));
const ids = z.array(id).check(z.maxLength(mostIds));
const many = z.array(id).check(z.maxLength(mostRows));
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
const namesSchema = z.array(name).check(z.maxLength(mostRows));
const rowSchema = z.strictObject({
	name,
	organization: id,
	at: z.int(),
	item
});

/** What was told to an organization and not read yet, or a part of it. */
type NewsRow = z.infer<typeof rowSchema>;

/**
 * News that is not read yet, remembered with the workspace. The same news of the same entries has the same names, whichever
 * window it is kept from.
 */
export class NewsNotes {
	readonly #workspace: string;
	readonly #notes: Notes;
	#channel: BroadcastChannel | undefined;

	constructor(workspace: string, notes: Notes = ofBrowser) {
		this.#workspace = workspace;
		this.#notes = notes;
		if (typeof BroadcastChannel !== 'undefined') this.#channel = new BroadcastChannel(newsChannel(workspace));
	}

	/** Calls back with the names of what another window no longer keeps: it was read there. */
	onRead(listener: (names: ReadonlySet<string>) => void): void {
		if (this.#channel)
			this.#channel.onmessage = ({ data }) => {
				const names = namesSchema.safeParse(data).data;
				if (names) listener(new Set(names));
			};
	}

	close(): void {
		this.#channel?.close();
		this.#channel = undefined;
	}

	async all(): Promise<NewsRow[]> {
		const stored = await this.#notes.all(this.#workspace, kind).catch(() => []);
		return stored.slice(0, mostRows).flatMap((value) => readRow(value) ?? []);
	}

	/** Keeps an item under names of its own, which it answers at once; not remembered, it is there until the window is closed. */
	put(name: string, organization: OrganizationId, item: NewsItem, at: number) {
		const rows: NewsRow[] = [];
		for (let from = 0; from < item.ids.length; from += mostIds)
			rows.push({
				...{ name: `${organization} ${name} ${from}`, organization, at },
				item: { ...item, ids: item.ids.slice(from, from + mostIds) }
			});
		const stored = rows.map((row) => this.#notes.put(this.#workspace, kind, row.name, row));
		return { names: rows.map((row) => row.name), stored: Promise.allSettled(stored) };
	}

	/** The organizations whose view was looked at in this browser. */
	async lookedAt(): Promise<OrganizationId[]> {
		const stored = await this.#notes.all(this.#workspace, lookedKind).catch(() => []);
		return stored.slice(0, mostRows).flatMap((value) => id.safeParse(value).data ?? []);
	}

	async noteLook(organization: OrganizationId): Promise<void> {
		await this.#notes.put(this.#workspace, lookedKind, organization, organization).catch(() => undefined);
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
