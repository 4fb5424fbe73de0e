import { localRef, type Origin, origins, resolveRef } from '../facts';
import { addVersion, current, dropVersions, withVersion } from '../merge/field';
import { noPermissions, type PermissionSet, permissionsOfKinds } from '../permissions/standing';
import { ProductStandings } from '../permissions/product-standings';
import { type ProductVersions, versionsOf } from '../product-versions';
import type { Product } from '../records';
import type { Snapshot, Source } from '../snapshot';
import { folded } from '../text/text';
import { uncoverOpenLines } from './blockers';
import { addChangeTime, removeChangeTime } from './change-times';
import { type Folding, type Handlers, factIdOf, reindex, versionOf, waitFor } from './handlers';
import type { Fact, Making } from '../facts';
import { blanks, ownNew, writable, writableIn, writablePart } from './copy-on-write';
import { relationFor } from './relations';
import { productFor } from './writable-records';

type ProductTable = 'products' | 'product-fields' | 'product-makings' | 'product-bases' | 'maker-standings';

/**
 * States products, their fields and their makers' standings. Only the owner's facts count, and they wait for the
 * product.
 */
export const foldProducts: Handlers<ProductTable> = {
	products({ snapshot, touched }, fact, source) {
		const { pid, name, category } = fact;
		const { organizations } = snapshot.numbers;
		// The owner comes first among those who hold it.
		organizations.of(source.author);
		const { origin, maker } = fact.making;
		const making = maker === null ? unmade[origin] : { origin, maker: organizations.kept(maker) };
		const id = resolveRef(localRef(source.index), source.entry);
		const basedOn = fact.basedOn && resolveRef(fact.basedOn, source.entry);
		const nobody = new ProductStandings(organizations);
		snapshot.products.set(id, {
			// Spelled out: of an object with so many properties that begins with another's, each has a shape of its own.
			id,
			owner: source.author,
			entry: source.entry,
			at: source.at,
			tombstones: blanks.set,
			number: snapshot.numbers.products.of(id),
			pid,
			name,
			category,
			making,
			basedOn,
			makerMay: noPermissions,
			versions: source.of,
			makerStandings: blanks.smallMap,
			links: blanks.links,
			delegations: [],
			standings: nobody,
			undeletedStandings: nobody,
			deleted: false,
			work: blanks.smallMap,
			devices: blanks.smallMap,
			changes: 1,
			changedAt: source.at
		});
		relationFor(snapshot, source.author, 'owned').add(id);
		relationFor(snapshot, source.author, 'undeletedProducts').add(id);
		if (making.maker) relationFor(snapshot, making.maker, 'made').add(id);
		reindex(snapshot, snapshot.productsByPid, id, null, folded(pid));
		touched.add(id);
	},

	'product-fields'(folding, fact, source) {
		const product = ownedProduct(folding, fact, source);
		if (!product) return;
		const before = folded(product.pid);
		const { snapshot } = folding;
		const field = fieldFor(snapshot, product, fact.field);
		addVersion(field, versionOf(fact.value, source));
		product[fact.field] = current(field)!;
		reindex(snapshot, snapshot.productsByPid, product.id, before, folded(product.pid));
	},

	'product-makings'(folding, fact, source) {
		const product = ownedProduct(folding, fact, source);
		if (!product) return;
		const before = product.making.maker;
		addVersion(fieldFor(folding.snapshot, product, 'making'), versionOf(fact.making, source));
		product.making = current(versionsOf(product).making)!;
		moveMade(folding.snapshot, product, before, product.making);
		product.makerMay = makerMay(product);
		folding.touched.add(product.id);
	},

	'product-bases'(folding, fact, source) {
		const product = ownedProduct(folding, fact, source);
		if (!product) return;
		addVersion(
			fieldFor(folding.snapshot, product, 'basedOn'),
			versionOf(fact.basedOn && resolveRef(fact.basedOn, source.entry), source)
		);
		product.basedOn = current(versionsOf(product).basedOn)!;
	},

	'maker-standings'(folding, fact, source) {
		const product = ownedProduct(folding, fact, source);
		if (!product) return;
		const standings = writablePart(folding.snapshot, product, 'makerStandings');
		const standing = writableIn(folding.snapshot, standings, fact.maker) ?? [];
		const given = withVersion(standing, versionOf(fact.kinds, source));
		standings.set(folding.snapshot.numbers.organizations.kept(fact.maker), ownNew(folding.snapshot, given));
		product.makerMay = makerMay(product);
		folding.touched.add(product.id);
	}
};

/** Products that nobody makes begin with the same making: most do. */
const unmade = Object.fromEntries(origins.map((origin) => [origin, { origin, maker: null }])) as Record<
	Origin,
	Making
>;

/** Retracts products and facts about them. */
export const retractProducts: Handlers<ProductTable> = {
	products(folding, _, source) {
		const { snapshot } = folding;
		const product = snapshot.products.get(factIdOf(source))!;
		const { id, number, owner, pid, making } = product;
		snapshot.products.delete(id);
		snapshot.grants.deleteWithProduct();
		snapshot.rows?.drop(number);
		relationFor(snapshot, owner, 'owned').delete(id);
		relationFor(snapshot, owner, 'undeletedProducts').delete(id);
		uncoverOpenLines(folding, product);
		if (making.maker) relationFor(snapshot, making.maker, 'made').delete(id);
		for (const organization of product.standings.keys())
			relationFor(snapshot, organization, 'holding').put(number, 0);
		reindex(snapshot, snapshot.productsByPid, id, folded(pid), null);
		(folding.gone ??= new Map()).set(id, product);
	},

	'product-fields'({ snapshot }, fact, source) {
		const product = productRetractedFrom(snapshot, fact, source);
		if (!product) return;
		const before = folded(product.pid);
		const field = fieldFor(snapshot, product, fact.field);
		dropVersions(field, source);
		product[fact.field] = current(field)!;
		reindex(snapshot, snapshot.productsByPid, product.id, before, folded(product.pid));
	},

	'product-makings'({ snapshot, touched }, fact, source) {
		const product = productRetractedFrom(snapshot, fact, source);
		if (!product) return;
		const before = product.making.maker;
		dropVersions(fieldFor(snapshot, product, 'making'), source);
		product.making = current(versionsOf(product).making)!;
		moveMade(snapshot, product, before, product.making);
		product.makerMay = makerMay(product);
		touched.add(product.id);
	},

	'product-bases'({ snapshot }, fact, source) {
		const product = productRetractedFrom(snapshot, fact, source);
		if (!product) return;
		dropVersions(fieldFor(snapshot, product, 'basedOn'), source);
		product.basedOn = current(versionsOf(product).basedOn)!;
	},

	'maker-standings'({ snapshot, touched }, fact, source) {
		const product = productRetractedFrom(snapshot, fact, source);
		if (!product) return;
		const standings = writablePart(snapshot, product, 'makerStandings');
		const standing = writableIn(snapshot, standings, fact.maker);
		if (standing) {
			dropVersions(standing, source);
			if (standing.length === 0) standings.delete(fact.maker);
		}
		product.makerMay = makerMay(product);
		touched.add(product.id);
	}
};

/** The product that a retracted fact was about; undefined where the fact never counted. */
function productRetractedFrom(
	snapshot: Snapshot,
	fact: { product: string },
	source: Source
): Product | undefined {
	const product = productFor(snapshot, resolveRef(fact.product, source.entry))!;
	if (product.owner !== source.author) return undefined;
	removeChangeTime(snapshot, product, source.at);
	return product;
}

/** One of the fields of a product that may be written, to write. */
function fieldFor<Name extends keyof ProductVersions>(
	snapshot: Snapshot,
	product: Product,
	name: Name
): ProductVersions[Name] {
	const versions = versionsOf(product);
	product.versions = versions;
	return writablePart(
		snapshot,
		writable(snapshot, versions, (copy) => (product.versions = copy)),
		name
	);
}

/** The product that a fact is about, where the fact's author owns it. Waits where it is not here yet. */
function ownedProduct(
	folding: Folding,
	fact: Extract<Fact, { product: string }>,
	source: Source
): Product | undefined {
	const id = resolveRef(fact.product, source.entry);
	const product = productFor(folding.snapshot, id);
	if (!product) waitFor(folding, id, fact, source);
	else if (product.owner === source.author) {
		addChangeTime(folding.snapshot, product, source.at);
		return product;
	}
	return undefined;
}

/** Nothing where the product is proprietary, whatever it names, or where no kinds were stated for its maker. */
function makerMay({ making, makerStandings }: Product): PermissionSet {
	if (making.origin === 'proprietary' || making.maker === null) return noPermissions;
	return permissionsOfKinds(current(makerStandings.get(making.maker) ?? []) ?? []);
}

function moveMade(snapshot: Snapshot, product: Product, before: string | null, { maker }: Making): void {
	if (before === maker) return;
	if (before) relationFor(snapshot, before, 'made').delete(product.id);
	if (maker) relationFor(snapshot, maker, 'made').add(product.id);
}
