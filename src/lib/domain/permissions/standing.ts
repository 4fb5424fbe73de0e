import {
	includedIn,
	type Kind,
	kindOf,
	kinds,
	type Permission,
	permissions,
	perPermission
} from './permissions';

/*
 * Sets of permissions, and what an organization holds and relays on a product, as bits that follow from the list of
 * permissions. Nothing else knows them: sets are joined by `|`, and cut by `&` and `& ~`.
 */

/** A set of permissions, as bits; the empty one is 0. Sets are joined by `|`, and cut by `&` and `& ~`. */
export type PermissionSet = number;

/** What an organization holds and relays on one product, as bits; nothing is 0. Two are joined by `|`. */
export type Standing = number;

const bits = perPermission((each): PermissionSet => 1 << permissions.indexOf(each));

/** The empty set. */
export const noPermissions: PermissionSet = 0;
/** The set of all permissions. */
export const allPermissions: PermissionSet = toSet(permissions);

/** The standing of an organization that holds and relays these. */
export const standingOf = (holds: PermissionSet, relays: PermissionSet): Standing =>
	holds | (relays << permissions.length);

/** What an organization with this standing holds. */
export const heldIn = (standing: Standing): PermissionSet => standing & allPermissions;
/** What an organization with this standing relays, that is, may pass on. */
export const relayedIn = (standing: Standing): PermissionSet => standing >>> permissions.length;

/** The set of one permission alone. */
export const only = (permission: Permission): PermissionSet => bits[permission];

/** Whether the permission itself is in the set; see `withImplied` for what includes it. */
export const includes = (set: PermissionSet, permission: Permission): boolean =>
	(set & bits[permission]) !== 0;

/** The set of the permissions in a list. */
export function toSet(list: Iterable<Permission>): PermissionSet {
	let set = noPermissions;
	for (const permission of list) set |= bits[permission];
	return set;
}

/** The permissions in a set, in the order of `permissions`. */
export const toList = (set: PermissionSet): Permission[] => permissions.filter((each) => includes(set, each));

/** The permissions of each kind. */
export const permissionsOfKind = Object.fromEntries(
	kinds.map((kind) => [kind, toSet(permissions.filter((each) => kindOf(each) === kind))])
) as Record<Kind, PermissionSet>;

/** The permissions of several kinds together. */
export const permissionsOfKinds = (some: readonly Kind[]): PermissionSet =>
	some.reduce((set, kind) => set | permissionsOfKind[kind], noPermissions);

/** The kinds that the set has any permission of. */
export const kindsIn = (set: PermissionSet): Kind[] => kinds.filter((kind) => set & permissionsOfKind[kind]);

const inclusions = permissions.flatMap((each) => {
	const whole = includedIn(each);
	return whole ? [{ whole: bits[whole], part: bits[each] }] : [];
});

/** Each set, by its bits, with the permissions that it includes. */
const implied = Array.from({ length: allPermissions + 1 }, (_, set): PermissionSet => {
	let all = set;
	for (const { whole, part } of inclusions) if (set & whole) all |= part;
	return all;
});

/** The set and the permissions that it includes: product development includes panel development. */
export const withImplied = (set: PermissionSet): PermissionSet => implied[set]!;

/** The set without what it includes anyway: the shortest that means the same. */
export function withoutImplied(set: PermissionSet): PermissionSet {
	let least = set;
	for (const { whole, part } of inclusions) if (set & whole) least &= ~part;
	return least;
}

/** Whether another permission in the set includes this one. */
export const isIncluded = (set: PermissionSet, permission: Permission): boolean => {
	const whole = includedIn(permission);
	return whole !== null && includes(set, whole);
};

/** What is passed on of what was given: a delegation can narrow it, never widen it (_attenuation_). */
export const attenuate = (given: PermissionSet, passed: PermissionSet): PermissionSet => given & passed;
