import { expect } from 'vitest';
import { allOf } from '$lib/domain/algorithms/small-set';
import { SmallMap } from '$lib/domain/algorithms/small-map';
import { GrantIndex } from '$lib/domain/grants/grant-index';
import type { GrantRecord } from '$lib/domain/grants/grant-record';
import { Stated, type Version } from '$lib/domain/merge/field';
import { AuthorizedLinks } from '$lib/domain/permissions/authorized-links';
import { delegationsOf } from '$lib/domain/permissions/effective-permissions';
import { perLink } from '$lib/domain/permissions/delegations';
import { OrganizationHoldings } from '$lib/domain/permissions/organization-holdings';
import { permissions } from '$lib/domain/permissions/permissions';
import { ProductLinks } from '$lib/domain/permissions/product-links';
import { ProductStandings } from '$lib/domain/permissions/product-standings';
import type { Dependent } from '$lib/domain/fold/dependents';
import { versionsOf } from '$lib/domain/product-versions';
import { Link } from '$lib/domain/grants/link';
import type { Product } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';

/**
 * The whole of a snapshot as one text, down to what no view shows, independent of the order in which its maps, sets
 * and unordered lists were filled. Fields keep their order: it is part of the state.
 */
export const wholeOf = (snapshot: Snapshot): string =>
	JSON.stringify([
		plainly('', {
			...snapshot,
			keys: null,
			numbers: null,
			rows: null,
			baseRows: null,
			actions: null,
			partners: null
		}),
		[...snapshot.partners].map(([id, { owner, partner }]) => [id, owner, partner]).sort(),
		actionsPlainly(snapshot),
		delegationsPlainly(snapshot),
		registryPlainly(snapshot)
	]);

/** Two texts of JSON that must be the same; where they are not, the difference is shown in parts. */
export function expectSame(actual: string, expected: string): void {
	if (actual !== expected) expect(JSON.parse(actual)).toEqual(JSON.parse(expected));
}

/** What the registry says of each organization's keys: the order of the tree is part of it. */
const registryPlainly = ({ keys, organizations }: Snapshot): unknown[] =>
	[...organizations.keys()].sort().map((id) => [
		id,
		keys.recordsOf(id).map(({ key, use, names, addedBy, entry, at, retired }) => ({
			...{ key, use, names, addedBy, entry, at, retired },
			above: [...keys.ancestorsOf(id, key)].sort()
		}))
	]);

/** What each product's fixed point is grown from: of the links that give anything, who gives whom what. */
const delegationsPlainly = (snapshot: Snapshot): unknown[] =>
	[...snapshot.products.values()]
		.map((product) => {
			const delegations = delegationsOf(snapshot, product);
			const { organizations } = snapshot.numbers;
			const links: string[] = [];
			for (let at = 0; at < delegations.length; at += perLink) {
				const [grantor, grantee, granted] = delegations.slice(at, at + perLink);
				if (granted) links.push(`${organizations.ids[grantor!]} ${organizations.ids[grantee!]} ${granted}`);
			}
			return [product.id, links.sort()];
		})
		.sort(([a], [b]) => (a! < b! ? -1 : 1));

/** Numbers differ between replicas, and what they stand for is said beside them. */
const numbered = new Set(['number', 'ownerNumber', 'partnerNumber', 'place', 'delegations']);

/** Maps of sets, of which a few are a list. */
const smallSets = new Set(['organizationsByAccount', 'organizationsByLook', 'productsByPid']);

function plainly(key: string, value: unknown): unknown {
	if (key === 'relations') return relationsPlainly(value as Snapshot['relations']);
	if (key === 'dependents') {
		const lists = [...(value as Snapshot['dependents']).all()];
		return lists.map(([id, facts]) => [id, restingPlainly(facts)]).sort();
	}
	if (key === 'entries') return [...(value as Map<string, unknown>).keys()].sort();
	// Back references would go round in circles; what they lead to is said elsewhere.
	if (key === 'link' || key === 'partnership' || key === 'partnerOf') return keysOf(value);
	if (numbered.has(key)) return null;
	if (value instanceof GrantIndex || (key === 'grants' && !isOfTexts(value))) {
		const grants = value instanceof GrantIndex ? value.values() : allOf(value as Link['grants']);
		return [...grants].map(grantPlainly).sort();
	}
	if (smallSets.has(key))
		return [...(value as Snapshot['productsByPid'])]
			.map(([of, ids]) => [of, [...allOf(ids)].sort()] as const)
			.sort(([a], [b]) => (a < b ? -1 : 1));
	if (value instanceof Stated) return statedPlainly(value);
	if (value instanceof OrganizationHoldings) {
		const lists = [...permissions, undefined].map((each) => [...value.products(each)].sort());
		return [value.size, lists];
	}
	if (value instanceof ProductLinks)
		return [...(value as Product['links'])]
			.map((link) => [link.grantor, link.grantee, plainly('', link)])
			.sort();
	if (
		value instanceof Map ||
		value instanceof SmallMap ||
		value instanceof AuthorizedLinks ||
		value instanceof ProductStandings
	) {
		const rows = [...value].map(([k, v]) => [k, plainly('', v)] as const);
		return rows.sort(([a], [b]) => (a < b ? -1 : 1));
	}
	if (value instanceof Set) return [...value].sort();
	if (Array.isArray(value)) return value.map((each) => plainly('', each));
	if (typeof value !== 'object' || value === null) return value;
	const versions = 'versions' in value ? { versions: versionsOf(value as Product) } : {};
	return Object.entries({ ...value, ...versions, ...linkPlainly(value) }).map(([name, each]) => [
		name,
		plainly(name, each)
	]);
}

/** What a link is asked for, beside its properties. */
const linkPlainly = (value: object): object => {
	if (!(value instanceof Link)) return {};
	const { permissions, flagged, changes, changedAt } = value;
	return { permissions, flagged, changes, changedAt };
};

/** Those that a flag names, not those of a link. */
const isOfTexts = (grants: unknown): boolean =>
	Array.isArray(grants) && grants.every((each) => typeof each === 'string');

const grantPlainly = (grant: GrantRecord): string => {
	const { id, permission, at, grantor, grantee, product, revocations, flag } = grant;
	return JSON.stringify([
		id,
		permission,
		at,
		grantor,
		grantee,
		product,
		revocations,
		flag.map(statedPlainly)
	]);
};

const statedPlainly = ({ value, stamp, entry, index, at }: Version<unknown>): unknown[] => [
	...[value, stamp, entry, index, at]
];

const actionsPlainly = ({ entries, actions }: Snapshot): unknown[] =>
	[...new Set(Array.from(entries.values(), ({ action }) => action))].sort().map((act) => [
		act,
		actions
			.get(act)!
			.map(({ id }) => id)
			.sort()
	]);

function restingPlainly(facts: Dependent): string[] {
	const found: string[] = [];
	for (let at: Dependent | undefined = facts; at; at = at.next) found.push(`${at.entry.id}:${at.index}`);
	return found.sort();
}

/** Without those that are empty: what once named an organization may do so no more. */
const relationsPlainly = (relations: Snapshot['relations']): unknown[] =>
	[...relations]
		.filter(([, each]) => Object.values(each).some((set: { size: number }) => set.size > 0))
		.map(([id, each]) => [id, plainly('', each)])
		.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));

function keysOf(value: unknown): unknown {
	if (value instanceof Map) return [...value.keys()].sort();
	const { grantor, grantee, product, owner, partner } = value as Record<string, unknown>;
	return [grantor, grantee, product, owner, partner];
}
