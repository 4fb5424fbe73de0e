import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';
import type { OrderId, OrganizationId, ProductId } from '$lib/domain/facts';
import type { PermissionSet } from '$lib/domain/permissions/standing';
import type { NotRelayedReason } from '../authorization/reasons';

/** What the organization that the news is for had deleted. */
export type NewsDeletable = 'product' | 'partner' | 'organization';

type Happened =
	/** Nothing was held on the product before. `passOn` is what of it may be passed on. */
	| {
			what: 'authorized';
			ids: ProductId[];
			permissions: PermissionSet;
			passOn: PermissionSet;
			asMaker: boolean;
	  }
	/** Something was, and now more is. */
	| { what: 'widened'; ids: ProductId[]; permissions: PermissionSet; passOn: PermissionSet; asMaker: boolean }
	/** Less is held, and `left` still is. */
	| { what: 'narrowed'; ids: ProductId[]; permissions: PermissionSet; left: PermissionSet }
	/** Nothing is held any more. */
	| {
			what: 'lost';
			ids: ProductId[];
			permissions: PermissionSet;
			because: 'revoked' | 'standing-ended' | 'product-deleted';
	  }
	/** Of what was, and still is, held. */
	| { what: 'may-pass-on' | 'may-not-pass-on'; ids: ProductId[]; permissions: PermissionSet }
	/** Own grants to a partner that are not effective any more, and why. */
	| {
			what: 'dormant';
			ids: ProductId[];
			partner: OrganizationId;
			permissions: PermissionSet;
			lack: NotRelayedReason;
	  }
	/** Own grants that are effective again. */
	| { what: 'woken'; ids: ProductId[]; partner: OrganizationId; permissions: PermissionSet }
	/** Own deletions: something stands in their way now, or nothing does any more. Partners by the organization. */
	| { what: 'deletion-waits' | 'deletion-done'; ids: string[]; of: NewsDeletable }
	/** Own open orders. */
	| { what: 'orders-uncovered' | 'orders-covered'; ids: OrderId[] }
	/** `ids` are those who added the organization as a partner. */
	| { what: 'made-partner'; ids: OrganizationId[] };

/** One thing that others' entries changed for an organization, without words; the same done to all of `ids`. */
export type NewsItem = {
	/** Who caused it, without the organization itself; empty where nobody else did. */
	by: OrganizationId[];
	/** The direct grantors, where somebody else caused it. */
	through: OrganizationId[];
} & Happened;

/** What makes two items say the same of different ids, in whatever order their parts were written. */
export function newsKey(item: NewsItem): string {
	const { ids: _, ...words } = item;
	return JSON.stringify(Object.entries(words).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether it is about what others let the organization do, as **Granted to Me** lists it. */
export function isOfGranted({ what }: NewsItem): boolean {
	switch (what) {
		case 'authorized':
		case 'widened':
		case 'narrowed':
		case 'lost':
		case 'may-pass-on':
		case 'may-not-pass-on':
		case 'made-partner':
			return true;
		default:
			return false;
	}
}

/** In whose rows of **Granted to Me** the items show: the direct grantors, or whoever caused them. */
export const grantorsIn = (items: Iterable<NewsItem>): Set<OrganizationId> =>
	new Set(
		[...items]
			.filter(isOfGranted)
			.flatMap(({ by, through }) => (through.length > 0 ? through : by.length > 0 ? by : ['']))
	);

/** Items that say the same of different ids become one. Cost: the items, and their ids. */
export function joinedNews(items: readonly NewsItem[]): NewsItem[] {
	const byWords = new Map<string, { last: NewsItem; ids: Set<string> }>();
	for (const item of items) {
		const joined = getOrInsertComputed(byWords, newsKey(item), () => ({
			last: item,
			ids: new Set<string>()
		}));
		joined.last = item;
		for (const id of item.ids) joined.ids.add(id);
	}
	return [...byWords.values()].map(({ last, ids }) => ({ ...last, ids: [...ids] }));
}
