import { GrantRecord } from '../grants/grant-record';
import { Link } from '../grants/link';
import { AuthorizedLinks } from '../permissions/authorized-links';
import { OrganizationHoldings } from '../permissions/organization-holdings';
import { ProductLinks } from '../permissions/product-links';
import { SmallMap } from '../algorithms/small-map';
import { OverlayMap } from './overlay-map';

/** What each forked snapshot has of its own; whatever is not in it is shared with the snapshot it was forked from. */
const ownValues = Symbol('own values');

const ownedBy = (snapshot: object): Set<object> | undefined =>
	(snapshot as { [ownValues]?: Set<object> })[ownValues];

/** From here on the snapshot shares what it holds, and copies before it writes. */
export function beginCopyOnWrite(snapshot: object): void {
	Object.defineProperty(snapshot, ownValues, { value: new Set() });
}

/** Whether the snapshot copies before it writes. */
export const isFork = (snapshot: object): boolean => ownedBy(snapshot) !== undefined;

/** A value that the snapshot has made itself, which it may write. */
export function ownNew<T extends object>(snapshot: object, made: T): T {
	ownedBy(snapshot)?.add(made);
	return made;
}

/**
 * A value to write: itself, or a copy where it is shared with another snapshot; `put` puts the copy in its place.
 * What a copy holds is still shared. Every handler of the fold writes only to what it got here.
 */
export function writable<T extends object>(snapshot: object, value: T, put: (copy: T) => void): T {
	const own = ownOf(snapshot, value);
	if (own !== value) put(own);
	return own;
}

/** The same of a value in a map; undefined where the map has none. A great many are written: it makes no function for each. */
export function writableIn<K, V extends object>(
	snapshot: object,
	map: Puttable<K, V>,
	key: K
): V | undefined {
	const value = map.get(key);
	if (value === undefined) return undefined;
	const own = ownOf(snapshot, value);
	if (own !== value) map.set(key, own);
	return own;
}

/** The same, made where the map has none. */
export function writableOrNew<K, V extends object>(
	snapshot: object,
	map: Puttable<K, V>,
	key: K,
	Made: new () => V
): V {
	const known = writableIn(snapshot, map, key);
	if (known) return known;
	const made = ownNew(snapshot, new Made());
	map.set(key, made);
	return made;
}

/** What the functions here need of a map. */
interface Puttable<K, V> {
	get: (key: K) => V | undefined;
	set: (key: K, value: V) => unknown;
}

/** The value, or a copy where it is shared: who asks puts it in its place. It takes no function, where a great many are written. */
export function ownOf<T extends object>(snapshot: object, value: T): T {
	const own = ownedBy(snapshot);
	if (!own || own.has(value)) return value;
	return ownNew(snapshot, copyOf(value) as T);
}

/** What records begin with: nobody's own, and copied before it is written, as most of it never is. */
export const blanks = {
	map: new Map<never, never>(),
	set: new Set<never>(),
	smallMap: new SmallMap<never, never>(),
	links: new ProductLinks<never>(),
	authorized: new AuthorizedLinks<never>()
} as const;

/** A comparison of each takes less than a look-up of so few, and it is asked for all that is written. */
const isBlank = (value: object): boolean =>
	value === blanks.map ||
	value === blanks.set ||
	value === blanks.smallMap ||
	value === blanks.links ||
	value === blanks.authorized;

/** What a part of a record that may be written becomes, to write: the same, or a copy of what is shared or blank. */
export function ownPart<T extends object>(snapshot: object, part: T): T {
	return isBlank(part) ? ownNew(snapshot, copyOf(part) as T) : ownOf(snapshot, part);
}

/** One part of a record that may be written, to write. Where a great many are, `ownPart` is asked: it takes no name. */
export const writablePart = <Name extends PropertyKey, Of extends { [name in Name]: object }>(
	snapshot: object,
	record: Of,
	name: Name
): Of[Name] => (record[name] = ownPart(snapshot, record[name]));

/** A map with more keys than this is not copied: an overlay goes on top of it. */
const small = 32;

/** A copy of a map, to write. Cost: at most a few dozen keys. */
export const copyOfMap = <K, V>(map: Map<K, V>): Map<K, V> =>
	map.size > small ? new OverlayMap(map) : new Map(map);

function copyOf(value: object): object {
	if (Array.isArray(value)) return (value as unknown[]).slice();
	if (value instanceof Set) return new Set(value);
	if (value instanceof Map) return copyOfMap(value);
	if (value instanceof SmallMap || value instanceof ProductLinks || value instanceof AuthorizedLinks)
		return value.copy(copyOfMap);
	if (value instanceof OrganizationHoldings || value instanceof GrantRecord || value instanceof Link)
		return value.copy();
	return { ...value };
}
