import type { Entry } from '../entry';
import { type EntryId, factIdIn, type GrantId, type OrganizationId, type ProductId } from '../facts';
import { current, type Field, Stated } from '../merge/field';
import type { Permission } from '../permissions/permissions';

/** What a link says that never changes. */
interface Between {
	grantor: OrganizationId;
	grantee: OrganizationId;
	product: ProductId;
}

/** A flag that nobody ever stated. */
const unstated = 0;

/**
 * A grant with its grantor, grantee and product; `standing` while no revocation by its grantor counts. There are a great
 * many: what its entry and its link say is asked of them, and a flag that its own entry states is a number.
 */
export class GrantRecord {
	/** How many revocations count. */
	revocations = 0;
	/** All values that its third-party flag was given; or by which fact of its own entry, from 1 on, below 0 where that is off. */
	#flag: Field<boolean> | number = unstated;

	constructor(
		/** The entry that states it. */
		readonly source: Pick<Entry, 'id' | 'stamp' | 'at'>,
		readonly index: number,
		readonly permission: Permission,
		/** Where it belongs: of what it says, only what never changes is asked for. */
		readonly link: Between
	) {}

	get id(): GrantId {
		return factIdIn(this.source.id, this.index);
	}

	get entry(): EntryId {
		return this.source.id;
	}

	get at(): number {
		return this.source.at;
	}

	get grantor(): OrganizationId {
		return this.link.grantor;
	}

	get grantee(): OrganizationId {
		return this.link.grantee;
	}

	get product(): ProductId {
		return this.link.product;
	}

	get standing(): boolean {
		return this.revocations === 0;
	}

	/** Whether it may be passed on, as its flag says. */
	get isFlagged(): boolean {
		return typeof this.#flag === 'number' ? this.#flag > 0 : current(this.#flag)!;
	}

	/** The values that its third-party flag was given. Not to be written. */
	get flag(): Field<boolean> {
		if (typeof this.#flag !== 'number') return this.#flag;
		if (this.#flag === unstated) return [];
		return [new Stated(this.#flag > 0, this.source, Math.abs(this.#flag) - 1)];
	}

	/** Changes its flag. A list of values is its own, unless a copy has it too: `own` gives one that may be written. */
	changeFlag(own: (field: Field<boolean>) => Field<boolean>, change: (field: Field<boolean>) => void): void {
		const field = typeof this.#flag === 'number' ? this.flag : own(this.#flag);
		change(field);
		const [only] = field;
		const isPlain = field.length === 1 && only!.entry === this.source.id;
		if (!only) this.#flag = unstated;
		else this.#flag = isPlain ? (only.index + 1) * (only.value ? 1 : -1) : field;
	}

	/** Another one that is written without a trace in this one. */
	copy(): GrantRecord {
		const copied = new GrantRecord(this.source, this.index, this.permission, this.link);
		copied.revocations = this.revocations;
		copied.#flag = this.#flag;
		return copied;
	}
}
