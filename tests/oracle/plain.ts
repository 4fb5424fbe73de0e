import { allOf } from '$lib/domain/algorithms/small-set';
import {
	isBlocked,
	isPartnerDeletionWaiting,
	organizationBlockers,
	organizationMentions,
	productBlockers
} from '$lib/domain/deletion/deletion';
import { heldProducts, rootPermissions, roots } from '$lib/domain/permissions/effective-permissions';
import { heldIn, includes, relayedIn, toList } from '$lib/domain/permissions/standing';
import type { Expected, FactId, OrganizationId, ProductId } from '$lib/domain/facts';
import { current } from '$lib/domain/merge/field';
import { dormantPermissions, grantStates } from '$lib/domain/permissions/grant-states';
import { linesUncovered, statusOf } from '$lib/domain/orders';
import { isPartner, partnersOf } from '$lib/domain/partners';
import { kinds } from '$lib/domain/permissions/permissions';
import type { Link, Partnership, Product } from '$lib/domain/records';
import { relationsOf, type Snapshot } from '$lib/domain/snapshot';
import { devicesOn } from '$lib/views/product-page/device-logs';
import { seesOrder } from '$lib/views/purchase/orders';
import { workOn } from '$lib/views/product-page/work';
import { isHeld, isRelayed, rootsOf, type Judged } from './oracle';
import { everyPermission, kindOfPermission } from './permissions';
import { accountForm, form } from './text';
import { isWorkCovered, seesLogs, seesOrder as seesOrderByLaw, seesWork, uncoveredLines } from './visible';

/** Everything derived from a set of entries, in one shape that snapshot and oracle can both be said in. */
export interface Plain {
	organizations: Record<OrganizationId, object>;
	products: Record<ProductId, object>;
	grants: Record<string, object>;
	partnerships: Record<string, object>;
	orders: Record<FactId, object>;
	expectations: Record<FactId, object>;
	relations: Record<OrganizationId, object>;
	/** Who shares an account, and which products a PID. */
	accounts: string[][];
	pids: string[][];
	/** Grants that were revoked. */
	ended: string[];
	tombstones: Record<string, string[]>;
}

const sorted = (ids: Iterable<string>) => [...ids].sort();
const record = <T>(entries: Iterable<readonly [string, T]>): Record<string, T> =>
	Object.fromEntries([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));

function grouped<T>(items: Iterable<T>, key: (item: T) => string, id: (item: T) => string) {
	const groups = new Map<string, string[]>();
	for (const item of items) groups.set(key(item), sorted([...(groups.get(key(item)) ?? []), id(item)]));
	return record(groups);
}

/** Groups of ids in one order, whatever they are grouped by. */
const together = (groups: Iterable<string>[]) =>
	groups.map(sorted).sort((a, b) => (a.join() < b.join() ? -1 : 1));

const sharing = <T extends { id: string }>(items: T[], key: (item: T) => string) =>
	together(Object.values(grouped(items, key, ({ id }) => id)));

const allLinks = (snapshot: Snapshot): [Product, Link][] =>
	[...snapshot.products.values()].flatMap((product) =>
		[...product.links].map((link): [Product, Link] => [product, link])
	);

const allPartnerships = (snapshot: Snapshot): Partnership[] =>
	[...snapshot.relations.values()].flatMap(({ partners }) => [...partners.values()]);

/** What the snapshot says: everything read through the functions that the app reads it through. */
export function fromSnapshot(snapshot: Snapshot): Plain {
	return {
		organizations: record(
			[...snapshot.organizations.values()].map((organization) => {
				const { id, name, account, colour, reserved } = organization;
				const blockers = Object.entries(organizationBlockers(snapshot, id)) as [string, string[]][];
				const deleted = organization.deleted;
				const keys = snapshot.keys.recordsOf(id).map((each): [string, object] => {
					const above = sorted(snapshot.keys.ancestorsOf(id, each.key));
					return [each.key, { use: each.use, name: each.name, retired: each.retired !== null, above }];
				});
				return [
					id,
					{
						...{ name, account, colour, reserved, deleted, keys: record(keys) },
						blockers: blockers.map(([k, ids]) => [k, sorted(ids)]),
						mentions: mapValues({ ...organizationMentions(snapshot, id) }, sorted)
					}
				];
			})
		),
		products: record(
			[...snapshot.products.values()].map((product) => {
				const { id, owner, pid, name, category, making, basedOn, deleted } = product;
				const blockers = productBlockers(snapshot, product);
				return [
					id,
					{
						...{ owner, pid, name, category, making, basedOn, deleted },
						roots: record(roots(product).map((each) => [each, toList(rootPermissions(product, each))])),
						standings: record(
							[...product.standings].map(([organization, standing]) => [
								organization,
								everyPermission.map((each) => [
									includes(heldIn(standing), each),
									includes(relayedIn(standing), each)
								])
							])
						),
						blocked: isBlocked(blockers),
						authorized: sorted(blockers.authorized.map((link) => link.grantee)),
						orders: sorted(blockers.orders),
						work: sorted(product.work.keys()),
						seenBy: record(
							[...snapshot.organizations.keys()].map((viewer) => [viewer, seenIn(snapshot, viewer, id)])
						),
						devices: record([...product.devices.values()].map((each) => [each.id, sorted(each.logs.keys())]))
					}
				];
			})
		),
		grants: record(
			allLinks(snapshot).flatMap(([product, link]) =>
				grantStates(snapshot, product, link).map(({ permission, state }) => [
					`${link.grantor} ${link.grantee} ${link.product} ${permission}`,
					{
						records: sorted(
							[...allOf(link.grants)].filter((each) => each.permission === permission).map(({ id }) => id)
						),
						state,
						dormant: includes(dormantPermissions(product, link), permission),
						flagged: includes(link.flagged, permission)
					}
				])
			)
		),
		partnerships: record(
			allPartnerships(snapshot)
				.filter((each) => each.records.size > 0 || each.authorized.size > 0)
				.map((each) => [
					`${each.owner} ${each.partner}`,
					{
						name: current(each.names) ?? null,
						records: sorted(each.records.keys()),
						isPartner: isPartner(each),
						waiting: isPartnerDeletionWaiting(each),
						counts: kinds.map((kind) => each.counts[kind]),
						authorized: sorted(each.authorized.keys())
					}
				])
		),
		orders: record(
			[...snapshot.orders.values()].map((order) => [
				order.id,
				{
					...{ author: order.owner, invoiceEntity: order.invoiceEntity, status: statusOf(order) },
					uncovered: sorted(new Set(linesUncovered(snapshot, order))),
					seenBy: sorted(
						[...snapshot.organizations.keys()].filter((each) => seesOrder(snapshot, each, order))
					)
				}
			])
		),
		expectations: record(
			[...snapshot.expectations.values()].map(({ id, owner, product, permission, expected }) => [
				id,
				{
					...{ owner, product, permission, expected: plainExpected(expected) },
					isStanding: snapshot.expectationsByProduct.get(product)?.byOwner.get(owner)?.has(id) ?? false
				}
			])
		),
		relations: record(
			[...snapshot.organizations.keys()].map((id) => {
				const { owned, made, orders, invoiced } = relationsOf(snapshot, id);
				const holding = heldProducts(snapshot, id);
				const held = record(everyPermission.map((each) => [each, sorted(heldProducts(snapshot, id, each))]));
				const lists = { owned, made, holding, orders, invoiced };
				const partners = partnersOf(snapshot, id).map(({ partner }) => partner);
				return [id, { ...mapValues(lists, sorted), held, partners: sorted(partners) }];
			})
		),
		accounts: together([...snapshot.organizationsByAccount.values()].map(allOf)),
		pids: together([...snapshot.productsByPid.values()].map(allOf)),
		ended: sorted([...snapshot.grants.values()].filter(({ standing }) => !standing).map(({ id }) => id)),
		tombstones: grouped(
			[...snapshot.tombstones].filter(([, { withdrawn }]) => !withdrawn),
			([, tombstone]) => tombstone.record,
			([id]) => id
		)
	};
}

/** What an organization is shown of a product: work, and devices with their logs. */
const seenIn = (snapshot: Snapshot, viewer: OrganizationId, product: ProductId) => ({
	work: workOn(snapshot, viewer, product)
		.map(({ id, covered }) => `${id} ${covered}`)
		.sort(),
	devices: sorted(
		devicesOn(snapshot, viewer, product)
			.filter(({ removed }) => !removed)
			.map(({ id }) => id)
	)
});

const mapValues = <T, U>(values: Record<string, T>, change: (value: T) => U): Record<string, U> =>
	Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));

/** What the oracle says, in the same shape. */
export function fromOracle(judged: Judged): Plain {
	const { organizations, products, grants, orders, partners, partnerRecords, deletedProducts } = judged;
	const everybody = new Set([
		...organizations.keys(),
		...[...products.values()].flatMap((each) => rootsOf(each)),
		...grants.flatMap((grant) => [grant.grantor, grant.grantee])
	]);
	const holdersOf = (product: ProductId) =>
		[...everybody].filter((each) => everyPermission.some((x) => isHeld(judged, each, product, x)));
	const workOf = (product: ProductId) =>
		[...judged.work].filter(([, each]) => each.product === product).map(([work]) => work);
	const grantsBetween = (owner: OrganizationId, partner: OrganizationId) =>
		grants.filter((grant) => grant.grantor === owner && grant.grantee === partner);
	const pairs = new Set([
		...partnerRecords.map(({ owner, partner }) => `${owner} ${partner}`),
		...grants.map(({ grantor, grantee }) => `${grantor} ${grantee}`)
	]);
	return {
		organizations: record(
			[...organizations.values()].map(({ id, name, account, colour }) => {
				const blockers = Object.entries(judged.organizationBlockers.get(id)!) as [string, string[]][];
				const deleted = judged.deletedOrganizations.has(id);
				const reserved = judged.reserved.has(id);
				const keys = [...judged.members.get(id)!].map(
					([key, { use, name, retired, above }]): [string, object] => [
						key,
						{ use, name, retired, above: sorted(above) }
					]
				);
				return [
					id,
					{
						...{ name, account, colour, reserved, deleted, keys: record(keys) },
						blockers: blockers.map(([k, ids]) => [k, sorted(ids)]),
						mentions: mapValues({ ...judged.mentions.get(id)! }, sorted)
					}
				];
			})
		),
		products: record(
			[...products.values()].map((product) => {
				const { id, owner, pid, name, category, making, basedOn } = product;
				const blockers = judged.productBlockers.get(id)!;
				// Once a deletion counts, nobody holds anything, and nothing was in its way.
				const deleted = deletedProducts.has(id);
				return [
					id,
					{
						...{ owner, pid, name, category, making, basedOn, deleted },
						roots: record(
							[...new Set(rootsOf(product))].map((root) => [
								root,
								everyPermission.filter((x) => rootsOf(product, x).includes(root))
							])
						),
						standings: record(
							holdersOf(id).map((each) => [
								each,
								everyPermission.map((x) => [isHeld(judged, each, id, x), isRelayed(judged, each, id, x)])
							])
						),
						blocked: blockers.grants.length + blockers.orders.length > 0,
						authorized: sorted(new Set(blockers.grants.map((grant) => grant.grantee))),
						orders: sorted(blockers.orders),
						work: sorted(workOf(id)),
						seenBy: record(
							[...organizations.keys()].map((viewer) => [
								viewer,
								{
									work: workOf(id)
										.filter((work) => seesWork(judged, viewer, work))
										.map((work) => `${work} ${isWorkCovered(judged, work)}`)
										.sort(),
									devices: sorted(
										[...judged.devices]
											.filter(([device, each]) => each.product === id && !judged.tombstones.has(device))
											.filter(() => seesLogs(judged, viewer, id))
											.map(([device]) => device)
									)
								}
							])
						),
						devices: record(
							[...judged.devices]
								.filter(([, each]) => each.product === id)
								.map(([device]) => [
									device,
									sorted([...judged.logs].filter(([, each]) => each.device === device).map(([logs]) => logs))
								])
						)
					}
				];
			})
		),
		grants: record(
			grants.map((grant) => {
				const { grantor, grantee, product, permission } = grant;
				const state = judged.grantStates.get(grant)!;
				return [
					`${grantor} ${grantee} ${product} ${permission}`,
					{ records: sorted(grant.records), state, dormant: state === 'dormant', flagged: grant.flagged }
				];
			})
		),
		partnerships: record(
			[...pairs].map((pair) => {
				const [owner, partner] = pair.split(' ') as [OrganizationId, OrganizationId];
				const granted = grantsBetween(owner, partner);
				const productsOf = (kind: string) =>
					granted.filter((grant) => kindOfPermission(grant.permission) === kind).map((each) => each.product);
				const records = partnerRecords.filter((each) => each.owner === owner && each.partner === partner);
				return [
					pair,
					{
						name: judged.partnerNames.get(pair) ?? null,
						records: sorted(records.map((each) => each.id)),
						isPartner: partners.get(owner)?.has(partner) ?? false,
						waiting: judged.waitingPartnerDeletions.has(pair),
						counts: ['develop', 'purchase'].map((kind) => new Set(productsOf(kind)).size),
						authorized: sorted(new Set(granted.map((each) => each.product)))
					}
				];
			})
		),
		orders: record(
			[...orders.values()].map(({ id, author, invoiceEntity, status }) => [
				id,
				{
					...{ author, invoiceEntity, status, uncovered: sorted(new Set(uncoveredLines(judged, id))) },
					seenBy: sorted([...organizations.keys()].filter((each) => seesOrderByLaw(judged, each, id)))
				}
			])
		),
		expectations: record(
			[...judged.expectations].map(([id, { author, product, permission, expected }]) => [
				id,
				{
					...{ owner: author, product, permission, expected: plainExpected(expected) },
					isStanding: !judged.tombstones.has(id)
				}
			])
		),
		relations: record(
			[...organizations.keys()].map((id) => {
				const mine = (of: (product: ProductId) => boolean) => sorted([...products.keys()].filter(of));
				return [
					id,
					{
						owned: mine((each) => products.get(each)!.owner === id),
						made: mine((each) => products.get(each)!.making.maker === id),
						holding: mine((each) => everyPermission.some((x) => isHeld(judged, id, each, x))),
						orders: sorted([...orders.values()].filter((each) => each.author === id).map((each) => each.id)),
						invoiced: sorted(
							[...orders.values()].filter((each) => each.invoiceEntity === id).map((each) => each.id)
						),
						held: record(everyPermission.map((x) => [x, mine((each) => isHeld(judged, id, each, x))])),
						partners: sorted(partners.get(id) ?? [])
					}
				];
			})
		),
		accounts: sharing([...organizations.values()], (each) => accountForm(each.account)),
		pids: sharing([...products.values()], (each) => form(each.pid)),
		ended: sorted(judged.ended),
		tombstones: record([...judged.tombstones].map(([id, list]) => [id, sorted(list)]))
	};
}

const plainExpected = (expected: Expected): string[] => Object.values(expected).map(String).sort();
