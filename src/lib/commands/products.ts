import { allOf } from '$lib/domain/algorithms/small-set';
import { pushAll } from '$lib/domain/algorithms/push-all';
import { isBlocked, productBlockers } from '$lib/domain/deletion/deletion';
import { type Fact, type OrganizationId, localRef, type ProductId } from '$lib/domain/facts';
import { current } from '$lib/domain/merge/field';
import { type Kind, kinds } from '$lib/domain/permissions/permissions';
import type { Product } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import { folded, invisibleIn } from '$lib/domain/text/text';
import type { CommandOf, StatedMaking } from './command';
import { accept, type Decision, type Refusal, refuse } from './refusal';
import { tidy, tidyIdentifier } from './text';

/**
 * The products with this PID, as PIDs are compared; deleted ones and `except` are left out. Several only after a
 * merge.
 */
export const productsWithPid = (snapshot: Snapshot, pid: string, except?: ProductId): ProductId[] =>
	[...allOf(snapshot.productsByPid.get(folded(pid)))].filter(
		(id) => id !== except && !snapshot.products.get(id)!.deleted
	);

/** Whether the product is here and not deleted. */
export const productExists = (snapshot: Snapshot, id: ProductId): boolean =>
	snapshot.products.get(id)?.deleted === false;

/** The products that a list names more than once. */
export function duplicatesIn(products: ProductId[]): ProductId[] {
	if (products.length < 2) return [];
	const seen = new Set<ProductId>();
	const twice = new Set<ProductId>();
	for (const product of products) (seen.has(product) ? twice : seen).add(product);
	return [...twice];
}

interface Fields {
	pid?: string | undefined;
	name?: string | undefined;
	making?: StatedMaking | undefined;
	basedOn?: ProductId | null | undefined;
}

/** A product has a name and a PID of its own; OEM and ODM products have a maker other than their owner. */
function whatIsWrong(
	snapshot: Snapshot,
	owner: OrganizationId,
	fields: Fields,
	self?: ProductId
): Refusal | undefined {
	const { pid, name, making, basedOn } = fields;
	if (name !== undefined && tidy(name) === '') return { code: 'empty-name' };
	if (pid !== undefined) {
		if (tidyIdentifier(pid) === '') return { code: 'pid-empty' };
		const sign = invisibleIn(tidyIdentifier(pid));
		if (sign !== undefined) return { code: 'pid-invisible', pid, sign };
		const products = productsWithPid(snapshot, pid, self);
		if (products.length > 0) return { code: 'pid-taken', pid, products };
	}
	if (making) {
		const { origin, maker } = making;
		if (origin === 'proprietary') {
			if (maker !== null) return { code: 'maker-not-allowed' };
		} else {
			if (maker === null) return { code: 'maker-missing' };
			if (maker === owner) return { code: 'maker-is-owner' };
			const organization = snapshot.organizations.get(maker);
			if (!organization || organization.deleted) return { code: 'unknown-organization', organization: maker };
		}
	}
	if (basedOn != null) {
		if (basedOn === self) return { code: 'based-on-itself' };
		if (!productExists(snapshot, basedOn)) return { code: 'unknown-product', products: [basedOn] };
	}
	return undefined;
}

/** The product if it is here and the actor's own, or the refusal. */
function ownProduct(snapshot: Snapshot, actor: OrganizationId, id: ProductId): Product | Refusal {
	const product = snapshot.products.get(id);
	if (!product || product.deleted) return { code: 'unknown-product', products: [id] };
	if (product.owner !== actor) return { code: 'not-own-product', product: id, owner: product.owner };
	return product;
}

/**
 * Adds a product of the actor's, with its maker's standing where it has a maker. Refuses `empty-name`, `pid-empty`,
 * `pid-invisible`, `pid-taken`, `maker-not-allowed` (proprietary), `maker-missing` (OEM and ODM), `maker-is-owner`,
 * `unknown-organization` (as maker) and `unknown-product` (as what it is based on).
 */
export function addProduct(
	snapshot: Snapshot,
	actor: OrganizationId,
	command: CommandOf<'add-product'>
): Decision {
	const wrong = whatIsWrong(snapshot, actor, command);
	if (wrong) return refuse(wrong);
	const { making, basedOn } = command;
	return accept(
		{
			table: 'products',
			pid: tidyIdentifier(command.pid),
			name: tidy(command.name),
			category: tidy(command.category),
			making: { origin: making.origin, maker: making.maker },
			basedOn
		},
		...standingOf(localRef(0), making)
	);
}

/** The fact that states the maker's standing; none without a maker. */
const standingOf = (product: ProductId, making: StatedMaking): Fact[] =>
	making.maker === null
		? []
		: [{ table: 'maker-standings', product, maker: making.maker, kinds: inOrder(making.kinds) }];

const inOrder = (some: readonly Kind[]): Kind[] => kinds.filter((kind) => some.includes(kind));

/** The kinds stated for an organization as the product's maker, whether or not it is the maker now. */
const kindsStated = ({ makerStandings }: Product, maker: OrganizationId): readonly Kind[] =>
	current(makerStandings.get(maker) ?? []) ?? [];

const isSame = (some: readonly Kind[], others: readonly Kind[]): boolean =>
	kinds.every((kind) => some.includes(kind) === others.includes(kind));

/**
 * Changes a product of the actor's own; what is given unchanged is not checked again. Refuses `unknown-product`,
 * `not-own-product`, whatever `addProduct` refuses, `based-on-itself` and `nothing-changes`.
 */
export function editProduct(
	snapshot: Snapshot,
	actor: OrganizationId,
	command: CommandOf<'edit-product'>
): Decision {
	const product = ownProduct(snapshot, actor, command.product);
	if ('code' in product) return refuse(product);
	const { making, basedOn } = command;
	const isNew = making && (making.origin !== product.making.origin || making.maker !== product.making.maker);
	const isOther = basedOn !== undefined && basedOn !== product.basedOn;
	// What is given unchanged is not checked again: a PID that a merge doubled can stay while the name changes.
	const given = (field: 'name' | 'pid') => {
		const value = command[field];
		const kept = field === 'pid' ? tidyIdentifier : tidy;
		return value !== undefined && kept(value) !== product[field] ? value : undefined;
	};
	const changed = {
		name: given('name'),
		pid: given('pid'),
		making: isNew ? making : undefined,
		basedOn: isOther ? basedOn : undefined
	};
	const wrong = whatIsWrong(snapshot, actor, changed, product.id);
	if (wrong) return refuse(wrong);
	const facts = (['pid', 'name', 'category'] as const).flatMap((field): Fact[] => {
		const given = command[field];
		const value = given === undefined ? product[field] : (field === 'pid' ? tidyIdentifier : tidy)(given);
		return value === product[field] ? [] : [{ table: 'product-fields', product: product.id, field, value }];
	});
	if (isNew)
		facts.push({
			table: 'product-makings',
			product: product.id,
			making: { origin: making.origin, maker: making.maker }
		});
	if (making?.maker && (isNew || !isSame(making.kinds, kindsStated(product, making.maker))))
		pushAll(facts, standingOf(product.id, making));
	if (isOther) facts.push({ table: 'product-bases', product: product.id, basedOn });
	return facts.length > 0 ? accept(...facts) : refuse({ code: 'nothing-changes' });
}

/**
 * Deletes a product of the actor's own. Refuses `unknown-product`, `not-own-product`, and `product-in-use` while the
 * actor has authorized somebody on it or an open order has a covered line for it.
 */
export function deleteProduct(
	snapshot: Snapshot,
	actor: OrganizationId,
	command: CommandOf<'delete-product'>
): Decision {
	const product = ownProduct(snapshot, actor, command.product);
	if ('code' in product) return refuse(product);
	const blockers = productBlockers(snapshot, product);
	if (isBlocked(blockers)) return refuse({ code: 'product-in-use', product: product.id, blockers });
	return accept({ table: 'tombstones', record: product.id });
}

/**
 * Sets the kinds for which a product's maker holds it without being granted it, down to none. Refuses
 * `unknown-product`, `not-own-product`, `no-maker`, `nothing-changes`, and `unknown-organization` where kinds are
 * given to a deleted maker.
 */
export function setMakerStanding(
	snapshot: Snapshot,
	actor: OrganizationId,
	command: CommandOf<'set-maker-standing'>
): Decision {
	const product = ownProduct(snapshot, actor, command.product);
	if ('code' in product) return refuse(product);
	const { origin, maker } = product.making;
	if (!maker || origin === 'proprietary') return refuse({ code: 'no-maker', product: product.id });
	if (isSame(command.kinds, kindsStated(product, maker))) return refuse({ code: 'nothing-changes' });
	if (command.kinds.length > 0 && snapshot.organizations.get(maker)?.deleted)
		return refuse({ code: 'unknown-organization', organization: maker });
	return accept({
		table: 'maker-standings',
		product: product.id,
		maker,
		kinds: inOrder(command.kinds)
	});
}
