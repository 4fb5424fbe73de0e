import type { AdjustItem, Command, StatedMaking } from '../commands/command';
import { standingMaker } from '$lib/domain/permissions/effective-permissions';
import type { OrganizationId, ProductId } from '../domain/facts';
import { isPartner } from '../domain/partners';
import { kindsIn, toList } from '$lib/domain/permissions/standing';
import type { Product } from '../domain/records';
import { linkBetween, partnershipBetween, relationsOf, type Snapshot } from '../domain/snapshot';
import { folded, visible } from '$lib/domain/text/text';

/** One command of the new workspace, and the record of the old one that it recreates. */
export interface ExtractStep {
	actor: OrganizationId | null;
	command: Command;
	makes: OrganizationId | ProductId | null;
}

/**
 * Steps that do not depend on each other: they are decided and written together.
 * @param copies the new ids by the old ones, for records created by earlier waves
 */
export type ExtractWave = (copies: ReadonlyMap<string, string>) => ExtractStep[];

/** The maximum number of products in one command. */
const maxItemsPerCommand = 200;

/** The products that one of the two owns, and that the other is authorized for or makes. */
export function productsBetween(snapshot: Snapshot, me: OrganizationId, partner: OrganizationId): Product[] {
	const between = (owner: OrganizationId, other: OrganizationId) =>
		[...relationsOf(snapshot, owner).owned]
			.map((id) => snapshot.products.get(id)!)
			.filter(
				(product) =>
					!product.deleted &&
					(standingMaker(product) === other ||
						(linkBetween(snapshot, owner, other, product.id)?.permissions ?? 0) !== 0)
			);
	return [...between(me, partner), ...between(partner, me)];
}

/** The making of a product if its maker is copied, with the kinds of its standing; otherwise proprietary. */
function carriedMaking(
	{ making, owner, makerMay }: Product,
	pair: readonly OrganizationId[],
	copies: ReadonlyMap<string, string>
): StatedMaking {
	const { origin, maker } = making;
	const isCarried = origin !== 'proprietary' && maker !== null && maker !== owner && pair.includes(maker);
	if (!isCarried) return { origin: 'proprietary', maker: null };
	return { origin, maker: copies.get(maker)!, kinds: kindsIn(makerMay) };
}

/**
 * The commands of a workspace for one partner only: both organizations, the products between them, and the grants on
 * those with scopes and third-party flags; nothing else, and no names that one organization chose for another. The
 * partner is reserved at the end, for its own browser to take over.
 */
export function partnerExtract(
	snapshot: Snapshot,
	me: OrganizationId,
	partner: OrganizationId
): ExtractWave[] {
	const pair = [me, partner];
	const products = sharedPidsFirst(productsBetween(snapshot, me, partner));
	const isCarried = new Set(products.map(({ id }) => id));

	const organizations: ExtractWave = () =>
		pair.map((id) => {
			const { name, account, colour } = snapshot.organizations.get(id)!;
			// A new account or PID with an invisible character would be refused.
			const command = { command: 'add-organization', name, account: visible(account), colour } as const;
			return { actor: null, command, makes: id };
		});

	const bare: ExtractWave = (copies) => [
		...products.map((product): ExtractStep => {
			const { pid, name, category } = product;
			const making = carriedMaking(product, pair, copies);
			return {
				actor: copies.get(product.owner)!,
				command: { command: 'add-product', pid: visible(pid), name, category, making, basedOn: null },
				makes: product.id
			};
		}),
		...addedPartner(snapshot, me, partner, copies),
		...addedPartner(snapshot, partner, me, copies)
	];

	const detailed: ExtractWave = (copies) =>
		products.flatMap((product) => {
			const actor = copies.get(product.owner)!;
			const id = copies.get(product.id)!;
			const steps: ExtractStep[] = [];
			if (product.basedOn !== null && isCarried.has(product.basedOn)) {
				const basedOn = copies.get(product.basedOn)!;
				steps.push({ actor, command: { command: 'edit-product', product: id, basedOn }, makes: null });
			}
			return steps;
		});

	const granted: ExtractWave = (copies) => [
		...authorizations(snapshot, me, partner, products, copies),
		...authorizations(snapshot, partner, me, products, copies)
	];

	const reserved: ExtractWave = (copies) => [
		{ actor: copies.get(partner)!, command: { command: 'set-reserved', reserved: true }, makes: null }
	];

	return [organizations, bare, detailed, granted, reserved];
}

/** Products that share a PID, as can happen by a merge, come first: decided together, they are not refused. */
function sharedPidsFirst(products: readonly Product[]): Product[] {
	const byPid = new Map<string, Product[]>();
	for (const product of products) {
		const pid = folded(product.pid);
		byPid.set(pid, [...(byPid.get(pid) ?? []), product]);
	}
	return [...byPid.values()].sort((one, other) => other.length - one.length).flat();
}

function addedPartner(
	snapshot: Snapshot,
	owner: OrganizationId,
	other: OrganizationId,
	copies: ReadonlyMap<string, string>
): ExtractStep[] {
	const partnership = partnershipBetween(snapshot, owner, other);
	if (!partnership || !isPartner(partnership)) return [];
	const { account, name } = snapshot.organizations.get(other)!;
	const command: Command = {
		command: 'add-partner',
		account,
		organization: copies.get(other)!,
		// The name one organization uses for the other is not meant for the other to read.
		name
	};
	return [{ actor: copies.get(owner)!, command, makes: null }];
}

/** What the owner of each product granted to the other. */
function authorizations(
	snapshot: Snapshot,
	owner: OrganizationId,
	other: OrganizationId,
	products: readonly Product[],
	copies: ReadonlyMap<string, string>
): ExtractStep[] {
	const items = products.flatMap((product): AdjustItem[] => {
		const link = linkBetween(snapshot, owner, other, product.id);
		if (product.owner !== owner || !link || link.permissions === 0) return [];
		const { permissions, flagged } = link;
		return [{ product: copies.get(product.id)!, grant: toList(permissions), flag: toList(flagged) }];
	});
	const grantee = copies.get(other)!;
	return Array.from({ length: Math.ceil(items.length / maxItemsPerCommand) }, (_, at) => ({
		actor: copies.get(owner)!,
		command: {
			command: 'adjust',
			grantee,
			items: items.slice(at * maxItemsPerCommand, (at + 1) * maxItemsPerCommand)
		},
		makes: null
	}));
}
