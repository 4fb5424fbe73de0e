import fc from 'fast-check';
import type { Entry } from '$lib/domain/entry';
import type { Fact, OrganizationId, ProductId } from '$lib/domain/facts';
import type { Kind } from '$lib/domain/permissions/permissions';
import { entryOf, hashOf } from '../oracle/ledger';
import { everyPermission } from '../oracle/permissions';

/** What stands between some organizations on two products: `from` and `to` are their numbers, 0 owns both. */
export interface Tangle {
	organizations: number;
	makers: { organization: number; kinds: Kind[] }[];
	/** Bits: which permissions are granted, and which of them may be passed on. */
	links: { product: number; from: number; to: number; granted: number; passedOn: number }[];
	/** A chain of all permissions from the owner, this long, all of it passed on. */
	chain: number;
}

const mostOrganizations = 6;
const every = 2 ** everyPermission.length - 1;
/** Most grants may be passed on: that is where ways, circles and chains come from. */
const passedOn = fc.oneof({ arbitrary: fc.constant(every), weight: 2 }, fc.nat(every));

/**
 * Thicker than what people make, and with what no command would write: circles, several ways, grants to oneself and to
 * the owner, flags on some grants only, makers per kind, and ids that engines do not take as they are.
 */
export const tangles: fc.Arbitrary<Tangle> = fc.record({
	organizations: fc.integer({ min: 3, max: mostOrganizations }),
	makers: fc.array(
		fc.record({
			organization: fc.integer({ min: 1, max: 2 }),
			kinds: fc.constantFrom<Kind[]>([], ['develop'], ['purchase'], ['develop', 'purchase'])
		}),
		{ minLength: 2, maxLength: 2 }
	),
	links: fc.array(
		fc.record({
			product: fc.nat(1),
			from: fc.nat(mostOrganizations - 1),
			to: fc.nat(mostOrganizations - 1),
			granted: fc.integer({ min: 1, max: every }),
			passedOn
		}),
		{ minLength: 8, maxLength: 26, size: 'max' }
	),
	chain: fc.constantFrom(0, 0, 0, 3, 6, 12)
});

const oddities = ['plain', '', 'ünï-cödé 北京', 'a/b#c@d:e', '"quoted", \\ *', '<=3D> | \u{1f4a1}\n'];

/** An id as no ledger makes it; every second one is as they are. */
const idOf = (name: string, at: number): string =>
	at % 2 === 0 ? hashOf(name) : `${name} ${oddities[at % oddities.length]}`;

/** The entries that say so, as the merged result of many histories might have left them. */
export function tangled(tangle: Tangle, name = 'tangle'): Entry[] {
	const count = Math.max(tangle.organizations, tangle.chain + 1);
	const ids = Array.from({ length: count }, (_, at): OrganizationId => idOf(`${name} ${at}`, at));
	const facts = new Map<OrganizationId, Fact[]>(ids.map((id) => [id, []]));
	const entries = ids.map((id, at) => {
		const key = hashOf(`key of ${id}`);
		const account = `o${at}@example.com`;
		return entryOf(
			{
				organization: '',
				key,
				facts: [
					{ table: 'organizations', name: `Organization ${at}`, account, colour: '#123456' },
					{ table: 'keys', key, name: 'first' }
				]
			},
			id
		);
	});
	const owner = ids[0]!;
	const write = (organization: OrganizationId, own: Fact[], id?: string) => {
		const before = entries.filter(
			(entry) => entry.organization === organization || entry.id === organization
		);
		const last = before.at(-1)!;
		const chained = { seq: last.seq + 1, previous: last.id, stamp: before.length + 1, at: entries.length };
		entries.push({
			...entryOf({ organization, facts: own, key: hashOf(`key of ${organization}`), ...chained }),
			...(id !== undefined && { id })
		});
	};
	const products = tangle.makers.map(({ organization, kinds }, at): ProductId => {
		const id = idOf(`${name} product ${at}`, at);
		const maker = ids[organization]!;
		write(
			owner,
			[
				{
					...{ table: 'products', pid: `P${at}`, name: `Product ${at}`, category: 'lamp', basedOn: null },
					making: { origin: 'oem', maker }
				},
				{ table: 'maker-standings', product: '#0', maker, kinds }
			],
			id
		);
		return `${id}:0`;
	});
	const grant = (product: ProductId, from: number, to: number, granted: number, passed: number) => {
		const own = facts.get(ids[from % count]!)!;
		const flagged: string[] = [];
		everyPermission.forEach((permission, bit) => {
			if (!(granted & (1 << bit))) return;
			if (passed & (1 << bit)) flagged.push(`#${own.length}`);
			own.push({ table: 'grants', product, grantee: ids[to % count]!, permission });
		});
		if (flagged.length > 0) own.push({ table: 'flags', on: true, grants: flagged });
	};
	for (const { product, from, to, granted, passedOn: passed } of tangle.links)
		grant(products[product]!, from, to, granted, passed);
	for (let at = 0; at < tangle.chain; at++) grant(products[0]!, at, at + 1, every, every);
	for (const [organization, own] of facts) if (own.length > 0) write(organization, own);
	return entries;
}
