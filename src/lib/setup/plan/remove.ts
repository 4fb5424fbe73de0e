import { pushAll } from '$lib/domain/algorithms/push-all';
import { organizationBlockers, productBlockers } from '../../domain/deletion/deletion';
import type { OrganizationId, ProductId } from '../../domain/facts';
import { linksOn } from '../../domain/permissions/links';
import { getOrInsertComputed } from '../../domain/algorithms/get-or-insert';
import { isPartnerOf, partnersOf } from '../../domain/partners';
import { linkBetween, partnershipBetween, relationsOf } from '../../domain/snapshot';
import { includes, noPermissions, only, type PermissionSet, toList } from '../../domain/permissions/standing';
import type { Setup } from '../setup';
import { dormantGivesPanels } from '../verdicts';
import type { TextState } from '../state';
import type { Sliced } from '../../domain/algorithms/sliced';
import { effectivePart } from '../write/authorizations';
import { type WrittenSetup, writingSetup } from '../write/write';
import type { Builder } from './builder';
import type { Removal } from './lines';
import { type Matched, withIdsOf } from './match';

/**
 * Takes away what a text could say and this one does not: flags and grants, expectations, then partners, products and
 * organizations. What no text could say stays, but for what stands in the way of a deletion.
 */
export function* removeRest(
	setup: Setup,
	state: TextState,
	builder: Builder,
	matched: Matched
): Sliced<Removal[]> {
	const removals: Removal[] = [];
	for (;;) {
		const rest = new Rest(setup, state, builder, matched, yield* writingSetup(builder.snapshot));
		yield* rest.revoke();
		yield* rest.forget();
		yield* rest.clear();
		yield* rest.delete();
		pushAll(removals, rest.removals);
		// Of two with one account or PID, the second can be written once the first is gone.
		if (!rest.removals.some(({ kind }) => kind === 'product' || kind === 'organization')) return removals;
	}
}

interface Granted {
	permissions: PermissionSet;
	flagged: PermissionSet;
}

class Rest {
	readonly removals: Removal[] = [];
	/** What is there, as it would be written: all that silence can remove. */
	readonly #written: WrittenSetup;
	readonly #organizations: OrganizationId[];
	readonly #products: ProductId[];
	readonly #partners: [from: OrganizationId, to: OrganizationId][];

	constructor(
		readonly setup: Setup,
		readonly state: TextState,
		readonly builder: Builder,
		readonly matched: Matched,
		written: WrittenSetup
	) {
		const { snapshot } = builder;
		this.#written = written;
		const { names } = written;
		const [organizations, products] = [matched.organizations, matched.products].map(
			(ids) => new Set<string>(ids.values())
		) as [Set<OrganizationId>, Set<ProductId>];
		this.#organizations = [...names.organizations.keys()].filter((id) => !organizations.has(id));
		const isGoing = new Set(this.#organizations);
		// What an organization that goes has beyond words stands in its way.
		this.#products = [
			...[...names.products.keys()].filter((id) => !products.has(id)),
			...this.#organizations.flatMap((id) =>
				[...relationsOf(snapshot, id).owned].filter(
					(product) => !names.products.has(product) && !snapshot.products.get(product)!.deleted
				)
			)
		];
		const inText = new Set(
			setup.authorizations.map(({ from, to }) =>
				JSON.stringify([matched.organizations.get(from), matched.organizations.get(to)])
			)
		);
		this.#partners = [...names.organizations.keys()].flatMap((from) =>
			partnersOf(snapshot, from)
				.map(({ partner }): [OrganizationId, OrganizationId] => [from, partner])
				.filter(([, to]) => isGoing.has(from) || (names.organizations.has(to) && from !== to))
				.filter((pair) => !inText.has(JSON.stringify(pair)))
		);
	}

	/** Takes flags and grants that are written, and that the text does not have. */
	*revoke(): Sliced<void> {
		const inText = yield* this.#granted(this.setup, this.matched.organizations, this.matched.products);
		yield* this.#addEffective(inText);
		const { setup, names } = this.#written;
		const [organizations, products] = [names.organizations, names.products].map(
			(keys) => new Map([...keys].map(([id, key]) => [key, id]))
		) as [Map<string, string>, Map<string, string>];
		for (const [pair, { permissions, flagged }] of yield* this.#granted(setup, organizations, products)) {
			yield;
			const wanted = inText.get(pair) ?? { permissions: noPermissions, flagged: noPermissions };
			const [from, to, product] = JSON.parse(pair) as [OrganizationId, OrganizationId, ProductId];
			this.#take(from, to, product, {
				permissions: permissions & ~wanted.permissions,
				flagged: flagged & wanted.permissions & ~wanted.flagged
			});
		}
	}

	/** What is dormant in the text counts all the same, and so do the panels that it gives. */
	*#addEffective(inText: Map<string, Granted>): Sliced<void> {
		const { matched, state } = this;
		for (const { from, to, products } of this.setup.authorizations)
			for (const { key } of products) {
				yield;
				const link = linkBetween(state.snapshot, from, to, state.productIds.get(key)!)!;
				const { permissions, flagged } = effectivePart(state, key, link);
				const granted = inText.get(pairOf(matched.organizations, from, to, matched.products.get(key)))!;
				granted.permissions |= permissions;
				granted.flagged |= flagged;
			}
	}

	*#granted(
		{ authorizations }: Setup,
		organizations: ReadonlyMap<string, OrganizationId>,
		products: ReadonlyMap<string, ProductId>
	): Sliced<Map<string, Granted>> {
		const found = new Map<string, Granted>();
		for (const { from, to, products: list, permissions, flagged } of authorizations)
			for (const { key } of list) {
				yield;
				const pair = pairOf(organizations, from, to, products.get(key));
				const granted = getOrInsertComputed(found, pair, () => ({
					permissions: noPermissions,
					flagged: noPermissions
				}));
				granted.permissions |= permissions;
				granted.flagged |= flagged;
			}
		return found;
	}

	#take(
		from: OrganizationId,
		to: OrganizationId,
		product: ProductId,
		{ permissions, flagged }: Granted
	): void {
		const link = linkBetween(this.builder.snapshot, from, to, product);
		if (!link) return;
		// Panel development may be what a dormant grant of product development still gives.
		const isGiving =
			includes(permissions | flagged, 'panel-development') &&
			dormantGivesPanels(this.builder.snapshot.products.get(product)!, link);
		const whole = isGiving ? only('product-development') : noPermissions;
		const gone =
			(permissions | (includes(permissions, 'panel-development') ? whole : noPermissions)) & link.permissions;
		const unflagged =
			(flagged | (includes(flagged, 'panel-development') ? whole : noPermissions)) & link.flagged & ~gone;
		if ((gone | unflagged) === noPermissions) return;
		const item = { product, revoke: toList(gone), unflag: toList(unflagged) };
		this.builder.give(from, { command: 'adjust', grantee: to, items: [item] });
		const about = { from, to, product, inTheWay: false };
		if (gone) this.removals.push({ kind: 'grants', permissions: gone, ...about });
		if (unflagged) this.removals.push({ kind: 'flags', permissions: unflagged, ...about });
	}

	/** Takes back the expectations that the text does not have, whoever wrote them. */
	*forget(): Sliced<void> {
		const inText = new Set(
			this.setup.expectations.map(({ sentence }) => saying(withIdsOf(this.matched, sentence)))
		);
		const { names } = this.#written;
		for (const each of [...this.builder.snapshot.expectations.values()]) {
			yield;
			const { id, owner, tombstones, expected } = each;
			const isSayable =
				names.products.has(each.product) &&
				(expected.kind === 'within-steps' || names.organizations.has(expected.organization));
			if (tombstones.size > 0 || !isSayable || inText.has(saying(each))) continue;
			const { refusal } = this.builder.give(owner, { command: 'delete-expectation', expectation: id });
			if (!refusal) this.removals.push({ kind: 'expectation', expectation: id, inTheWay: false });
		}
	}

	/** Takes away what stands in the way of what is to be deleted. */
	*clear(): Sliced<void> {
		const { snapshot } = this.builder;
		for (const [from, to] of this.#partners) {
			yield;
			const { authorized } = partnershipBetween(snapshot, from, to) ?? {};
			for (const { product, permissions } of authorized?.values() ?? [])
				this.#clearGrants(from, to, product, permissions);
		}
		for (const id of this.#products) {
			yield;
			const product = snapshot.products.get(id)!;
			for (const { grantee, permissions, grantor } of linksOn(product))
				if (grantor === product.owner) this.#clearGrants(grantor, grantee, id, permissions);
			for (const order of productBlockers(snapshot, snapshot.products.get(id)!).orders) this.#cancel(order);
		}
		for (const id of this.#organizations) {
			yield;
			for (const order of organizationBlockers(snapshot, id).orders) this.#cancel(order);
		}
	}

	#clearGrants(
		from: OrganizationId,
		to: OrganizationId,
		product: ProductId,
		permissions: PermissionSet
	): void {
		const item = { product, revoke: toList(permissions) };
		const { refusal } = this.builder.give(from, { command: 'adjust', grantee: to, items: [item] });
		if (!refusal) this.removals.push({ kind: 'grants', from, to, product, permissions, inTheWay: true });
	}

	#cancel(order: string): void {
		const { owner } = this.builder.snapshot.orders.get(order)!;
		const { refusal } = this.builder.give(owner, { command: 'cancel-order', order });
		if (!refusal) this.removals.push({ kind: 'order', order, inTheWay: true });
	}

	*delete(): Sliced<void> {
		const { snapshot } = this.builder;
		const { names } = this.#written;
		for (const [from, to] of this.#partners) {
			yield;
			if (!isPartnerOf(snapshot, from, to)) continue;
			const { refusal } = this.builder.give(from, { command: 'delete-partner', partner: to });
			if (!refusal) this.removals.push({ kind: 'partner', from, to, inTheWay: !names.organizations.has(to) });
		}
		for (const product of this.#products) {
			yield;
			const { owner } = snapshot.products.get(product)!;
			const { refusal } = this.builder.give(owner, { command: 'delete-product', product });
			if (!refusal) this.removals.push({ kind: 'product', product, inTheWay: !names.products.has(product) });
		}
		for (const organization of this.#organizations) {
			yield;
			const { refusal } = this.builder.give(organization, { command: 'delete-organization' });
			if (!refusal) this.removals.push({ kind: 'organization', organization, inTheWay: false });
		}
	}
}

const pairOf = (
	organizations: ReadonlyMap<string, OrganizationId>,
	from: string,
	to: string,
	product: ProductId | undefined
): string => JSON.stringify([organizations.get(from), organizations.get(to), product]);

const saying = (sentence: Parameters<typeof withIdsOf>[1] | undefined): string =>
	sentence
		? JSON.stringify([
				sentence.product,
				sentence.permission,
				sentence.expected.kind,
				sentence.expected.kind === 'within-steps' ? sentence.expected.steps : sentence.expected.organization
			])
		: '';
