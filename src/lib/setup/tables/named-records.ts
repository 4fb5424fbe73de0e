import { accountMalformed } from '../../commands/organizations';
import { productsWithPid } from '../../commands/products';
import { tidyAccount, tidyIdentifier } from '../../commands/text';
import { getOrInsertComputed } from '../../domain/algorithms/get-or-insert';
import type { OrganizationId, ProductId } from '../../domain/facts';
import { kindsIn } from '../../domain/permissions/standing';
import type { Product } from '../../domain/records';
import type { Snapshot } from '../../domain/snapshot';
import { folded, foldedAccount } from '../../domain/text/text';
import { byUnits } from '../effective';
import { organizationIn } from '../plan/match';
import type { Key, SetupMaking, SetupOrganization, SetupProduct } from '../setup';
import type { LineProblem } from './problem';

/** Where what the workspace has already stands in a setup: on no line. */
export const noLine = { line: 0, column: 0 };

const none: ReadonlyMap<Key, NamedProduct> = new Map();

/** What a product is called by in a table, and what its line says. */
export interface NamedProduct {
	key: Key;
	owner: Key;
	pid: string;
	/** The line that adds it; none where a line only names it. */
	line: number;
	/** Its id, where the workspace has it. */
	id: ProductId | undefined;
}

/**
 * The organizations and products that the lines of tables speak of, each under one key: those that tables add, and those of the
 * workspace that they name.
 */
export class RecordsNamed {
	readonly organizations: SetupOrganization[] = [];
	/** Of the workspace, as far as they are named. */
	readonly named: SetupProduct[] = [];
	readonly #byAccount = new Map<string, SetupOrganization>();
	/** By PID, then by owner. */
	readonly #added = new Map<string, Map<Key, NamedProduct>>();
	readonly #named = new Map<ProductId, NamedProduct>();
	readonly #keyOf = new Map<OrganizationId, Key>();
	/** Whom an account stands for in the workspace. */
	readonly #firsts = new Map<string, OrganizationId | undefined>();
	/** Of the workspace, as far as their PIDs are named; by PID, then by owner. */
	readonly #there = new Map<string, Map<Key, NamedProduct>>();

	/** @param founds an organization that is named and not there is founded */
	constructor(
		readonly now: Snapshot,
		readonly founds: boolean
	) {}

	/** Adds an organization of a line; answers with the line of an earlier one with the account. */
	add(line: number, account: string, name: string): number | undefined {
		const form = foldedAccount(account);
		const before = this.#byAccount.get(form);
		if (before && before.line > 0) return before.line;
		// What an earlier line only named has a line of its own now.
		if (before) Object.assign(before, { line, column: 1, name });
		else this.#add({ key: this.#newKey(), line, column: 1, account: tidyAccount(account), name });
		return undefined;
	}

	/**
	 * The key of the organization with an account, of a table or of the workspace.
	 * @param name what it is called where it is founded for being named
	 */
	organization(text: string, name = ''): { key: Key } | { problem: LineProblem } {
		const account = tidyAccount(text);
		const known = this.#byAccount.get(foldedAccount(account));
		if (known) return { key: known.key };
		if (accountMalformed(account)) return { problem: { code: 'account-malformed', text } };
		const id = this.#inWorkspace(account);
		if (id !== undefined) return { key: this.keyOf(id)! };
		if (!this.founds) return { problem: { code: 'unknown-organization', text } };
		return { key: this.#add({ ...noLine, key: this.#newKey(), account, name: name || account }) };
	}

	/** The key of an organization of the workspace; undefined where its account stands for another one, or for none. */
	keyOf(id: OrganizationId): Key | undefined {
		const known = this.#keyOf.get(id);
		if (known !== undefined) return known;
		const organization = this.now.organizations.get(id);
		if (!organization || organization.deleted || this.#inWorkspace(organization.account) !== id)
			return undefined;
		const { account, name } = organization;
		const before = this.#byAccount.get(foldedAccount(account));
		const key = before?.key ?? this.#add({ ...noLine, key: this.#newKey(), account, name });
		this.#keyOf.set(id, key);
		return key;
	}

	/** Adds a product of a line; answers with the one that an earlier line added. */
	addProduct(product: Omit<NamedProduct, 'id'>): NamedProduct | undefined {
		const same = getOrInsertComputed(this.#added, folded(product.pid), () => new Map<Key, NamedProduct>());
		const before = same.get(product.owner);
		if (!before) same.set(product.owner, { ...product, id: undefined });
		return before;
	}

	/** The product with a PID, of a table or of the workspace: of the owner, where one is named. */
	product(text: string, owner: Key | undefined): NamedProduct | { problem: LineProblem } {
		const pid = tidyIdentifier(text);
		const added = this.#added.get(folded(pid)) ?? none;
		const there = this.#thereWith(pid);
		const unknown = { problem: { code: 'unknown-product', text } } as const;
		if (owner !== undefined) return added.get(owner) ?? there.get(owner) ?? unknown;
		let only: NamedProduct | undefined;
		for (const each of [added, there])
			for (const [of, product] of each) {
				// What a line adds stands for the one that its owner has.
				if (each === there && added.has(of)) continue;
				if (only) return { problem: { code: 'which-product', text } };
				only = product;
			}
		return only ?? unknown;
	}

	/** Of each owner who has a key, the product with that PID: of several, the first by id. */
	#thereWith(pid: string): ReadonlyMap<Key, NamedProduct> {
		return getOrInsertComputed(this.#there, folded(pid), () => {
			const firsts = new Map<OrganizationId, Product>();
			for (const id of productsWithPid(this.now, pid).sort(byUnits)) {
				const product = this.now.products.get(id)!;
				if (!firsts.has(product.owner)) firsts.set(product.owner, product);
			}
			const named = [...firsts.values()].flatMap((product) => this.nameProduct(product) ?? []);
			return new Map(named.map((each) => [each.owner, each]));
		});
	}

	/** A product of the workspace, as the planner is to find it there; nothing where its owner has no key. */
	nameProduct(product: Product): NamedProduct | undefined {
		const { id, pid, name, category } = product;
		const before = this.#named.get(id);
		if (before) return before;
		const owner = this.keyOf(product.owner);
		if (owner === undefined) return undefined;
		const named = { key: `there${this.#named.size}`, owner, pid, line: 0, id };
		this.#named.set(id, named);
		const making = this.#makingOf(product);
		this.named.push({ ...noLine, key: named.key, owner, pid, name, category, making, basedOn: null });
		return named;
	}

	#makingOf({ making, makerMay, owner }: Product): SetupMaking {
		const { origin, maker } = making;
		const key = maker === null || maker === owner ? undefined : this.keyOf(maker);
		if (origin === 'proprietary' || key === undefined) return { origin: 'proprietary', maker: null };
		return { origin, maker: key, kinds: kindsIn(makerMay) };
	}

	#inWorkspace(account: string): OrganizationId | undefined {
		return getOrInsertComputed(this.#firsts, foldedAccount(account), () => organizationIn(this.now, account));
	}

	#add(organization: SetupOrganization): Key {
		this.organizations.push(organization);
		this.#byAccount.set(foldedAccount(organization.account), organization);
		return organization.key;
	}

	#newKey(): Key {
		return `o${this.organizations.length}`;
	}
}
