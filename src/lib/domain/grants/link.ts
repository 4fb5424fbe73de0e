import type { SmallSet } from '../algorithms/small-set';
import type { Entry } from '../entry';
import type { OrganizationId, ProductId } from '../facts';
import { permissions } from '../permissions/permissions';
import {
	allPermissions,
	heldIn,
	noPermissions,
	type PermissionSet,
	relayedIn,
	standingOf
} from '../permissions/standing';
import type { GrantRecord } from './grant-record';

/** What dates a change: mostly the entry that makes it, so that the time is not kept a second time. */
export type Moment = Pick<Entry, 'at'>;

/** The place of a new link, until it is placed: it is among the product's delegations from then on. */
export const unplaced = -1;

/** All that a link may grant and let pass on, and how many bits that takes. */
const both = standingOf(allPermissions, allPermissions);
const countsFrom = 2 * permissions.length;

/**
 * Everything that one organization granted another on one product. Grants of one permission count as one. There are a great
 * many: two sets are one number, and the time of the last change is asked of what made it.
 */
export class Link {
	/** Its place among the product's delegations; it has none until it is first refreshed. */
	place = unplaced;
	/** The unrevoked grants, in no particular order: most links have one. */
	grants: SmallSet<GrantRecord> = null;
	/**
	 * How many grants of each permission there are beyond one, unrevoked ones and then those of them with the flag on, in
	 * the order of `permissions`; null while there is none.
	 */
	repeated: number[] | null = null;
	/** What it grants and what of that may be passed on, as granted; above, how many changes there are, where these are no list. */
	#numbers = 0;
	/** What dates the last change, or the times of all, in order, where they differ. */
	#dated: Moment | number[] | null = null;

	constructor(
		readonly grantor: OrganizationId,
		readonly grantee: OrganizationId,
		readonly product: ProductId
	) {}

	/** The permissions of its grants as granted, implied ones not added. */
	get permissions(): PermissionSet {
		return heldIn(this.#numbers);
	}

	set permissions(permissions: PermissionSet) {
		this.#numbers ^= this.permissions ^ permissions;
	}

	/** The permissions that may be passed on: those with a standing grant whose third-party flag is on, as granted. */
	get flagged(): PermissionSet {
		return relayedIn(this.#numbers & both);
	}

	set flagged(flagged: PermissionSet) {
		this.#numbers ^= standingOf(noPermissions, this.flagged ^ flagged);
	}

	/** As of any dated record. Not to be written. */
	get changes(): number[] | number {
		return Array.isArray(this.#dated) ? this.#dated : this.#numbers >>> countsFrom;
	}

	/** The time of the last change; 0 where there is none. */
	get changedAt(): number {
		const dated = this.#dated;
		if (Array.isArray(dated)) return dated.at(-1)!;
		return dated ? dated.at : 0;
	}

	/** Counts a change in, if it is the first or at the time of all others. */
	addSameChange(by: Moment): boolean {
		const dated = this.#dated;
		if (dated === null) this.#dated = by;
		else if (Array.isArray(dated) || (dated !== by && dated.at !== by.at)) return false;
		this.#numbers += both + 1;
		return true;
	}

	/** Dates it anew. */
	date({ changes, changedAt }: { changes: number[] | number; changedAt: number }): void {
		const count = typeof changes === 'number' ? changes : 0;
		this.#numbers = (this.#numbers & both) | (count << countsFrom);
		if (typeof changes !== 'number') this.#dated = changes;
		else if (changes === 0) this.#dated = null;
		else if (Array.isArray(this.#dated)) this.#dated = { at: changedAt };
	}

	/** Another one that is written without a trace in this one. */
	copy(): Link {
		const copied = new Link(this.grantor, this.grantee, this.product);
		[copied.place, copied.grants, copied.repeated] = [this.place, this.grants, this.repeated];
		[copied.#numbers, copied.#dated] = [this.#numbers, this.#dated];
		return copied;
	}
}
