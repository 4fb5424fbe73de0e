import type { OrganizationId } from '../domain/facts';
import { linkBetween, type Snapshot } from '../domain/snapshot';
import { partnersOf } from '../domain/partners';
import { productsBetween } from './partner-extract';

/** Why something is not copied into a workspace for one partner only. */
export type OmissionReason =
	/** Products that one of the two authorized to the other, owned by a third organization. */
	| 'third-owner'
	/** Products copied as proprietary, because their maker is not copied. */
	| 'maker'
	/** Products copied without what they are based on. */
	| 'base'
	/** Products copied without their waiting deletion. */
	| 'waiting-deletion'
	/** Products of the two that neither authorized to the other. */
	| 'not-between'
	/** Grants to or from third parties on copied products. */
	| 'third-party-grants'
	| 'organizations'
	/** Other partners of the two. */
	| 'partners'
	| 'orders'
	| 'work'
	| 'devices'
	| 'logs'
	| 'expectations';

export interface Omission {
	reason: OmissionReason;
	count: number;
	/** The ids of records that have a page of their own. */
	records: string[];
}

/** Everything that `partnerExtract` leaves out, by reason; reasons that do not apply are omitted. */
export function omissionsOf(snapshot: Snapshot, me: OrganizationId, partner: OrganizationId): Omission[] {
	const pair = [me, partner];
	const isOther = (id: OrganizationId) => !pair.includes(id);
	const carried = productsBetween(snapshot, me, partner);
	const isCarried = new Set(carried.map(({ id }) => id));
	const existing = [...snapshot.products.values()].filter(({ deleted }) => !deleted);
	const others = [...snapshot.organizations.values()].filter((each) => isOther(each.id) && !each.deleted);
	const isGrantedBetween = (product: string) =>
		[linkBetween(snapshot, me, partner, product), linkBetween(snapshot, partner, me, product)].some(
			(link) => link && link.permissions !== 0
		);
	const links = carried
		.flatMap(({ links }) => [...links])
		.filter((link) => link.permissions !== 0 && (isOther(link.grantor) || isOther(link.grantee)));

	const records: Partial<Record<OmissionReason, string[]>> = {
		'third-owner': idsOf(existing.filter(({ owner, id }) => isOther(owner) && isGrantedBetween(id))),
		maker: idsOf(
			carried.filter(({ making }) => making.origin !== 'proprietary' && isOther(making.maker ?? ''))
		),
		base: idsOf(carried.filter(({ basedOn }) => basedOn !== null && !isCarried.has(basedOn))),
		'waiting-deletion': idsOf(carried.filter(({ tombstones }) => tombstones.size > 0)),
		'not-between': idsOf(existing.filter(({ owner, id }) => !isOther(owner) && !isCarried.has(id))),
		organizations: idsOf(others)
	};
	const counts: Partial<Record<OmissionReason, number>> = {
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
	].filter(({ count }) => count > 0) as Omission[];
}

const idsOf = (records: { id: string }[]): string[] => records.map(({ id }) => id);
