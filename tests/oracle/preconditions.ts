import type { Command, CommandName, CommandOf } from '$lib/commands/command';
import type { RefusalCode } from '$lib/commands/refusal';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { authorizing } from './preconditions-of-grants';
import { keying } from './preconditions-of-keys';
import { operating } from './preconditions-of-work';
import type { Judged } from './oracle';
import { kindOfPermission } from './permissions';
import { makerKinds } from './recorded';
import { hasInvisibleInside, sameAccount, sameText } from './text';
import {
	applies,
	areSame,
	eitherWay,
	hasSerial,
	isAround,
	isBlank,
	isPartnerOf,
	isThere,
	onOwnProduct,
	type Reasons,
	type Table
} from './world';

/** "An e-mail-like string" */
function isAccount(text: string): boolean {
	const [name, host, ...more] = text.trim().split('@');
	if (!name || !host || more.length > 0 || /\s/.test(text.trim()) || text.trim().length > 254) return false;
	const labels = host.replace(/\.$/, '').split('.');
	return labels.length > 1 && labels.every((label) => label !== '');
}

/** Those that are not deleted: "unique in the workspace". */
const withAccount = (world: Judged, account: string, except?: OrganizationId): OrganizationId[] =>
	[...world.organizations.values()]
		.filter((each) => sameAccount(each.account, account) && each.id !== except && isAround(world, each.id))
		.map((each) => each.id);

/** "A second product whose PID compares equal is refused as taken" */
const withPid = (world: Judged, pid: string, except?: ProductId): ProductId[] =>
	[...world.products.values()]
		.filter((each) => sameText(each.pid, pid) && each.id !== except && isThere(world, each.id))
		.map((each) => each.id);

/** "Add organization": "the account is taken or malformed; the name is empty" */
const namingOrganization = (
	world: Judged,
	{ name, account }: { name?: string | undefined; account?: string | undefined },
	except?: OrganizationId
): Reasons => ({
	'empty-name': name !== undefined && isBlank(name),
	'account-malformed': account !== undefined && !isAccount(account),
	'account-invisible': account !== undefined && hasInvisibleInside(account),
	'account-taken': account === undefined ? [] : withAccount(world, account, except)
});

type Described = Partial<CommandOf<'add-product'>>;

/** "Add product": "empty name; PID taken; OEM/ODM without a maker; maker = owner" */
const describingProduct = (
	world: Judged,
	owner: OrganizationId,
	{ name, pid, making, basedOn }: Described,
	except?: ProductId
): Reasons => ({
	'empty-name': name !== undefined && isBlank(name),
	'pid-empty': pid !== undefined && isBlank(pid),
	'pid-invisible': pid !== undefined && hasInvisibleInside(pid),
	'pid-taken': pid === undefined ? [] : withPid(world, pid, except),
	'maker-not-allowed': making?.origin === 'proprietary' && making.maker !== null,
	'maker-missing': making !== undefined && making.origin !== 'proprietary' && making.maker === null,
	'maker-is-owner': making !== undefined && making.origin !== 'proprietary' && making.maker === owner,
	// "Deleted, it … is refused as … maker"
	'unknown-organization': !!making?.maker && !isAround(world, making.maker),
	'based-on-itself': basedOn !== undefined && basedOn !== null && basedOn === except,
	'unknown-product': !!basedOn && !isThere(world, basedOn)
});

type Naming =
	| 'edit-organization'
	| 'delete-organization'
	| 'add-product'
	| 'edit-product'
	| 'delete-product'
	| 'set-maker-standing'
	| 'add-partner'
	| 'rename-partner'
	| 'delete-partner'
	| 'withdraw-deletion';

/** "What is given again unchanged is not checked again" */
const ifChanged = (given: string | undefined, now: string | undefined) =>
	given?.trim() === now ? undefined : given;

const naming: Table<Naming> = {
	'edit-organization': (world, actor, command) => {
		const now = world.organizations.get(actor)!;
		const [name, account, colour] = (['name', 'account', 'colour'] as const).map((field) =>
			ifChanged(command[field], now[field])
		);
		return {
			...namingOrganization(world, { name, account }, actor),
			'nothing-changes': [name, account, colour].every((each) => each === undefined)
		};
	},
	// "It owns a product, has partners, or has open orders of its own with a covered line (say which, and how many)"
	'delete-organization': (world, actor) => {
		const { owned, partners, orders } = world.organizationBlockers.get(actor)!;
		return {
			'organization-in-use': [
				...owned.map((id) => `owned ${id}`),
				...partners.map((id) => `partners ${id}`),
				...orders.map((id) => `orders ${id}`)
			]
		};
	},
	'add-product': (world, actor, command) => describingProduct(world, actor, command),
	// "As adding refuses; not one's own."
	'edit-product': (world, actor, command) => {
		const now = world.products.get(command.product);
		const { making, basedOn } = command;
		const [pid, name, category] = (['pid', 'name', 'category'] as const).map((field) =>
			ifChanged(command[field], now?.[field])
		);
		const isRemade =
			making !== undefined && (making.origin !== now?.making.origin || making.maker !== now.making.maker);
		const isRestated = !!making?.maker && !areSame(making.kinds, now?.statedKinds.get(making.maker) ?? []);
		const isRebased = basedOn !== undefined && basedOn !== now?.basedOn;
		const changed: Described = {
			...(pid !== undefined && { pid }),
			...(name !== undefined && { name }),
			...(isRemade && { making }),
			...(isRebased && { basedOn })
		};
		const described = describingProduct(world, actor, changed, now?.id);
		const own = onOwnProduct(world, actor, command.product);
		return {
			...described,
			...own,
			'unknown-product': eitherWay(own['unknown-product'], described['unknown-product']),
			'nothing-changes': Object.keys(changed).length === 0 && category === undefined && !isRestated
		};
	},
	// "Its owner has authorized anyone on it, or an open order has a covered line for it"
	'delete-product': (world, actor, { product }) => {
		const { grants, orders } = world.productBlockers.get(product) ?? { grants: [], orders: [] };
		return {
			...onOwnProduct(world, actor, product),
			'product-in-use': [
				...new Set(grants.map(({ grantee }) => `authorized ${grantee}`)),
				...orders.map((order) => `order ${order}`)
			]
		};
	},
	// "Not the actor's product; it has no maker"; a deleted maker can only lose what it has.
	'set-maker-standing': (world, actor, { product, kinds }) => {
		const now = world.products.get(product);
		const { origin, maker } = now?.making ?? { origin: 'proprietary', maker: null };
		return {
			...onOwnProduct(world, actor, product),
			'no-maker': now !== undefined && (maker === null || origin === 'proprietary'),
			'nothing-changes': now !== undefined && areSame(makerKinds(now), kinds),
			'unknown-organization': kinds.length > 0 && !!maker && world.deletedOrganizations.has(maker)
		};
	},
	// "Unknown account …; own account; already a partner; empty partner name"
	'add-partner': (world, actor, { account, organization, name }) => {
		const named = withAccount(world, account);
		const partner = organization ?? named[0];
		// "Two organizations with one account …: adding a partner by that account asks which."
		const clear =
			partner !== undefined && named.includes(partner) && (organization !== undefined || named.length === 1);
		return {
			// "Stored or merged ones stay", and can be named.
			'account-malformed': named.length === 0 && !isAccount(account),
			'account-invisible': named.length === 0 && hasInvisibleInside(account),
			'account-unknown': named.length === 0,
			'account-ambiguous': clear ? [] : named,
			'account-own': clear && partner === actor,
			'already-partner': clear && isPartnerOf(world, actor, partner),
			'empty-name': isBlank(name)
		};
	},
	'rename-partner': (world, actor, { partner, name }) => ({
		'not-a-partner': !isPartnerOf(world, actor, partner),
		'empty-name': isBlank(name),
		'nothing-changes': name.trim() === world.partnerNames.get(`${actor} ${partner}`)
	}),
	// "Any product is still authorized to it: any standing grant from the actor, dormant ones too; listed by kind"
	'delete-partner': (world, actor, { partner }) => ({
		'not-a-partner': !isPartnerOf(world, actor, partner),
		'partner-has-products': [
			...new Set(
				world.grants
					.filter((each) => each.grantor === actor && each.grantee === partner)
					.map(({ permission, product }) => `${kindOfPermission(permission)} ${product}`)
			)
		]
	}),
	// "There is none, waiting or effective; it is effective, and its account, PID or serial has been taken since"
	'withdraw-deletion': (world, actor, command) => {
		const { of, id } = command;
		const { owners, records } = deletableRecords(world, actor, command);
		const product = of === 'product' && world.deletedProducts.has(id) && world.products.get(id);
		const organization =
			of === 'organization' && world.deletedOrganizations.has(id) && world.organizations.get(id);
		const device = of === 'device' ? world.devices.get(id) : undefined;
		return {
			'no-deletion-waiting': !records.some((each) => world.tombstones.has(each)),
			'not-own-record': owners.some((each) => each !== actor),
			'account-taken': organization ? withAccount(world, organization.account, id) : [],
			'pid-taken': product ? withPid(world, product.pid, id) : [],
			'serial-taken': device !== undefined && hasSerial(world, device.product, device.serial, id)
		};
	}
};

/** A partner's deletion can be taken back while it is no partner, or while the deletion waits for its products. */
function deletableRecords(world: Judged, actor: OrganizationId, { of, id }: CommandOf<'withdraw-deletion'>) {
	if (of === 'partner') {
		const askable = !isPartnerOf(world, actor, id) || world.waitingPartnerDeletions.has(`${actor} ${id}`);
		const mine = world.partnerRecords.filter((each) => each.owner === actor && each.partner === id);
		return { owners: [], records: askable ? mine.map((each) => each.id) : [] };
	}
	const owner = {
		organization: world.organizations.get(id)?.id,
		product: world.products.get(id)?.owner,
		work: world.work.get(id)?.author,
		device: world.devices.get(id)?.owner,
		logs: world.logs.get(id)?.owner,
		expectation: world.expectations.get(id)?.author
	}[of];
	return { owners: owner === undefined ? [] : [owner], records: owner === undefined ? [] : [id] };
}

const table: Table<Exclude<CommandName, 'add-organization'>> = {
	...naming,
	...authorizing,
	...operating,
	...keying
};

/** All that the table says against a command: it may be accepted if, and only if, nothing of it applies. */
export function against(world: Judged, actor: OrganizationId | null, command: Command): Reasons {
	if (command.command === 'add-organization') return namingOrganization(world, command);
	// "Deleted, it … can only take its deletion back"
	const comesBack = command.command === 'withdraw-deletion' && command.of === 'organization';
	const mayAct = actor !== null && world.organizations.has(actor) && (comesBack || isAround(world, actor));
	if (!mayAct) return { 'unknown-organization': true };
	const reasons = table[command.command] as (world: Judged, actor: string, command: Command) => Reasons;
	return reasons(world, actor, command);
}

export const codesIn = (reasons: Reasons): RefusalCode[] =>
	(Object.keys(reasons) as RefusalCode[]).filter((code) => applies(reasons[code]));
