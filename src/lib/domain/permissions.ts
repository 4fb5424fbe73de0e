/** The four permissions, in the order that the interface shows them. */
export const permissions = ['product-development', 'panel-development', 'view-logs', 'purchase'] as const;
export type Permission = (typeof permissions)[number];

/** The two kinds of authorization. */
export const kinds = ['develop', 'purchase'] as const;
export type Kind = (typeof kinds)[number];

/** A set of permissions as four bits; the empty set is 0. */
export type PermissionSet = number;

const bits: Record<Permission, PermissionSet> = {
	'product-development': 1,
	'panel-development': 2,
	'view-logs': 4,
	purchase: 8
};

export const noPermissions: PermissionSet = 0;
export const allPermissions: PermissionSet = 15;

/** The permissions of one kind, as a set. */
export const permissionsOfKind: Record<Kind, PermissionSet> = { develop: 7, purchase: 8 };

export const kindOf = (permission: Permission): Kind => (permission === 'purchase' ? 'purchase' : 'develop');

export const bitOf = (permission: Permission): PermissionSet => bits[permission];

export const includes = (set: PermissionSet, permission: Permission): boolean =>
	(set & bits[permission]) !== 0;

export function toSet(list: Iterable<Permission>): PermissionSet {
	let set = noPermissions;
	for (const permission of list) set |= bits[permission];
	return set;
}

export const toList = (set: PermissionSet): Permission[] => permissions.filter((each) => set & bits[each]);

/** Product development implies panel development: when held, when passed on, when granted. */
export const withImplied = (set: PermissionSet): PermissionSet =>
	set & bits['product-development'] ? set | bits['panel-development'] : set;

/** The same set said shortest: panel development is left out where product development includes it. */
export const withoutImplied = (set: PermissionSet): PermissionSet =>
	set & bits['product-development'] ? set & ~bits['panel-development'] : set;

/** Attenuation: a delegation may narrow what it was given, never widen it. */
export const attenuate = (given: PermissionSet, passed: PermissionSet): PermissionSet => given & passed;

/** The permissions of several kinds together. */
export const permissionsOfKinds = (some: readonly Kind[]): PermissionSet =>
	some.reduce((set, kind) => set | permissionsOfKind[kind], noPermissions);

/** The kinds of which the set holds anything. */
export const kindsIn = (set: PermissionSet): Kind[] => kinds.filter((kind) => set & permissionsOfKind[kind]);
