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

/** A set of permissions; the empty one is 0. */
export type PermissionSet = number;

/** What an organization holds and relays on one product; nothing is 0. Two are joined by `|`. */
export type Standing = number;

const bits = perPermission((each): PermissionSet => 1 << permissions.indexOf(each));

export const noPermissions: PermissionSet = 0;
export const allPermissions: PermissionSet = toSet(permissions);

export const standingOf = (holds: PermissionSet, relays: PermissionSet): Standing =>
	holds | (relays << permissions.length);

export const heldIn = (standing: Standing): PermissionSet => standing & allPermissions;
export const relayedIn = (standing: Standing): PermissionSet => standing >>> permissions.length;

/** The set of one permission alone. */
export const only = (permission: Permission): PermissionSet => bits[permission];

export const includes = (set: PermissionSet, permission: Permission): boolean =>
	(set & bits[permission]) !== 0;

export function toSet(list: Iterable<Permission>): PermissionSet {
	let set = noPermissions;
	for (const permission of list) set |= bits[permission];
	return set;
}

export const toList = (set: PermissionSet): Permission[] => permissions.filter((each) => includes(set, each));

/** The permissions of one kind. */
export const permissionsOfKind = Object.fromEntries(
	kinds.map((kind) => [kind, toSet(permissions.filter((each) => kindOf(each) === kind))])
) as Record<Kind, PermissionSet>;

/** The permissions of several kinds together. */
export const permissionsOfKinds = (some: readonly Kind[]): PermissionSet =>
	some.reduce((set, kind) => set | permissionsOfKind[kind], noPermissions);

/** The kinds of which the set holds anything. */
export const kindsIn = (set: PermissionSet): Kind[] => kinds.filter((kind) => set & permissionsOfKind[kind]);

const inclusions = permissions.flatMap((each) => {
	const whole = includedIn(each);
	return whole ? [{ whole: bits[whole], part: bits[each] }] : [];
});

/** With what its permissions include: product development implies panel development when held, passed on and granted. */
export function withImplied(set: PermissionSet): PermissionSet {
	let all = set;
	for (const { whole, part } of inclusions) if (set & whole) all |= part;
	return all;
}

/** The same set said shortest: panel development is left out where product development includes it. */
export function withoutImplied(set: PermissionSet): PermissionSet {
	let least = set;
	for (const { whole, part } of inclusions) if (set & whole) least &= ~part;
	return least;
}

/** Whether the set has it by another permission that includes it. */
export const isIncluded = (set: PermissionSet, permission: Permission): boolean => {
	const whole = includedIn(permission);
	return whole !== null && includes(set, whole);
};

/** Attenuation: a delegation may narrow what it was given, never widen it. */
export const attenuate = (given: PermissionSet, passed: PermissionSet): PermissionSet => given & passed;
