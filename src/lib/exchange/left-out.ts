import type { OrganizationId } from '../domain/facts';
import { linkBetween, type Snapshot } from '../domain/snapshot';
import { partnersOf } from '../domain/partners';
import { productsBetween } from './partner-extract';

/** Why something does not come along into a workspace for one partner only. */
export type LeftOutReason =
	/** Products that one of the two authorized to the other, owned by a third organization. */
	| 'third-owner'
	/** Products that come along, as proprietary: who makes them does not come along. */
	| 'maker'
	/** Products that come along: what they are based on does not. */
	| 'base'
	/** Deletions that were asked for and wait; the products come along without them. */
	| 'waiting-deletion'
	/** Products of the two that are not between them. */
	| 'not-between'
	/** What others than the two were granted, or granted, on the products that come along. */
	| 'third-party-grants'
	| 'organizations'
	/** Other partners of the two. */
	| 'partners'
	| 'orders'
	| 'work'
	| 'devices'
	| 'logs'
	| 'expectations';

export interface LeftOut {
	reason: LeftOutReason;
	/** How many; of those with a page of their own, which. */
	count: number;
	records: string[];
}

/** Everything that `partnerExtract` leaves behind, by reason; only what there is. */
export function leftOut(snapshot: Snapshot, me: OrganizationId, partner: OrganizationId): LeftOut[] {
	const pair = [me, partner];
	const isOther = (id: OrganizationId) => !pair.includes(id);
	const carried = productsBetween(snapshot, me, partner);
	const isCarried = new Set(carried.map(({ id }) => id));
	const there = [...snapshot.products.values()].filter(({ deleted }) => !deleted);
	const others = [...snapshot.organizations.values()].filter((each) => isOther(each.id) && !each.deleted);
	const isGrantedBetween = (product: string) =>
		[linkBetween(snapshot, me, partner, product), linkBetween(snapshot, partner, me, product)].some(
			(link) => link && link.permissions !== 0
		);
	const links = carried
		.flatMap(({ links }) => [...links.values()].flatMap((byGrantee) => [...byGrantee.values()]))
		.filter((link) => link.permissions !== 0 && (isOther(link.grantor) || isOther(link.grantee)));

	const records: Partial<Record<LeftOutReason, string[]>> = {
		'third-owner': idsOf(there.filter(({ owner, id }) => isOther(owner) && isGrantedBetween(id))),
		maker: idsOf(
			carried.filter(({ making }) => making.origin !== 'proprietary' && isOther(making.maker ?? ''))
		),
		base: idsOf(carried.filter(({ basedOn }) => basedOn !== null && !isCarried.has(basedOn))),
		'waiting-deletion': idsOf(carried.filter(({ tombstones }) => tombstones.size > 0)),
		'not-between': idsOf(there.filter(({ owner, id }) => !isOther(owner) && !isCarried.has(id))),
		organizations: idsOf(others)
	};
	const counts: Partial<Record<LeftOutReason, number>> = {
		'third-party-grants': links.length,
		partners: pair.flatMap((id) => partnersOf(snapshot, id)).filter((each) => isOther(each.partner)).length,
		orders: snapshot.orders.size,
		work: snapshot.work.size,
		devices: snapshot.devices.size,
		expectations: [...snapshot.expectations.values()].filter(({ tombstones }) => tombstones.size === 0)
			.length,
		logs: [...snapshot.logs.values()].reduce((sum, { lines }) => sum + lines.length, 0)
	};
	return [
		...Object.entries(records).map(([reason, ids]) => ({ reason, count: ids.length, records: ids })),
		...Object.entries(counts).map(([reason, count]) => ({ reason, count, records: [] }))
	].filter(({ count }) => count > 0) as LeftOut[];
}

const idsOf = (records: { id: string }[]): string[] => records.map(({ id }) => id);
