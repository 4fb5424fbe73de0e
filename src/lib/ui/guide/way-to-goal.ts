import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { includedIn, type Kind, kindOf, kinds, type Permission } from '$lib/domain/permissions/permissions';
import { only, permissionsOfKind, toList, withoutImplied } from '$lib/domain/permissions/standing';
import { isPartnerOf } from '$lib/domain/partners';
import type { Snapshot } from '$lib/domain/snapshot';
import { authorizedProducts } from '$lib/views/authorization/set-permissions';
import { devicesOn } from '$lib/views/product-page/device-logs';
import { operationsOn } from '$lib/views/product-page/operations';
import { productHead } from '$lib/views/product-page/product-page';
import { controls } from '../pages/guided-controls';
import type { Hrefs } from '../pages/page-addresses';
import type { Target } from './target';
import type { ShownGoal } from './shown-goal';

/** How a step is done: the page, and the controls on it, the first that is needed first. */
export interface Way {
	href: string;
	targets: readonly Target[];
}

/** The way to a goal for whoever is to reach it, as things stand. Cost: what is authorized to the partner. */
export function wayTo(goal: ShownGoal, snapshot: Snapshot, doer: OrganizationId, href: Hrefs): Way {
	switch (goal.do) {
		case 'add-partner':
			return partnerPage(goal.to, [], { snapshot, doer, href });
		case 'authorize':
			return partnerPage(goal.to, toAuthorize(goal, snapshot, doer), { snapshot, doer, href });
		case 'set-third-party':
			return partnerPage(goal.to, toSetThirdParty(goal, snapshot, doer), { snapshot, doer, href });
		case 'revoke':
			return partnerPage(goal.to, toRevoke(goal, snapshot, doer), { snapshot, doer, href });
		case 'order':
			return {
				href: href.newOrder(goal.product === undefined ? undefined : { product: goal.product }),
				targets: [
					...(goal.invoiceTo === undefined
						? []
						: [{ at: controls.invoiceEntity, until: { value: goal.invoiceTo } }]),
					{ at: controls.placeOrder }
				]
			};
		case 'work':
			return {
				href: href.product(goal.product, { operation: workIn(goal, snapshot, doer) }),
				targets: [{ at: controls.workSubject, until: 'filled' }, { at: controls.recordWork }]
			};
		case 'log':
			return {
				href: href.product(goal.product, { operation: 'device-logs' }),
				targets: toLog(goal.product, snapshot, doer)
			};
		case 'look':
			return {
				href: productHead(snapshot, doer, goal.product)
					? href.product(goal.product, { tab: 'access' })
					: href.chains({ product: goal.product }),
				targets: []
			};
	}
}

interface Place {
	snapshot: Snapshot;
	doer: OrganizationId;
	href: Hrefs;
}

/** Set Permissions, behind adding the partner where it is none yet; others who are affected are asked about there. */
function partnerPage(to: OrganizationId, targets: readonly Target[], { snapshot, doer, href }: Place): Way {
	const asked: Target[] = [
		{ at: controls.effectsWord, until: 'filled' },
		{ at: controls.confirmEffects, otherwise: targets }
	];
	if (isPartnerOf(snapshot, doer, to)) return { href: href.partner(to), targets: asked };
	const { account = '' } = snapshot.organizations.get(to) ?? {};
	return {
		href: href.addAuthorization({ account }),
		targets: [{ at: controls.account, until: { value: account } }, { at: controls.confirmPartner }]
	};
}

type Goal<Do extends ShownGoal['do']> = Extract<ShownGoal, { do: Do }>;

/** Grants what is there already nothing new, but for its flag; otherwise a box of its row, or the picker. */
function toAuthorize(
	{ to, product, permission, thirdParty }: Goal<'authorize'>,
	snapshot: Snapshot,
	doer: OrganizationId
): Target[] {
	const kind = kindOf(permission);
	const row = rowsOf(snapshot, doer, to, kind).find((each) => each.product === product);
	const flag: Target[] = thirdParty ? [{ at: controls.thirdPartyOf(product, kind), until: 'on' }] : [];
	if (row) return [{ at: controls.scopeOf(product, permission), until: 'on' }, ...flag];
	const { owner, pid = '' } = snapshot.products.get(product) ?? {};
	// A field of one line takes no line breaks, which a peer's PID may have.
	const typed = pid.replaceAll(/[\r\n]/g, '');
	const search: Target = { at: controls.searchProducts(kind), until: { value: typed }, fill: typed };
	const source: Target = {
		at: controls.source(kind, owner === doer ? 'mine' : 'customers'),
		...{ until: 'chosen', opens: true }
	};
	return [
		{ at: controls.pick(kind, product), until: 'on', otherwise: [source, search] },
		...(kind === 'develop' ? scopes(permission) : []),
		...(thirdParty ? [{ at: controls.thirdParty(kind), until: 'on' } as const] : []),
		{ at: controls.authorize(kind), otherwise: [{ at: controls.addProducts(kind), opens: true }] }
	];
}

/** The boxes of a scope that has this permission and nothing else. */
const scopes = (permission: Permission): Target[] => [
	{ at: controls.scope(permission), until: 'on' },
	...toList(permissionsOfKind[kindOf(permission)])
		.filter((each) => each !== permission)
		.map((each): Target => ({ at: controls.scope(each), until: 'off' }))
];

function toSetThirdParty(
	{ to, product, kind, on }: Goal<'set-third-party'>,
	snapshot: Snapshot,
	doer: OrganizationId
): Target[] {
	return rowsOf(snapshot, doer, to, kind)
		.filter((row) => (product === undefined || row.product === product) && (row.thirdParty === 'on') !== on)
		.slice(0, 1)
		.map((row) => ({ at: controls.thirdPartyOf(row.product, kind), until: on ? 'on' : 'off' }));
}

/** A box where more than that is granted of the kind, else the whole row. */
function toRevoke(
	{ to, product, permission }: Goal<'revoke'>,
	snapshot: Snapshot,
	doer: OrganizationId
): Target[] {
	for (const kind of permission === undefined ? kinds : [kindOf(permission)])
		for (const row of rowsOf(snapshot, doer, to, kind)) {
			if (product !== undefined && row.product !== product) continue;
			if (permission === undefined || withoutImplied(row.granted) === only(permission))
				return [{ at: controls.revoke(row.product, kind) }];
			return [includedIn(permission), permission].flatMap((each) =>
				each === null ? [] : [{ at: controls.scopeOf(row.product, each), until: 'off' }]
			);
		}
	return [];
}

const rowsOf = (snapshot: Snapshot, doer: OrganizationId, to: OrganizationId, kind: Kind) =>
	authorizedProducts(snapshot, doer, to, kind).toSorted((one, other) => other.changedAt - one.changedAt);

const workIn = ({ product, operation }: Goal<'work'>, snapshot: Snapshot, doer: OrganizationId): string =>
	operation ??
	operationsOn(snapshot, doer, product).find((each) => each.allowed && each.operation !== 'device-logs')
		?.operation ??
	'product-development';

function toLog(product: ProductId, snapshot: Snapshot, doer: OrganizationId): Target[] {
	const hasDevice = devicesOn(snapshot, doer, product).some(({ removed }) => !removed);
	return hasDevice
		? [{ at: controls.writeLogs, otherwise: [{ at: controls.simulateLogs }] }]
		: [
				{ at: controls.serial, until: 'filled' },
				{ at: controls.saveDevice, otherwise: [{ at: controls.registerDevice, opens: true }] }
			];
}
