import { accountMalformed } from '../commands/organizations';
import { tidy, tidyAccount, tidyIdentifier } from '../commands/text';
import { getOrInsertComputed } from '../domain/algorithms/get-or-insert';
import type { OrganizationId, ProductId } from '../domain/facts';
import { kindsIn } from '../domain/permissions/standing';
import type { Snapshot } from '../domain/snapshot';
import { folded, foldedAccount, invisibleIn } from '../domain/text/text';
import { keysFor } from '../setup/keys';
import type { Key, Setup, SetupAuthorization, SetupMaking, SetupProduct } from '../setup/setup';
import { printSetup } from '../setup/write/print';
import { writeSetup } from '../setup/write/write';
import { engineId } from './engine-ids';
import { addLink, engineLinks, type EngineProduct, type EngineSetup } from './engine-setup';

/** What an engine's statements come to as the text of a setup, and what of it they did not say. */
export interface EngineSetupText {
	text: string;
	/** Organizations and products whose name, account or PID is made of their id. */
	madeUp: { organizations: number; products: number };
	/**
	 * Organizations and products that the workspace has beside another with the same account or PID, which alone a text names:
	 * not in the text, and neither is what is granted on, to or by them.
	 */
	doubled: { organizations: number; products: number };
	/** Grants to a product's owner or to who grants, which give nothing: not in the text. */
	vain: number;
}

const nowhere = { line: 0, column: 0 };
const byKey = <T extends { key: Key }>(one: T, other: T) => (one.key < other.key ? -1 : 1);

/**
 * Writes what was read of an engine as the text of a setup. Given the workspace into which it goes, it keeps there what no
 * engine is told: names, categories, partners, expectations, and organizations without grants. Whoever has an id of it is
 * the same; beyond that, whoever has the same account, and the same PID.
 */
export function setupTextOf(whole: EngineSetup, into: Snapshot | null): EngineSetupText {
	const writing = new Writing(into);
	const { read, doubled } = writing.sayable(whole);
	const organizations = writing.organizations(read.organizations);
	const products = writing.products(read.products);
	const setup: Setup = {
		...{ organizations, products },
		authorizations: writing.authorizations(read.products),
		expectations: writing.expectations(products),
		guide: null
	};
	const { madeUp, vain } = writing;
	return { text: printSetup(setup), madeUp, doubled, vain };
}

class Writing {
	readonly madeUp = { organizations: 0, products: 0 };
	vain = 0;
	/** What the workspace says as a text, and by which keys. */
	readonly #here: Setup;
	readonly #organizations: Map<OrganizationId, Key>;
	readonly #products: Map<ProductId, Key>;

	readonly #into: Snapshot | null;
	/** From where accounts and PIDs that are made of ids that begin alike count on. */
	readonly #counts = new Map<string, number>();

	constructor(into: Snapshot | null) {
		this.#into = into;
		const here = into && writeSetup(into);
		this.#here = here?.setup ?? {
			...{ organizations: [], products: [], authorizations: [], expectations: [], guide: null }
		};
		this.#organizations = new Map(here?.names.organizations);
		this.#products = new Map(here?.names.products);
	}

	/** What was read, without what the workspace has and cannot say: as a text it would be there once more. */
	sayable(whole: EngineSetup): { read: EngineSetup; doubled: EngineSetupText['doubled'] } {
		const isSayable = (id: OrganizationId) =>
			this.#organizations.has(id) || this.#into?.organizations.get(id)?.deleted !== false;
		const isProduct = ({ id, owner }: EngineProduct) =>
			isSayable(owner) && (this.#products.has(id) || this.#into?.products.get(id)?.deleted !== false);
		const organizations = whole.organizations.filter(({ id }) => isSayable(id));
		const products = whole.products.filter(isProduct);
		const doubled = {
			organizations: whole.organizations.length - organizations.length,
			products: whole.products.length - products.length
		};
		if (doubled.organizations === 0) return { read: { ...whole, products }, doubled };
		const read = products.map((product) => {
			const links: EngineProduct['links'] = new Map();
			for (const link of engineLinks(product))
				if (isSayable(link.grantor) && isSayable(link.grantee)) addLink(links, link);
			const { making } = product;
			const isMade = making.maker === null || isSayable(making.maker);
			return { ...product, links, making: isMade ? making : { ...making, maker: null } };
		});
		return { read: { ...whole, organizations, products: read }, doubled };
	}

	organizations(read: EngineSetup['organizations']): Setup['organizations'] {
		const taken = new Map<string, Key | undefined>(
			this.#here.organizations.map(({ key, account }) => [foldedAccount(account), key])
		);
		const claimed = new Set(read.map(({ id }) => this.#organizations.get(id)));
		const added: { id: OrganizationId; name: string; account: string }[] = [];
		for (const { id, name, account } of read) {
			if (this.#organizations.has(id)) continue;
			const known = taken.get(foldedAccount(account));
			if (known !== undefined && !claimed.has(known)) {
				this.#organizations.set(id, known);
				claimed.add(known);
				continue;
			}
			const isGood = tidy(name) !== '' && !accountMalformed(account) && !taken.has(foldedAccount(account));
			const own = isGood
				? { id, name: tidy(name), account: tidyAccount(account) }
				: { id, name: tidy(name) || nameOf(id), account: freeAccount(id, this.#counts, taken) };
			if (!isGood) this.madeUp.organizations += 1;
			taken.set(foldedAccount(own.account), undefined);
			added.push(own);
		}
		const called = added.map(({ id, account }) => ({
			...{ id, calledBy: account.slice(0, account.lastIndexOf('@')) }
		}));
		const keys = keysFor([...this.#organizations].map(asRecord).concat(called), this.#organizations);
		for (const { id } of added) this.#organizations.set(id, keys.get(id)!);
		return [
			...this.#here.organizations,
			...added.map(({ id, name, account }) => ({ ...nowhere, key: keys.get(id)!, name, account }))
		].sort(byKey);
	}

	products(read: readonly EngineProduct[]): SetupProduct[] {
		const here = new Map(this.#here.products.map((product) => [product.key, product]));
		const taken = new Map<string, Key | undefined>(
			this.#here.products.map(({ pid, key }) => [folded(pid), key])
		);
		const claimed = new Set(read.map(({ id }) => this.#products.get(id)));
		const added: { id: ProductId; pid: string; name: string }[] = [];
		for (const { id, pid, name, owner } of read) {
			if (this.#products.has(id)) continue;
			const known = taken.get(folded(tidyIdentifier(pid)));
			const isOwners = here.get(known ?? '')?.owner === this.#organizations.get(owner);
			if (known !== undefined && isOwners && !claimed.has(known)) {
				this.#products.set(id, known);
				claimed.add(known);
				continue;
			}
			const isGood =
				tidy(name) !== '' &&
				tidyIdentifier(pid) !== '' &&
				invisibleIn(pid) === undefined &&
				!taken.has(folded(tidyIdentifier(pid)));
			const own = isGood
				? { id, pid: tidyIdentifier(pid), name: tidy(name) }
				: { id, pid: freePid(id, this.#counts, taken), name: tidy(name) || nameOf(id) };
			if (!isGood) this.madeUp.products += 1;
			taken.set(folded(own.pid), undefined);
			added.push(own);
		}
		const called = added.map(({ id, name }) => ({ id, calledBy: name }));
		const keys = keysFor([...this.#products].map(asRecord).concat(called), this.#products);
		for (const { id } of added) this.#products.set(id, keys.get(id)!);
		const fresh = new Map(added.map((each) => [each.id, each]));
		const written = read.map((product): SetupProduct => {
			const key = this.#products.get(product.id)!;
			const { pid = '', name = '', category = '', basedOn = null, making } = here.get(key) ?? {};
			const own = fresh.get(product.id) ?? { pid, name };
			const common = { ...nowhere, key, owner: this.#organizations.get(product.owner)!, basedOn, category };
			return { ...common, pid: own.pid, name: own.name, making: this.#making(product, making) };
		});
		const left = new Set(written.map(({ key }) => key));
		return written
			.map((each) => ({
				...each,
				basedOn: each.basedOn !== null && left.has(each.basedOn) ? each.basedOn : null
			}))
			.sort(byKey);
	}

	/** Of an engine's maker nobody can tell whether it is OEM or ODM. */
	#making({ owner, making, makerMay }: EngineProduct, here: SetupMaking | undefined): SetupMaking {
		if (making.maker === null || making.maker === owner) return { origin: 'proprietary', maker: null };
		const maker = this.#organizations.get(making.maker)!;
		const origin = here?.maker ? here.origin : 'oem';
		return { origin, maker, kinds: kindsIn(makerMay) };
	}

	authorizations(read: readonly EngineProduct[]): SetupAuthorization[] {
		const names = new Map<string, string>();
		for (const { from, to, as } of this.#here.authorizations) if (as !== null) names.set(`${from} ${to}`, as);
		const pairs = new Map<string, Map<string, SetupAuthorization>>();
		const pairOf = (from: Key, to: Key) =>
			getOrInsertComputed(pairs, `${from} ${to}`, () => new Map<string, SetupAuthorization>());
		for (const product of read)
			for (const { grantor, grantee, permissions, flagged } of engineLinks(product)) {
				if (grantee === product.owner || grantee === grantor) {
					this.vain += 1;
					continue;
				}
				const [from, to] = [this.#organizations.get(grantor)!, this.#organizations.get(grantee)!];
				const entry = getOrInsertComputed(pairOf(from, to), `${permissions} ${flagged}`, () => ({
					...{ ...nowhere, from, to, as: null, products: [], permissions, flagged }
				}));
				entry.products.push({ key: this.#products.get(product.id)!, place: nowhere });
			}
		// Partners stay partners, whatever is granted.
		for (const { from, to } of this.#here.authorizations)
			if (pairOf(from, to).size === 0)
				pairOf(from, to).set('', {
					...{ ...nowhere, from, to, as: null, products: [], permissions: 0, flagged: 0 }
				});
		return [...pairs.entries()]
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.flatMap(([pair, entries]) =>
				[...entries.values()].map((entry, index) => ({
					...entry,
					as: index === 0 ? (names.get(pair) ?? null) : null
				}))
			);
	}

	/** What is expected here of what is still there. */
	expectations(products: readonly SetupProduct[]): Setup['expectations'] {
		const left = new Set(products.map(({ key }) => key));
		return this.#here.expectations.filter(({ sentence }) => left.has(sentence.product));
	}
}

const asRecord = <Id>([id, calledBy]: [Id, Key]) => ({ id, calledBy });

/** Short ids are names that somebody gave; of others the beginning will do. */
const longestName = 24;
const nameOf = (id: string): string => {
	const written = engineId(id);
	return written.length <= longestName ? written : written.slice(0, 10);
};

const longestId = 200;
/**
 * What is made of an id, with a number where that is taken.
 * @param counts where thousands begin alike, each begins to count where the one before it ended
 */
function free(
	id: string,
	ending: string,
	counts: Map<string, number>,
	isTaken: (text: string) => boolean
): string {
	const own = engineId(id).slice(0, longestId);
	let text = `${own}${ending}`;
	for (let count = counts.get(text) ?? 2; isTaken(text); count++) {
		text = `${own}-${count}${ending}`;
		counts.set(`${own}${ending}`, count + 1);
	}
	return text;
}

/** No mail ever goes there: the name of the domain is kept free for such. */
const freeAccount = (
	id: OrganizationId,
	counts: Map<string, number>,
	taken: ReadonlyMap<string, unknown>
): string => free(id, '@engine.invalid', counts, (text) => taken.has(foldedAccount(text)));
const freePid = (id: ProductId, counts: Map<string, number>, taken: ReadonlyMap<string, unknown>): string =>
	free(id, '', counts, (text) => taken.has(folded(text)));
