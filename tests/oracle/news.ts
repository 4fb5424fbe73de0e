import type { OrganizationId } from '$lib/domain/facts';
import { isOpen, linesUncovered } from '$lib/domain/orders';
import { isPartner } from '$lib/domain/partners';
import { partnershipBetween, type Snapshot } from '$lib/domain/snapshot';
import { heldIn, includes, relayedIn, toList } from '$lib/domain/permissions/standing';
import type { NewsItem } from '$lib/views/news/items';

/** One thing that is different, for one organization, without who said it: `holds purchase p1`. */
export type Difference = string;

/** What is told, taken apart into single differences. */
export function differencesTold(told: ReadonlyMap<OrganizationId, NewsItem[]>): Difference[] {
	return [...told].flatMap(([organization, items]) =>
		items.flatMap((item) =>
			item.ids.flatMap((id) => partsOf(item, id).map((part) => `${organization} ${part}`))
		)
	);
}

function partsOf(item: NewsItem, id: string): string[] {
	switch (item.what) {
		case 'authorized':
		case 'widened':
			return [
				...toList(item.permissions).map((each) => `holds ${each} ${id}`),
				...toList(item.passOn).map((each) => `relays ${each} ${id}`),
				`${item.what} ${id}`
			];
		case 'narrowed':
			return [
				...toList(item.permissions).map((each) => `no longer holds ${each} ${id}`),
				`narrowed to ${item.left} ${id}`
			];
		case 'lost':
			return [
				...toList(item.permissions).map((each) => `no longer holds ${each} ${id}`),
				`lost ${id} ${item.because === 'product-deleted'}`
			];
		case 'may-pass-on':
			return toList(item.permissions).map((each) => `relays ${each} ${id}`);
		case 'may-not-pass-on':
			return toList(item.permissions).map((each) => `no longer relays ${each} ${id}`);
		case 'dormant':
		case 'woken':
			return toList(item.permissions).map((each) => `${item.what} ${each} ${id} ${item.partner}`);
		case 'deletion-waits':
		case 'deletion-done':
			return [`${item.what} ${item.of} ${id}`];
		case 'orders-covered':
		case 'orders-uncovered':
		case 'made-partner':
			return [`${item.what} ${id}`];
	}
}

/** The same, by comparing two whole snapshots. `after` has everything that `before` has. */
export function differencesBetween(before: Snapshot, after: Snapshot): Difference[] {
	return [...before.organizations.keys()].flatMap((id) =>
		[
			...standings(before, after, id),
			...grants(before, after, id),
			...orders(before, after, id),
			...deletions(before, after, id),
			...partners(before, after, id)
		].map((difference) => `${id} ${difference}`)
	);
}

function standings(before: Snapshot, after: Snapshot, id: OrganizationId): string[] {
	if (after.organizations.get(id)?.deleted) return [];
	return [...after.products.values()].flatMap((product) => {
		if (product.owner === id) return [];
		const was = before.products.get(product.id)?.standings.get(id) ?? 0;
		const is = product.standings.get(id) ?? 0;
		const said: string[] = [];
		const [held, holds] = [heldIn(was), heldIn(is)];
		const [relayed, relays] = [relayedIn(was), relayedIn(is)];
		for (const each of toList(holds & ~held)) said.push(`holds ${each} ${product.id}`);
		for (const each of toList(held & ~holds)) said.push(`no longer holds ${each} ${product.id}`);
		for (const each of toList(relays & ~relayed)) said.push(`relays ${each} ${product.id}`);
		// Who no longer holds it is not told that it may not pass it on either.
		for (const each of toList(relayed & ~relays & holds)) said.push(`no longer relays ${each} ${product.id}`);
		if (holds & ~held) said.push(`${held ? 'widened' : 'authorized'} ${product.id}`);
		if (held & ~holds)
			said.push(holds ? `narrowed to ${holds} ${product.id}` : `lost ${product.id} ${product.deleted}`);
		return said;
	});
}

const isActive = (snapshot: Snapshot, grant: string): boolean => {
	const { grantor, grantee, product, permission } = snapshot.grants.get(grant)!;
	if (snapshot.organizations.get(grantee)?.deleted) return false;
	return includes(relayedIn(snapshot.products.get(product)!.standings.get(grantor) ?? 0), permission);
};

function grants(before: Snapshot, after: Snapshot, id: OrganizationId): string[] {
	return [...after.grants.values()].flatMap(
		({ id: grant, standing, grantor, grantee, product, permission }) => {
			if (!standing || grantor !== id) return [];
			const about = `${permission} ${product} ${grantee}`;
			// One that came with the merge was effective where it was made.
			const was = before.grants.has(grant) ? isActive(before, grant) : true;
			if (was && !isActive(after, grant)) return [`dormant ${about}`];
			return !was && isActive(after, grant) ? [`woken ${about}`] : [];
		}
	);
}

const orders = (before: Snapshot, after: Snapshot, id: OrganizationId): string[] =>
	[...after.orders.values()].flatMap((order) => {
		const earlier = before.orders.get(order.id);
		if (!earlier || order.owner !== id || !isOpen(order)) return [];
		const [was, is] = [before, after].map(
			(each) => linesUncovered(each, each === before ? earlier : order).length === 0
		);
		return was === is ? [] : [`${is ? 'orders-covered' : 'orders-uncovered'} ${order.id}`];
	});

/** What was asked to be deleted, and whether it is. */
function deletionsOf(snapshot: Snapshot, id: OrganizationId): Map<string, 'waits' | 'done'> {
	const found = new Map<string, 'waits' | 'done'>();
	for (const product of snapshot.products.values())
		if (product.owner === id && product.tombstones.size > 0)
			found.set(`product ${product.id}`, product.deleted ? 'done' : 'waits');
	const own = snapshot.organizations.get(id);
	if (own && own.tombstones.size > 0) found.set(`organization ${id}`, own.deleted ? 'done' : 'waits');
	for (const partnership of snapshot.relations.get(id)?.partners.values() ?? []) {
		const records = [...partnership.records.values()];
		if (records.length === 0 || records.some(({ tombstones }) => tombstones.size === 0)) continue;
		found.set(`partner ${partnership.partner}`, isPartner(partnership) ? 'waits' : 'done');
	}
	return found;
}

function deletions(before: Snapshot, after: Snapshot, id: OrganizationId): string[] {
	const [earlier, now] = [deletionsOf(before, id), deletionsOf(after, id)];
	return [...now].flatMap(([what, is]) => {
		const was = earlier.get(what);
		if (is === 'waits' && was !== 'waits') return [`deletion-waits ${what}`];
		return is === 'done' && was === 'waits' ? [`deletion-done ${what}`] : [];
	});
}

function partners(before: Snapshot, after: Snapshot, id: OrganizationId): string[] {
	const isOf = (snapshot: Snapshot, owner: OrganizationId) => {
		const partnership = partnershipBetween(snapshot, owner, id);
		return partnership !== undefined && isPartner(partnership);
	};
	return [...(after.relations.get(id)?.partnerOf.keys() ?? [])]
		.filter((owner) => owner !== id && isOf(after, owner) && !isOf(before, owner))
		.map((owner) => `made-partner ${owner}`);
}
