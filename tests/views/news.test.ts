import { expect, test } from 'vitest';
import { addEntries, applyEntries, settle } from '$lib/domain/fold/apply';
import type { OrganizationId } from '$lib/domain/facts';
import { allPermissions, only } from '$lib/domain/permissions/standing';
import { newsOf } from '$lib/views/news/news';
import { beforeEntries } from '$lib/views/news/before';
import type { NewsItem } from '$lib/views/news/items';
import { missing } from '../oracle/ledger';
import { Acting } from './acting';

const purchase = only('purchase');

/** Two copies of one workspace: what is done `there` becomes news `here`. */
function apart() {
	const here = new Acting();
	const all = here.organizations('Aurora', 'Basin', 'Cedar', 'Delta');
	const lamp = here.named(all.Aurora, 'lamp');
	const plug = here.named(all.Aurora, 'plug');
	let there = here;
	return {
		...all,
		here,
		lamp,
		plug,
		/** Does something on the other copy, as it is now; both go on apart. */
		elsewhere: (act: (there: Acting) => void): void => {
			there = new Acting('there');
			const known = missing(here.replica, there.replica);
			for (const entry of known) there.replica.entries.set(entry.id, entry);
			applyEntries(there.snapshot, known);
			act(there);
		},
		/** What the merge changed, in the eyes of the organization. */
		merge: (organization: OrganizationId): NewsItem[] => {
			const entries = missing(there.replica, here.replica);
			const fresh = addEntries(here.snapshot, entries);
			const before = beforeEntries(here.snapshot, fresh);
			for (const entry of entries) here.replica.entries.set(entry.id, entry);
			return newsOf(here.snapshot, before, settle(here.snapshot, fresh)).get(organization) ?? [];
		}
	};
}

test('products authorized at once are one item: what, by whom, and what may be passed on', () => {
	const { Aurora, Basin, lamp, plug, elsewhere, merge } = apart();
	elsewhere((there) => {
		there.partner(Aurora, Basin);
		there.authorizesAll(Aurora, Basin, [lamp, plug], ['purchase'], ['purchase']);
	});
	const by = { by: [Aurora], through: [] };
	expect(merge(Basin)).toEqual([
		{ what: 'authorized', ids: [lamp, plug], permissions: purchase, passOn: purchase, asMaker: false, ...by },
		{ what: 'made-partner', ids: [Aurora], ...by }
	]);
});

test('one’s own entries from another window tell nothing to oneself', () => {
	const { Aurora, Basin, lamp, elsewhere, merge } = apart();
	elsewhere((there) => there.authorizes(Aurora, Basin, lamp, ['purchase']));
	expect(merge(Aurora)).toEqual([]);
});

test('a grantor that is revoked learns which of its own grants sleep, with whom, and because of whom', () => {
	const { here, Aurora, Basin, Cedar, lamp, elsewhere, merge } = apart();
	here.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
	elsewhere((there) => there.revokes(Aurora, Basin, lamp, ['purchase']));
	here.authorizes(Basin, Cedar, lamp, ['purchase']);
	expect(merge(Basin)).toEqual([
		{ what: 'lost', ids: [lamp], permissions: purchase, because: 'revoked', by: [Aurora], through: [] },
		{
			...{ what: 'dormant', ids: [lamp], partner: Cedar, permissions: purchase, by: [Aurora], through: [] },
			lack: { because: 'not-held', who: [Aurora] }
		}
	]);
	elsewhere((there) => there.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']));
	expect(merge(Basin)).toMatchObject([
		{ what: 'authorized', by: [Aurora] },
		{ what: 'woken', ids: [lamp], partner: Cedar, permissions: purchase, by: [Aurora] }
	]);
});

test('who loses something through a chain is told who broke it; who gets it back, through whom', () => {
	const { here, Aurora, Basin, Cedar, lamp, elsewhere, merge } = apart();
	here.authorizes(Aurora, Basin, lamp, ['purchase'], ['purchase']);
	here.authorizes(Basin, Cedar, lamp, ['purchase']);
	const flag = {
		command: 'set-third-party' as const,
		grantee: Basin,
		products: [lamp],
		kind: 'purchase' as const
	};
	elsewhere((there) => there.does(Aurora, { ...flag, on: false }));
	expect(merge(Cedar)).toMatchObject([{ what: 'lost', because: 'revoked', by: [Aurora], through: [] }]);
	elsewhere((there) => there.does(Aurora, { ...flag, on: true }));
	expect(merge(Cedar)).toMatchObject([{ what: 'authorized', by: [Aurora], through: [Basin] }]);
});

test('the third-party switch is told by itself to who keeps the permission', () => {
	const { here, Aurora, Basin, lamp, elsewhere, merge } = apart();
	here.authorizes(Aurora, Basin, lamp, ['purchase']);
	const flag = {
		command: 'set-third-party' as const,
		grantee: Basin,
		products: [lamp],
		kind: 'purchase' as const
	};
	elsewhere((there) => there.does(Aurora, { ...flag, on: true }));
	expect(merge(Basin)).toMatchObject([{ what: 'may-pass-on', permissions: purchase, by: [Aurora] }]);
	elsewhere((there) => there.does(Aurora, { ...flag, on: false }));
	expect(merge(Basin)).toMatchObject([{ what: 'may-not-pass-on', permissions: purchase, by: [Aurora] }]);
});

test('a scope that gets wider or narrower says what came and what is left', () => {
	const { here, Aurora, Basin, lamp, elsewhere, merge } = apart();
	here.authorizes(Aurora, Basin, lamp, ['view-logs']);
	const scope = (permissions: ('view-logs' | 'panel-development')[]) => ({
		command: 'change-scope' as const,
		grantee: Basin,
		products: [lamp],
		permissions
	});
	elsewhere((there) => there.does(Aurora, scope(['view-logs', 'panel-development'])));
	expect(merge(Basin)).toMatchObject([{ what: 'widened', permissions: only('panel-development') }]);
	elsewhere((there) => there.does(Aurora, scope(['panel-development'])));
	expect(merge(Basin)).toMatchObject([
		{ what: 'narrowed', permissions: only('view-logs'), left: only('panel-development') }
	]);
});

test('an open order that its author may not place any more is told, and again when it may', () => {
	const { here, Aurora, Basin, lamp, elsewhere, merge } = apart();
	here.authorizes(Aurora, Basin, lamp, ['purchase']);
	elsewhere((there) => there.revokes(Aurora, Basin, lamp, ['purchase']));
	const order = here.orders(Basin, [lamp]);
	expect(merge(Basin)).toMatchObject([
		{ what: 'lost' },
		{ what: 'orders-uncovered', ids: [order], by: [Aurora] }
	]);
	elsewhere((there) => there.authorizes(Aurora, Basin, lamp, ['purchase']));
	expect(merge(Basin)).toMatchObject([{ what: 'authorized' }, { what: 'orders-covered', ids: [order] }]);
});

test('a deleted product that somebody has ordered meanwhile waits, and says for whom', () => {
	const { here, Aurora, Basin, Cedar, elsewhere, merge } = apart();
	const board = here.product(Aurora, 'board', { origin: 'oem', maker: Basin });
	here.partner(Basin, Cedar);
	here.authorizesAll(Basin, Cedar, [board], ['purchase']);
	elsewhere((there) => there.orders(Cedar, [board]));
	here.does(Aurora, { command: 'delete-product', product: board });
	expect(merge(Aurora)).toEqual([
		{ what: 'deletion-waits', of: 'product', ids: [board], by: [Cedar], through: [] }
	]);
	elsewhere((there) => there.revokes(Basin, Cedar, board, ['purchase']));
	expect(merge(Aurora)).toMatchObject([{ what: 'deletion-done', of: 'product', ids: [board], by: [Basin] }]);
});

test('a partner deleted here and authorized in another browser of the same organization is there again', () => {
	const { here, Aurora, Basin, lamp, elsewhere, merge } = apart();
	here.partner(Aurora, Basin);
	elsewhere((there) => there.authorizesAll(Aurora, Basin, [lamp], ['purchase']));
	here.does(Aurora, { command: 'delete-partner', partner: Basin });
	expect(merge(Aurora)).toEqual([
		{ what: 'deletion-waits', of: 'partner', ids: [Basin], by: [], through: [] }
	]);
});

test('a maker is told so, and when its standing ends; a deleted product is told as that', () => {
	const { here, Aurora, Basin, elsewhere, merge } = apart();
	let board = '';
	elsewhere((there) => (board = there.product(Aurora, 'board', { origin: 'oem', maker: Basin })));
	expect(merge(Basin)).toMatchObject([
		{ what: 'authorized', permissions: allPermissions, asMaker: true, by: [Aurora] }
	]);
	elsewhere((there) => there.does(Aurora, { command: 'set-maker-standing', product: board, kinds: [] }));
	expect(merge(Basin)).toMatchObject([{ what: 'lost', because: 'standing-ended', by: [Aurora] }]);
	here.does(Aurora, { command: 'set-maker-standing', product: board, kinds: ['develop', 'purchase'] });
	elsewhere((there) => there.does(Aurora, { command: 'delete-product', product: board }));
	expect(merge(Basin)).toMatchObject([{ what: 'lost', because: 'product-deleted', by: [Aurora] }]);
});

test('an organization that comes with the entries is told nothing', () => {
	const { Aurora, here, lamp, elsewhere, merge } = apart();
	let echo = '';
	elsewhere((there) => {
		echo = there.organization('Echo');
		there.authorizes(Aurora, echo, lamp, ['purchase']);
	});
	expect(merge(echo)).toEqual([]);
	expect(here.held(echo, lamp)).toEqual(['purchase']);
});
