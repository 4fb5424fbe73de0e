import { tidy } from '../../commands/text';
import type { OrganizationId } from '../../domain/facts';
import { current } from '../../domain/merge/field';
import { dormantPermissions } from '../../domain/permissions/grant-states';
import { linksOn } from '../../domain/permissions/links';
import { getOrInsertComputed } from '../../domain/algorithms/get-or-insert';
import { partnersOf } from '../../domain/partners';
import type { Link } from '../../domain/records';
import { type Snapshot, linkBetween } from '../../domain/snapshot';
import { includes, noPermissions, only, type PermissionSet } from '../../domain/permissions/standing';
import { byUnits } from '../effective';
import type { Key, Setup, SetupAuthorization } from '../setup';
import type { Sliced } from '../../domain/algorithms/sliced';
import { type Names, type TextState, textStates } from '../state';
import { dormantGivesPanels } from '../verdicts';
import type { Unsayable } from './unsayable';

const nowhere = { line: 0, column: 0 };

/** What one grants another, by their keys; products with the same permissions and flags together. */
interface Pair {
	from: Key;
	to: Key;
	as: string | null;
	entries: Map<string, SetupAuthorization>;
}

/**
 * The entries of a workspace, as they are written: what is dormant in the text that comes of it is left out, and listed.
 * Yields after each grant.
 */
export function* writingAuthorizations(
	snapshot: Snapshot,
	known: Pick<Setup, 'organizations' | 'products'>,
	names: Names,
	unsayable: Unsayable[]
): Sliced<SetupAuthorization[]> {
	const pairs = yield* partnersIn(snapshot, names, unsayable);
	const all = yield* grantsIn(snapshot, names, unsayable);
	const state = yield* textStates({ ...known, authorizations: all, expectations: [], guide: null });
	for (const { link, ...entry } of all) {
		yield;
		const { key } = entry.products[0]!;
		const there = linkBetween(state.snapshot, entry.from, entry.to, state.productIds.get(key)!)!;
		const { permissions, flagged, dormant, asPanels } = effectivePart(state, key, there);
		if (dormant) {
			const { grantor, grantee, product } = link;
			unsayable.push({
				...{ kind: 'grants', from: grantor, to: grantee, product },
				...{ permissions: dormant, why: 'dormant', asPanels }
			});
		}
		if (permissions === noPermissions) continue;
		const { entries } = pairs.get(`${entry.from} ${entry.to}`)!;
		const same = getOrInsertComputed(entries, `${permissions} ${flagged}`, () => ({
			...{ ...entry, permissions, flagged },
			products: []
		}));
		same.products.push({ key, place: nowhere });
	}
	return [...pairs.values()]
		.sort((one, other) => byUnits(one.from, other.from) || byUnits(one.to, other.to))
		.flatMap(mapEntries);
}

/** The partners of everybody, without what is granted. */
function* partnersIn(
	snapshot: Snapshot,
	{ organizations }: Names,
	unsayable: Unsayable[]
): Sliced<Map<string, Pair>> {
	const pairs = new Map<string, Pair>();
	for (const [id, from] of organizations) {
		yield;
		for (const { partner, names } of partnersOf(snapshot, id)) {
			const to = organizations.get(partner);
			if (to === undefined || partner === id) {
				unsayable.push({ kind: 'partner', from: id, to: partner });
				continue;
			}
			const own = tidy(snapshot.organizations.get(partner)!.name);
			const name = tidy(current(names) ?? own);
			const as = name === '' || name === own ? null : name;
			pairs.set(`${from} ${to}`, { from, to, as, entries: new Map() });
		}
	}
	return pairs;
}

/** Every grant between those that are written, on what is written, one link an entry. */
function* grantsIn(
	snapshot: Snapshot,
	{ organizations, products }: Names,
	unsayable: Unsayable[]
): Sliced<(SetupAuthorization & { link: Link })[]> {
	const entries: (SetupAuthorization & { link: Link })[] = [];
	for (const product of snapshot.products.values()) {
		yield;
		for (const link of linksOn(product)) {
			const key = products.get(product.id);
			const [from, to] = [organizations.get(link.grantor), organizations.get(link.grantee)];
			const { permissions, flagged } = link;
			if (key === undefined || from === undefined || to === undefined || !mayBeRead(product.owner, link))
				unsayable.push({
					...{ kind: 'grants', from: link.grantor, to: link.grantee, product: product.id },
					...{ permissions, why: 'rests-on', asPanels: false }
				});
			else
				entries.push({
					...{ ...nowhere, from, to, as: null, products: [{ key, place: nowhere }] },
					...{ permissions, flagged, link }
				});
		}
	}
	return entries;
}

const mayBeRead = (owner: OrganizationId, { grantor, grantee }: Link): boolean =>
	grantee !== owner && grantee !== grantor;

/** What of a link has an effect in the text: dormant product development as the panel development that it gives. */
export function effectivePart({ snapshot, productIds }: TextState, key: Key, link: Link) {
	const product = snapshot.products.get(productIds.get(key)!)!;
	const dormant: PermissionSet = dormantPermissions(product, link);
	const asPanels = includes(link.permissions, 'product-development') && dormantGivesPanels(product, link);
	const panels = asPanels ? only('panel-development') : noPermissions;
	const isPassed = includes(link.flagged, 'product-development');
	return {
		permissions: (link.permissions & ~dormant) | panels,
		flagged: (link.flagged & ~dormant) | (isPassed ? panels : noPermissions),
		...{ dormant, asPanels }
	};
}

/** A pair's entries by their first product, the partner's name in the first; without any, the partner alone. */
function mapEntries({ from, to, as, entries }: Pair): SetupAuthorization[] {
	const alone = { ...nowhere, from, to, as: null, products: [], permissions: 0, flagged: 0 };
	const all = entries.size > 0 ? [...entries.values()] : [alone];
	for (const { products } of all) products.sort((one, other) => byUnits(one.key, other.key));
	all.sort((one, other) => byUnits(one.products[0]?.key ?? '', other.products[0]?.key ?? ''));
	return all.map(({ products, permissions, flagged }, index) => ({
		...{ ...nowhere, from, to, as: index === 0 ? as : null },
		...{ products, permissions, flagged }
	}));
}
