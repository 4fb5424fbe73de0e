import type { OrganizationId, ProductId } from '../domain/facts';
import { getOrInsertComputed } from '../domain/algorithms/get-or-insert';
import {
	noPermissions,
	only,
	type PermissionSet,
	permissionsOfKind,
	kindsIn,
	permissionsOfKinds,
	withoutImplied
} from '../domain/permissions/standing';
import type { Permission } from '../domain/permissions/permissions';
import {
	addLink,
	engineLinks,
	type EngineLink,
	type EngineProduct,
	type EngineSetup,
	orderedSetup
} from './engine-setup';

/** What the statements of an engine hold that no setup can, and that was left out. */
export interface Unread {
	/** Statements that no export makes. */
	unknown: string[];
	unknownCount: number;
	/** Products that nobody owns, and roots of products beside the owner and one maker. */
	ownerless: ProductId[];
	rootless: { product: ProductId; organization: OrganizationId }[];
}

const mostNamed = 100;

/** Thrown where a statement says of something what another one says otherwise, or says it again where it may once. */
export class SaidTwice extends Error {}

interface Found {
	owner: OrganizationId | null;
	maker: OrganizationId | null;
	rooted: Map<OrganizationId, PermissionSet>;
	links: EngineProduct['links'];
}

/** Gathers what statements say, in any order, and makes a setup of it. */
export class SetupReader {
	readonly #products = new Map<ProductId, Found>();
	readonly #organizations = new Set<OrganizationId>();
	readonly #stated = new Set<string>();
	readonly #unknown: string[] = [];
	#unknownCount = 0;

	#product = (id: ProductId): Found =>
		getOrInsertComputed(this.#products, id, () => ({
			owner: null,
			maker: null,
			rooted: new Map(),
			links: new Map()
		}));

	/** Whatever is called so is stated once. Throws `SaidTwice`. */
	once(name: string): void {
		if (this.#stated.has(name)) throw new SaidTwice();
		this.#stated.add(name);
	}

	organization(id: OrganizationId): void {
		this.#organizations.add(id);
	}

	/** Throws `SaidTwice` where another one owns it. */
	owner(product: ProductId, id: OrganizationId): void {
		const found = this.#product(product);
		if (found.owner !== null && found.owner !== id) throw new SaidTwice();
		found.owner = id;
		this.#organizations.add(id);
	}

	/** Named as the maker, whatever it may do as that. Throws `SaidTwice` where another one is. */
	maker(product: ProductId, id: OrganizationId): void {
		const found = this.#product(product);
		if (found.maker !== null && found.maker !== id) throw new SaidTwice();
		found.maker = id;
		this.#organizations.add(id);
	}

	/** Holds and passes on these without being granted them. */
	root(product: ProductId, id: OrganizationId, set: PermissionSet): void {
		const { rooted: roots } = this.#product(product);
		roots.set(id, (roots.get(id) ?? noPermissions) | set);
		this.#organizations.add(id);
	}

	grant(
		product: ProductId,
		grantor: OrganizationId,
		grantee: OrganizationId,
		permission: Permission,
		flagged: boolean
	): void {
		const set = only(permission);
		addLink(this.#product(product).links, {
			...{ grantor, grantee, permissions: set, flagged: flagged ? set : noPermissions }
		});
		this.#organizations.add(grantor).add(grantee);
	}

	unknown(statement: string): void {
		this.#unknownCount += 1;
		if (this.#unknown.length < mostNamed) this.#unknown.push(statement.slice(0, 500));
	}

	/**
	 * The setup, and what of the statements is not in it. Names are empty: no statement has any. Where the engine is told
	 * what a permission includes as grants of their own, those are left out again.
	 */
	finish(isImpliedTold: boolean): { setup: EngineSetup; unread: Unread } {
		const unread: Unread = {
			...{ unknown: this.#unknown, unknownCount: this.#unknownCount, ownerless: [], rootless: [] }
		};
		const products: EngineProduct[] = [];
		for (const [id, found] of this.#products) {
			if (found.owner === null) unread.ownerless.push(id);
			else products.push(productOf(id, { ...found, owner: found.owner }, unread));
		}
		if (isImpliedTold) for (const product of products) for (const link of engineLinks(product)) shorten(link);
		const organizations = [...this.#organizations].map((id) => ({ id, name: '', account: '' }));
		return { setup: orderedSetup(organizations, products, []), unread };
	}
}

function productOf(id: ProductId, found: Found & { owner: OrganizationId }, unread: Unread): EngineProduct {
	const { owner } = found;
	const others = [...found.rooted.keys()].filter((each) => each !== owner).sort();
	const maker = found.maker ?? others[0] ?? null;
	for (const organization of others)
		if (organization !== maker) unread.rootless.push({ product: id, organization });
	const making = { origin: maker === null ? 'proprietary' : 'oem', maker } as const;
	const stated = maker === null ? noPermissions : (found.rooted.get(maker) ?? noPermissions);
	// A standing is of whole kinds.
	const makerMay = permissionsOfKinds(kindsIn(stated).filter((kind) => wholly(stated, kind)));
	if (stated & ~makerMay && maker !== null) unread.rootless.push({ product: id, organization: maker });
	return { id, pid: '', name: '', owner, making, makerMay, links: found.links };
}

/** What is included stays only where it may be passed on, and what includes it may not. */
function shorten(link: EngineLink): void {
	const flagged = withoutImplied(link.flagged);
	link.permissions = withoutImplied(link.permissions) | flagged;
	link.flagged = flagged;
}

const wholly = (set: PermissionSet, kind: Parameters<typeof permissionsOfKinds>[0][number]): boolean =>
	(permissionsOfKind[kind] & ~set) === noPermissions;
