import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { gives, passesOn } from '$lib/domain/permissions/effective-permissions';
import type { Permission } from '$lib/domain/permissions/permissions';
import { includes, relayedIn } from '$lib/domain/permissions/standing';
import type { Product } from '$lib/domain/records';
import { linkBetween, type Snapshot } from '$lib/domain/snapshot';
import type { Guide } from '$lib/setup/setup';
import { m } from '$lib/paraglide/messages';
import { pathsTo } from '$lib/views/ask/why-paths';
import { organizationName, productName } from '$lib/views/names';
import { cut, plainText } from '../kit/text/plain-text';
import type { ChipState } from '../words/permission-chips';
import type { StraightChainLink, StraightChainOrganization } from '../words/straight-chain';
import type { GuideStep } from './guide-step';

/** What a guide has set up: a permission on a product, from one organization to the next. */
export interface ResultingChain {
	product: ProductId;
	permission: Permission;
	/** The first is who begins it; two at least. */
	organizations: readonly OrganizationId[];
}

/** The chain that a scenario's steps make: each authorizes the next one. */
export function chainOfSteps(steps: readonly GuideStep[]): ResultingChain | undefined {
	const granted = steps.flatMap(({ goal, doer }) =>
		goal?.do === 'authorize' && doer !== undefined ? [{ ...goal, from: doer }] : []
	);
	const [first] = granted;
	if (!first) return undefined;
	const organizations = [first.from];
	for (const { from, to, product } of granted)
		if (product === first.product && from === organizations.at(-1)) organizations.push(to);
	return { product: first.product, permission: first.permission, organizations };
}

/** The last that a text's steps speak of: how it reaches whoever holds it. */
export function chainOfGuide({ steps }: Guide, snapshot: Snapshot): ResultingChain | undefined {
	for (const { sentence } of steps.toReversed()) {
		const { product: id, permission, expected } = sentence;
		const product = snapshot.products.get(id);
		if (!product || expected.kind === 'within-steps') continue;
		const [path = []] = pathsTo(product, expected.organization, permission).paths;
		const [first] = path;
		if (!first) continue;
		return {
			product: id,
			permission,
			organizations: [first.grantor, ...path.map(({ grantee }) => grantee)]
		};
	}
	return undefined;
}

/** The chain as it stands now. */
export function shownResultingChain(
	{ product: id, permission, organizations }: ResultingChain,
	snapshot: Snapshot
): { organizations: StraightChainOrganization[]; links: StraightChainLink[] } {
	const product = snapshot.products.get(id);
	return {
		organizations: organizations.map((each, at) => ({
			name: organizationName(snapshot, each),
			colour: snapshot.organizations.get(each)?.colour ?? '',
			detail: each === product?.owner ? m.chains_owner() : ordered(snapshot, each, id),
			isFirst: at === 0
		})),
		links: organizations.slice(1).map((to, at) => {
			const from = organizations[at]!;
			const link = linkBetween(snapshot, from, to, id);
			return {
				chip: {
					permission,
					state: product
						? stateOf(product, from, link !== undefined && gives(link, permission), permission)
						: 'not-held',
					passesOn: link !== undefined && passesOn(link, permission)
				},
				text: cut(plainText(productName(snapshot, id)), 40)
			};
		})
	};
}

function stateOf(
	{ standings }: Product,
	from: OrganizationId,
	isGranted: boolean,
	permission: Permission
): ChipState {
	if (!isGranted) return 'not-held';
	return includes(relayedIn(standings.get(from) ?? 0), permission) ? 'held' : 'dormant';
}

/** How much of the product an organization has on order, in words. */
function ordered(snapshot: Snapshot, organization: OrganizationId, product: ProductId): string | undefined {
	let count = 0;
	for (const id of snapshot.ordersByProduct.get(product)?.get(organization) ?? [])
		for (const line of snapshot.orders.get(id)!.lines) if (line.product === product) count += line.quantity;
	return count > 0 ? m.scenarios_guide_ordered({ count }) : undefined;
}
