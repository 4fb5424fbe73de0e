import { getOrInsertComputed } from '../algorithms/get-or-insert';
import { SmallMap } from '../algorithms/small-map';
import type { OrganizationId } from '../facts';

/** Up to so many links lie in one array, and are looked through. */
const few = 16;

/** Whom a link is between. */
interface Ends {
	grantor: OrganizationId;
	grantee: OrganizationId;
}

type CopyMap = <V>(map: Map<OrganizationId, V>) => Map<OrganizationId, V>;

/** The links of a product that has more than a few: by grantor, then by grantee. */
interface ManyLinks<Link> {
	byGrantor: Map<OrganizationId, SmallMap<OrganizationId, Link>>;
	/** Of a copy: how maps are copied, and the grantors whose links it no longer shares. */
	copied: { copyMap: CopyMap; own: Set<OrganizationId> } | null;
}

/**
 * The links of one product. Most products have few, and there are a great many products: these links lie in one array, in
 * a sixth of the memory that maps of maps take.
 */
export class ProductLinks<Link extends Ends> implements Iterable<Link> {
	/** Never written: another array takes its place. */
	#few: readonly Link[] = [];
	/** All of them, once they were more than a few. */
	#many: ManyLinks<Link> | null = null;
	/** Those that were added and not yet taken: as long as there are few, they are nowhere else. */
	#added: Link[] | null = null;
	/** The marks of all grantees: most that have no link are known by theirs without a look at the links. */
	#marks = 0;

	/**
	 * Another one that is written without a trace in this one, which must not change meanwhile.
	 * @param copyMap copies a map of several keys
	 */
	copy(copyMap: CopyMap): ProductLinks<Link> {
		const copied = new ProductLinks<Link>();
		copied.#few = this.#few;
		copied.#added = this.#added && this.#added.slice();
		copied.#marks = this.#marks;
		if (this.#many)
			copied.#many = { byGrantor: copyMap(this.#many.byGrantor), copied: { copyMap, own: new Set() } };
		return copied;
	}

	/** The link from one organization to another. Cost: a look-up. */
	between(grantor: OrganizationId, grantee: OrganizationId): Link | undefined {
		if (this.#many) return this.#many.byGrantor.get(grantor)?.get(grantee);
		if ((this.#marks & markOf(grantee)) === 0) return undefined;
		const known = linkIn(this.#few, grantor, grantee);
		return known || !this.#added ? known : linkIn(this.#added, grantor, grantee);
	}

	/** The links by which the organization granted anything, ever. Cost: these. */
	from(grantor: OrganizationId): Iterable<Link> {
		if (this.#many) return this.#many.byGrantor.get(grantor)?.values() ?? [];
		return this.#listed().filter((link) => link.grantor === grantor);
	}

	/** The links by which the organization was granted anything, ever. Cost: the grantors. */
	to(grantee: OrganizationId): Iterable<Link> {
		if (!this.#many) return this.#listed().filter((link) => link.grantee === grantee);
		return [...this.#many.byGrantor.values()].flatMap((links) => links.get(grantee) ?? []);
	}

	*[Symbol.iterator](): Generator<Link, undefined> {
		if (this.#many) for (const links of this.#many.byGrantor.values()) yield* links.values();
		else yield* this.#listed();
	}

	/** Puts a link in the place of the one between the same two, if any. */
	put(link: Link): void {
		const before = this.between(link.grantor, link.grantee);
		if (!before) this.add(link);
		else if (this.#many) linksFrom(this.#many, link.grantor).set(link.grantee, link);
		else this.#change((links) => links.map((each) => (each === before ? link : each)));
	}

	/** Adds a link between two that have none, to be taken. */
	add(link: Link): void {
		if (this.#many) linksFrom(this.#many, link.grantor).set(link.grantee, link);
		else if (this.#few.length + this.added >= few) {
			const many: ManyLinks<Link> = { byGrantor: new Map(), copied: null };
			for (const each of [...this.#listed(), link]) linksFrom(many, each.grantor).set(each.grantee, each);
			[this.#few, this.#many] = [[], many];
		}
		this.#marks |= markOf(link.grantee);
		if (this.#added) this.#added.push(link);
		else this.#added = [link];
	}

	/** How many were added and not yet taken. */
	get added(): number {
		return this.#added ? this.#added.length : 0;
	}

	/** Takes links that were added: each once. Some of them may have been deleted again. */
	takeAdded(most = Number.POSITIVE_INFINITY): readonly Link[] {
		const added = this.#added;
		if (!added) return none;
		const taken = added.length > most ? added.splice(added.length - most) : added;
		if (taken === added) this.#added = null;
		// No longer than it has to be: it is kept.
		if (!this.#many) this.#few = this.#few.length === 0 ? taken.slice() : this.#few.concat(taken);
		return taken;
	}

	/** Takes away the link from one organization to another. */
	delete(grantor: OrganizationId, grantee: OrganizationId): void {
		if (!this.#many) {
			const gone = this.between(grantor, grantee);
			this.#change((links) => links.filter((each) => each !== gone));
			return;
		}
		const links = linksFrom(this.#many, grantor);
		links.delete(grantee);
		if (links.size === 0) this.#many.byGrantor.delete(grantor);
	}

	/** All of them, while they are few. */
	#listed(): readonly Link[] {
		return this.#added ? [...this.#few, ...this.#added] : this.#few;
	}

	/** Changes what there is, while they are few. */
	#change(changed: (links: readonly Link[]) => Link[]): void {
		this.#few = changed(this.#few);
		this.#added = this.#added && changed(this.#added);
	}
}

const none: readonly never[] = [];

/** One of so many bits as make a small number, by an id's first letter. */
const markOf = (id: OrganizationId): number => 1 << (id.charCodeAt(0) % 30);

function linkIn<Link extends Ends>(
	links: readonly Link[],
	grantor: OrganizationId,
	grantee: OrganizationId
): Link | undefined {
	for (let at = 0; at < links.length; at++) {
		const link = links[at]!;
		if (link.grantee === grantee && link.grantor === grantor) return link;
	}
	return undefined;
}

/** The links by which the organization grants anything, to write. */
function linksFrom<Link>(
	{ byGrantor, copied }: ManyLinks<Link>,
	grantor: OrganizationId
): SmallMap<OrganizationId, Link> {
	const links = getOrInsertComputed(byGrantor, grantor, () => new SmallMap<OrganizationId, Link>());
	if (!copied || copied.own.has(grantor)) return links;
	copied.own.add(grantor);
	const own = links.copy(copied.copyMap);
	byGrantor.set(grantor, own);
	return own;
}
