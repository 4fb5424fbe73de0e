import { delegatedBy } from '$lib/domain/permissions/effective-permissions';
import { type Permission, permissions, perPermission } from '$lib/domain/permissions/permissions';
import {
	heldIn,
	includes,
	type PermissionSet,
	relayedIn,
	withImplied
} from '$lib/domain/permissions/standing';
import type { Link, Partnership, Product } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';

/** What a link gives, with what is implied. */
export interface Given {
	/** What its grantee holds by it. */
	held: PermissionSet;
	/** What of that it may pass on. */
	passesOn: PermissionSet;
	/** What was granted and is without effect. */
	dormant: PermissionSet;
}

/** What a link gives now, whatever its grantee has from others. Cost: look-ups. */
export function givenBy(product: Product, link: Link): Given {
	const given = delegatedBy(link, relayedIn(product.standings.get(link.grantor) ?? 0));
	// A grantee that was deleted holds nothing.
	const all = product.standings.get(link.grantee) ?? 0;
	const held = heldIn(given) & heldIn(all);
	return {
		held,
		passesOn: relayedIn(given) & relayedIn(all),
		dormant: withImplied(link.permissions) & ~held
	};
}

/** On how many products something was given. */
export interface GivenCount {
	held: number;
	/** Of those held. */
	passesOn: number;
	dormant: number;
}

/** On how many products each permission was given. Cost: the products authorized to the partner. */
export function givenCounts(
	snapshot: Snapshot,
	{ authorized }: Pick<Partnership, 'authorized'>
): Record<Permission, GivenCount> {
	const counts = perPermission((): GivenCount => ({ held: 0, passesOn: 0, dormant: 0 }));
	for (const link of authorized.values()) {
		const { held, passesOn, dormant } = givenBy(snapshot.products.get(link.product)!, link);
		for (const permission of permissions) {
			const count = counts[permission];
			if (includes(held, permission)) count.held++;
			if (includes(passesOn, permission)) count.passesOn++;
			if (includes(dormant, permission)) count.dormant++;
		}
	}
	return counts;
}
