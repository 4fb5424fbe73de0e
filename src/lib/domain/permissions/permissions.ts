/** The two kinds of authorization; they are not mixed. */
export const kinds = ['develop', 'purchase'] as const;
export type Kind = (typeof kinds)[number];

/**
 * Every permission with its kind and the one that includes it, in the order that the interface shows them. A new row goes
 * last: the news that a browser keeps names permissions by their places.
 */
const declared = {
	'product-development': { kind: 'develop', includedIn: null },
	'panel-development': { kind: 'develop', includedIn: 'product-development' },
	'view-logs': { kind: 'develop', includedIn: null },
	purchase: { kind: 'purchase', includedIn: null }
} as const satisfies Record<string, { kind: Kind; includedIn: string | null }>;

export type Permission = keyof typeof declared;

/** Every permission, in the order that the interface shows them. */
export const permissions = Object.keys(declared) as readonly Permission[];

/** The kind of a permission. */
export const kindOf = (permission: Permission): Kind => declared[permission].kind;

/** The permission that includes this one in holding, passing on and granting; null where none does. */
export const includedIn = (permission: Permission): Permission | null => declared[permission].includedIn;

/** A table with a value for every permission. */
export const perPermission = <T>(valueOf: (permission: Permission) => T): Record<Permission, T> =>
	Object.fromEntries(permissions.map((each) => [each, valueOf(each)])) as Record<Permission, T>;
