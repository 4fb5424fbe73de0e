import type { Stating } from '../entry';
import { type EntryId, factIdIn, type GrantId, type OrganizationId, type ProductId } from '../facts';
import { current, type Field, Stated } from '../merge/field';
import { type Permission, permissions } from '../permissions/permissions';

/** What a link says that never changes. */
interface Between {
	grantor: OrganizationId;
	grantee: OrganizationId;
	product: ProductId;
}

/** What happened to a grant, where that is more than one flag in its own entry. */
interface Changes {
	/** How many revocations count. */
	revocations: number;
	/** All values that its third-party flag was given. */
	flag: Field<boolean>;
}

/** Nothing happened to it. */
const untouched = 0;

/**
 * A grant with its grantor, grantee and product; `standing` while no revocation by its grantor counts. There are a great
 * many: what its entry and its link say is asked of them, and what happens to most is a number.
 */
export class GrantRecord {
	/** The fact's index in its entry, and the permission's in the list of them. */
	readonly #place: number;
	/** Or, where one fact of its own entry set its flag and that is all: which, from 1 on, below 0 where it set it off. */
	#changes: Changes | number = untouched;

	constructor(
		/** The entry that states it. */
		readonly source: Stating,
		index: number,
		permission: Permission,
		/** Where it belongs: of what it says, only what never changes is asked for. */
		readonly link: Between
	) {
		this.#place = index * permissions.length + permissions.indexOf(permission);
	}

	get index(): number {
		return Math.trunc(this.#place / permissions.length);
	}

	get permission(): Permission {
		return permissions[this.#place % permissions.length]!;
	}

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

	/** How many revocations count. */
	get revocations(): number {
		return typeof this.#changes === 'number' ? 0 : this.#changes.revocations;
	}

	set revocations(revocations: number) {
		this.#changes = kept(this.source.id, revocations, this.flag);
	}

	/** Whether it may be passed on, as its flag says. */
	get isFlagged(): boolean {
		return typeof this.#changes === 'number' ? this.#changes > 0 : (current(this.#changes.flag) ?? false);
	}

	/** The values that its third-party flag was given. Not to be written. */
	get flag(): Field<boolean> {
		if (typeof this.#changes !== 'number') return this.#changes.flag;
		if (this.#changes === untouched) return [];
		return [new Stated(this.#changes > 0, this.source, Math.abs(this.#changes) - 1)];
	}

	/** Gives its flag its first value, where a fact of its own entry does; else it is to be changed. */
	beginFlag(value: boolean, source: Stating, index: number): boolean {
		const isFirst = this.#changes === untouched && source === this.source;
		if (isFirst) this.#changes = inNumber(value, index);
		return isFirst;
	}

	/**
	 * Changes its flag.
	 * @param change gives the values as they are to be
	 * @param own gives a list of values that may be written: another copy of the grant may have the same
	 */
	changeFlag(
		own: (field: Field<boolean>) => Field<boolean>,
		change: (field: Field<boolean>) => Field<boolean>
	): void {
		const field = change(typeof this.#changes === 'number' ? this.flag : own(this.#changes.flag));
		this.#changes = kept(this.source.id, this.revocations, field);
	}

	/** Another one that is written without a trace in this one. */
	copy(): GrantRecord {
		const copied = new GrantRecord(this.source, this.index, this.permission, this.link);
		copied.#changes = this.#changes;
		return copied;
	}
}

/** What happened, in the least that says it. It is no method: a private one would make each grant longer. */
function kept(entry: EntryId, revocations: number, flag: Field<boolean>): Changes | number {
	const [only] = flag;
	if (revocations > 0 || flag.length > 1 || (only && only.entry !== entry)) return { revocations, flag };
	return only ? inNumber(only.value, only.index) : untouched;
}

/** A flag that a fact of the grant's own entry set: see `#changes`. */
const inNumber = (value: boolean, index: number): number => (index + 1) * (value ? 1 : -1);
