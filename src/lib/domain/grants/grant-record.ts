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

/** What is kept of a grant where a number does not say it. */
interface Changes {
	/** The fact's index in its entry, and the permission's in the list of them. */
	place: number;
	/** How many revocations count. */
	revocations: number;
	/** All values that its third-party flag was given. */
	flag: Field<boolean>;
}

/** So many bits of a number are the place; those above say which fact of its entry set the flag, and whether on. */
const placeBits = 17;
/** So many facts of an entry can be named by them: small numbers of any engine have 30 bits. */
const mostIndices = (1 << 12) - 1;

/**
 * A grant with its grantor, grantee and product; `standing` while no revocation by its grantor counts. There are a great
 * many: what its entry and its link say is asked of them, and what happens to most is a number.
 */
export class GrantRecord {
	/** Its place and what happened to it: see `kept`. */
	#state: Changes | number;

	constructor(
		/** The entry that states it. */
		readonly source: Stating,
		index: number,
		permission: Permission,
		/** Where it belongs: of what it says, only what never changes is asked for. */
		readonly link: Between
	) {
		const place = index * permissions.length + permissions.indexOf(permission);
		this.#state = isLow(place) ? place : { place, revocations: 0, flag: [] };
	}

	get index(): number {
		return Math.trunc(placeIn(this.#state) / permissions.length);
	}

	get permission(): Permission {
		return permissions[placeIn(this.#state) % permissions.length]!;
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
		return typeof this.#state === 'number' ? 0 : this.#state.revocations;
	}

	set revocations(revocations: number) {
		this.#state = kept(placeIn(this.#state), this.source.id, revocations, this.flag);
	}

	/** Whether it may be passed on, as its flag says. */
	get isFlagged(): boolean {
		const state = this.#state;
		return typeof state === 'number' ? isOnIn(state) : (current(state.flag) ?? false);
	}

	/** The values that its third-party flag was given. Not to be written. */
	get flag(): Field<boolean> {
		const state = this.#state;
		if (typeof state !== 'number') return state.flag;
		return isUntouched(state) ? [] : [new Stated(isOnIn(state), this.source, flagIndexIn(state))];
	}

	/** Gives its flag its first value, where a fact of its own entry does; else it is to be changed. */
	beginFlag(value: boolean, source: Stating, index: number): boolean {
		const state = this.#state;
		const isFirst = source === this.source && index < mostIndices && isUntouched(state);
		if (isFirst) this.#state = withFlag(state, value, index);
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
		const state = this.#state;
		const field = change(typeof state === 'number' ? this.flag : own(state.flag));
		this.#state = kept(placeIn(state), this.source.id, this.revocations, field);
	}

	/** Another one that is written without a trace in this one. */
	copy(): GrantRecord {
		const copied = new GrantRecord(this.source, this.index, this.permission, this.link);
		copied.#state = this.#state;
		return copied;
	}
}

/** What is kept of a grant, in the least that says it. It is no method: a private one would make each grant longer. */
function kept(place: number, entry: EntryId, revocations: number, flag: Field<boolean>): Changes | number {
	const [only] = flag;
	const isLittle = revocations === 0 && flag.length <= 1 && isLow(place);
	if (isLittle && !only) return place;
	if (isLittle && only!.entry === entry && only!.index < mostIndices)
		return withFlag(place, only!.value, only!.index);
	return { place, revocations, flag };
}

const isLow = (place: number): boolean => place < 1 << placeBits;

const placeIn = (state: Changes | number): number =>
	typeof state === 'number' ? state & ((1 << placeBits) - 1) : state.place;

/** Whether it is a number to which nothing happened. */
const isUntouched = (state: Changes | number): state is number =>
	typeof state === 'number' && state >> placeBits === 0;

/** With a flag that a fact of the grant's own entry set: its index from 1 on, and whether it set it on. */
const withFlag = (place: number, value: boolean, index: number): number =>
	place | ((2 * (index + 1) + Number(value)) << placeBits);
const isOnIn = (state: number): boolean => ((state >> placeBits) & 1) === 1;
const flagIndexIn = (state: number): number => (state >> (placeBits + 1)) - 1;
