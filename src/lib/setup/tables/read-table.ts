import { pushAll } from '$lib/domain/algorithms/push-all';
import { accountMalformed } from '../../commands/organizations';
import { tidy, tidyIdentifier } from '../../commands/text';
import { getOrInsertComputed } from '../../domain/algorithms/get-or-insert';
import type { OrganizationId } from '../../domain/facts';
import { linksOn } from '../../domain/permissions/links';
import { noPermissions, type PermissionSet } from '../../domain/permissions/standing';
import type { Link, Product } from '../../domain/records';
import type { Snapshot } from '../../domain/snapshot';
import { invisibleIn } from '../../domain/text/text';
import { organizationIn, OwnProducts } from '../plan/match';
import type { Key, Setup, SetupAuthorization, SetupMaking, SetupProduct } from '../setup';
import type { Cells, TableColumn, TableKind } from './columns';
import { RecordsNamed, type NamedProduct, noLine } from './named-records';
import type { LineProblem } from './problem';
import { makerKindsIn, originIn, permissionsIn, thirdPartyIn, type FoundWords } from './cell-words';

/** A line of a table. Lines of several tables that are read together are counted on. */
export interface TableLine {
	line: number;
	kind: TableKind;
	cells: Cells;
}

export interface ReadingOptions {
	/** Whose products, partners and grants those are that name no owner and no grantor; null where everything is new. */
	actor: OrganizationId | null;
	/** An organization that is named and not there is founded. */
	founds: boolean;
	/** A PID that no product has, for a line without one. */
	newPid: () => string;
}

/** What tables say as a setup, and the lines that were not taken. */
export interface TableSetup {
	setup: Setup;
	problems: ReadonlyMap<number, LineProblem>;
}

/** As much as the ledger keeps of one text. */
const mostSigns = 20_000;

/**
 * Makes one setup of the lines of tables and of what the workspace has already of what they name. Lines come in the order of
 * their kinds: whoever is named is there before. Yields after each line. Cost: the lines, and the grants on the products that
 * they authorize.
 */
export function* readingTables(
	lines: readonly TableLine[],
	now: Snapshot,
	options: ReadingOptions
): Generator<undefined, TableSetup> {
	const reading = new Reading(now, options);
	for (const kind of ['organizations', 'products', 'partners', 'authorizations'] as const)
		for (const line of lines) {
			if (line.kind !== kind) continue;
			reading.take(line);
			yield undefined;
		}
	return yield* reading.end();
}

/** Thrown inside of this file only, where a line is refused. */
class Refused extends Error {
	constructor(readonly problem: LineProblem) {
		super(problem.code);
	}
}

const refuse = (code: LineProblem['code'], text: string): never => {
	throw new Refused({ code, text });
};

class Reading {
	readonly #known: RecordsNamed;
	readonly #own: OwnProducts;
	readonly #products: SetupProduct[] = [];
	/** What a product is based on is looked up at the end: it may stand below. */
	readonly #bases: { product: SetupProduct; pid: string }[] = [];
	readonly #partners: SetupAuthorization[] = [];
	readonly #grants: SetupAuthorization[] = [];
	/** By grantor and grantee, the line of a partner; by these and product, what is granted so far, and by which line. */
	readonly #pairs = new Map<string, number>();
	readonly #granted = new Map<string, { permissions: PermissionSet; entries: SetupAuthorization[] }>();
	readonly #authorized = new Map<Key, NamedProduct>();
	readonly #problems = new Map<number, LineProblem>();

	constructor(
		readonly now: Snapshot,
		readonly options: ReadingOptions
	) {
		this.#known = new RecordsNamed(now, options.founds);
		this.#own = new OwnProducts(now);
	}

	take({ line, kind, cells }: TableLine): void {
		this.#try(line, () => {
			for (const cell of Object.values(cells))
				if (cell.length > mostSigns) refuse('too-long', cell.slice(0, 100));
			if (kind === 'organizations') this.#organization(line, cells);
			else if (kind === 'products') this.#product(line, cells);
			else if (kind === 'partners') this.#partner(line, cells);
			else this.#grant(line, cells);
		});
	}

	*end(): Generator<undefined, TableSetup> {
		for (const { product, pid } of this.#bases)
			this.#try(product.line, () => {
				const base = this.#productNamed(pid, undefined, product.owner);
				if (base.key === product.key) refuse('based-on-itself', pid);
				product.basedOn = base.key;
			});
		const there: SetupAuthorization[] = [];
		for (const named of this.#authorized.values()) {
			const product = this.#inWorkspace(named);
			for (const link of product ? linksOn(product) : [])
				pushAll(there, this.#linkThere(product!, named, link));
			yield undefined;
		}
		// What rests on a line that was refused is refused, or stands without it.
		const products = this.#products.filter(({ line }) => !this.#problems.has(line));
		const keys = new Set([...products, ...this.#known.named].map(({ key }) => key));
		for (const product of products)
			if (product.basedOn !== null && !keys.has(product.basedOn)) product.basedOn = null;
		yield undefined;
		const grants: SetupAuthorization[] = [];
		for (const entry of this.#grants) {
			const [product] = entry.products;
			if (keys.has(product!.key)) grants.push(entry);
			else
				this.#problems.set(entry.line, {
					code: 'unknown-product',
					text: this.#authorized.get(product!.key)!.pid
				});
		}
		const setup: Setup = {
			organizations: this.#known.organizations,
			products: [...this.#known.named, ...products],
			authorizations: [
				...this.#partners,
				...grants,
				...there.filter(({ products: [product] }) => keys.has(product!.key))
			],
			expectations: [],
			guide: null
		};
		return { setup, problems: this.#problems };
	}

	#try(line: number, read: () => void): void {
		try {
			read();
		} catch (error) {
			if (!(error instanceof Refused)) throw error;
			this.#problems.set(line, error.problem);
		}
	}

	#organization(line: number, cells: Cells): void {
		const account = needed(cells, 'account');
		if (accountMalformed(account)) refuse('account-malformed', account);
		const before = this.#known.add(line, account, textIn(cells, 'name') || account.trim());
		if (before !== undefined) refuse('doubled', String(before));
	}

	#product(line: number, cells: Cells): void {
		const given = tidyIdentifier(cells.pid ?? '');
		if (given === '' && textIn(cells, 'name') === '') refuse('empty', 'pid');
		if (invisibleIn(given) !== undefined) refuse('pid-malformed', given);
		const pid = given === '' ? this.options.newPid() : given;
		const owner = this.#organizationIn(cells, 'owner');
		const making = this.#making(cells, owner);
		const key = `p${this.#products.length}`;
		const before = this.#known.addProduct({ key, owner, pid, line });
		if (before) refuse('doubled', String(before.line));
		const product: SetupProduct = {
			...{ key, owner, pid, line, column: 1, making, basedOn: null },
			...{ name: textIn(cells, 'name') || pid, category: textIn(cells, 'category') }
		};
		this.#products.push(product);
		const base = tidyIdentifier(cells.basedOn ?? '');
		if (base !== '') this.#bases.push({ product, pid: base });
	}

	#making(cells: Cells, owner: Key): SetupMaking {
		const origin = wordIn(originIn(cells.origin ?? ''), 'unknown-origin');
		const account = textIn(cells, 'maker');
		if (origin === 'proprietary') {
			if (account !== '') refuse('maker-not-allowed', account);
			return { origin, maker: null };
		}
		if (account === '') refuse('maker-missing', origin);
		const maker = this.#organizationNamed(account);
		if (maker === owner) refuse('maker-is-owner', account);
		return { origin, maker, kinds: wordIn(makerKindsIn(cells.makerMay ?? ''), 'unknown-kind') };
	}

	#partner(line: number, cells: Cells): void {
		const account = needed(cells, 'partner');
		const name = textIn(cells, 'partnerName');
		const from = this.#organizationIn(cells, 'organization');
		const to = this.#organizationNamed(account, name);
		if (from === to) refuse('grantee-self', account);
		const pair = `${from} ${to}`;
		const before = this.#pairs.get(pair);
		if (before !== undefined) refuse('doubled', String(before));
		this.#pairs.set(pair, line);
		const as = name === '' ? null : name;
		this.#partners.push({
			...{ line, column: 1, from, to, as, products: [] },
			...{ permissions: noPermissions, flagged: noPermissions }
		});
	}

	#grant(line: number, cells: Cells): void {
		const account = needed(cells, 'grantee');
		const pid = needed(cells, 'product');
		const permissions = wordIn(permissionsIn(needed(cells, 'permissions')), 'unknown-permission');
		if (permissions === noPermissions) refuse('nothing-granted', cells.permissions ?? '');
		const third = cells.thirdParty ?? '';
		const flagged = wordIn(thirdPartyIn(third, permissions), 'unknown-permission');
		if (flagged & ~permissions) refuse('not-granted', third);
		const from = this.#organizationIn(cells, 'grantor');
		const to = this.#organizationNamed(account);
		if (from === to) refuse('grantee-self', account);
		const ownerText = textIn(cells, 'owner');
		const owner = ownerText === '' ? undefined : this.#organizationNamed(ownerText);
		const product = this.#productNamed(pid, owner);
		if (product.owner === to) refuse('grantee-owner', account);
		const granted = getOrInsertComputed(this.#granted, `${from} ${to} ${product.key}`, () => ({
			permissions: noPermissions,
			entries: [] as SetupAuthorization[]
		}));
		const before = granted.entries.find((each) => each.permissions & permissions);
		if (before) refuse('doubled', String(before.line));
		const entry = {
			...{ line, column: 1, from, to, as: null, permissions, flagged },
			products: [{ key: product.key, place: { line, column: 1 } }]
		};
		granted.permissions |= permissions;
		granted.entries.push(entry);
		this.#authorized.set(product.key, product);
		this.#grants.push(entry);
	}

	/** A grant of the workspace, as far as no line says it: what lines grant may rest on it. */
	#linkThere(product: Product, { key }: NamedProduct, link: Link): SetupAuthorization[] {
		const [from, to] = [link.grantor, link.grantee].map((id) => this.#known.keyOf(id));
		if (from === undefined || to === undefined || from === to || link.grantee === product.owner) return [];
		const granted = this.#granted.get(`${from} ${to} ${key}`);
		// A line that says less than what is there takes nothing away.
		for (const entry of granted?.entries ?? []) entry.flagged |= link.flagged & entry.permissions;
		const permissions = link.permissions & ~(granted?.permissions ?? noPermissions);
		if (permissions === noPermissions) return [];
		return [
			{
				...{ ...noLine, from, to, as: null, products: [{ key, place: noLine }] },
				...{ permissions, flagged: link.flagged & permissions }
			}
		];
	}

	#inWorkspace({ id, owner, pid }: NamedProduct): Product | undefined {
		if (id !== undefined) return this.now.products.get(id);
		const account = this.#known.organizations.find(({ key }) => key === owner)!.account;
		const ownerId = organizationIn(this.now, account);
		const there = ownerId === undefined ? undefined : this.#own.find(ownerId, pid);
		return there === undefined ? undefined : this.now.products.get(there);
	}

	/** The organization of a column, or the one that acts where the cell is empty. */
	#organizationIn(cells: Cells, column: TableColumn): Key {
		const text = textIn(cells, column);
		if (text !== '') return this.#organizationNamed(text);
		const { actor } = this.options;
		const own = actor === null ? undefined : this.#known.keyOf(actor);
		return own ?? refuse('empty', column);
	}

	#organizationNamed(account: string, name?: string): Key {
		const found = this.#known.organization(account, name);
		return 'problem' in found ? refuse(found.problem.code, found.problem.text) : found.key;
	}

	/** @param preferred whose product is meant where several have the PID */
	#productNamed(pid: string, owner: Key | undefined, preferred?: Key): NamedProduct {
		const own = preferred === undefined ? undefined : this.#known.product(pid, preferred);
		const found = own && !('problem' in own) ? own : this.#known.product(pid, owner);
		return 'problem' in found ? refuse(found.problem.code, found.problem.text) : found;
	}
}

const textIn = (cells: Cells, column: TableColumn): string => tidy(cells[column] ?? '');

function needed(cells: Cells, column: TableColumn): string {
	const text = textIn(cells, column);
	return text === '' ? refuse('empty', column) : text;
}

function wordIn<Value>(words: FoundWords<Value>, code: LineProblem['code']): Value {
	return words.unknown === undefined ? words.value : refuse(code, words.unknown);
}
