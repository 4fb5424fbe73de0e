import type { Command, CommandName, CommandOf } from '$lib/commands/command';
import type { RefusalCode } from '$lib/commands/refusal';
import type { OrganizationId, ProductId } from '$lib/domain/facts';
import { authorizing } from './preconditions-of-grants';
import { keying } from './preconditions-of-keys';
import { operating } from './preconditions-of-work';
import type { Judged } from './oracle';
import { accountForm, hasHidden } from './text';
import {
	hasSerial,
	isAround,
	isBlank,
	isPartnerOf,
	isThere,
	onOwnProduct,
	sameText,
	type Reasons,
	type Table
} from './world';

function isAccount(text: string): boolean {
	const [name, host, ...more] = text.trim().split('@');
	if (!name || !host || more.length > 0 || /\s/.test(text.trim()) || text.trim().length > 254) return false;
	const labels = host.replace(/\.$/, '').split('.');
	return labels.length > 1 && labels.every((label) => label !== '');
}

const withAccount = (world: Judged, account: string, except?: OrganizationId) =>
	[...world.organizations.values()]
		.filter(
			(each) =>
				accountForm(each.account) === accountForm(account) && each.id !== except && isAround(world, each.id)
		)
		.map((each) => each.id);

const withPid = (world: Judged, pid: string, except?: ProductId) =>
	[...world.products.values()].filter(
		(each) => sameText(each.pid, pid) && each.id !== except && isThere(world, each.id)
	);

function namingOrganization(
	world: Judged,
	{ name, account }: { name?: string | undefined; account?: string | undefined },
	except?: OrganizationId
): Reasons {
	return {
		'empty-name': name !== undefined && isBlank(name),
		'account-malformed': account !== undefined && !isAccount(account),
		'account-invisible': account !== undefined && hasHidden(account),
		'account-taken': account !== undefined && withAccount(world, account, except).length > 0
	};
}

function describingProduct(
	world: Judged,
	owner: OrganizationId,
	{ name, pid, making, basedOn }: Partial<CommandOf<'add-product'>>,
	except?: ProductId
): Reasons {
	return {
		'empty-name': name !== undefined && isBlank(name),
		'pid-empty': pid !== undefined && isBlank(pid),
		'pid-invisible': pid !== undefined && hasHidden(pid),
		'pid-taken': pid !== undefined && withPid(world, pid, except).length > 0,
		'maker-not-allowed': making?.origin === 'proprietary' && making.maker !== null,
		'maker-missing': making !== undefined && making.origin !== 'proprietary' && making.maker === null,
		'maker-is-owner': making !== undefined && making.origin !== 'proprietary' && making.maker === owner,
		'unknown-organization': !!making?.maker && !isAround(world, making.maker),
		'based-on-itself': basedOn !== undefined && basedOn !== null && basedOn === except,
		'unknown-product': !!basedOn && !isThere(world, basedOn)
	};
}

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

const naming: Table<Naming> = {
	'edit-organization': (world, actor, command) => {
		const now = world.organizations.get(actor)!;
		const { colour } = command;
		const name = command.name?.trim() === now.name ? undefined : command.name;
		const account = command.account?.trim() === now.account ? undefined : command.account;
		const changes =
			name !== undefined || account !== undefined || (colour !== undefined && colour.trim() !== now.colour);
		return { ...namingOrganization(world, { name, account }, actor), 'nothing-changes': !changes };
	},
	'delete-organization': (world, actor) => ({
		'organization-in-use': Object.values(world.organizationBlockers.get(actor)!).some(
			(list: unknown[]) => list.length > 0
		)
	}),
	'add-product': (world, actor, command) => describingProduct(world, actor, command),
	'edit-product': (world, actor, command) => {
		const now = world.products.get(command.product);
		const { category } = command;
		const name = command.name?.trim() === now?.name ? undefined : command.name;
		// What is given again as it is cannot be wrong.
		const changed: Partial<CommandOf<'add-product'>> = {};
		if (command.pid !== undefined && command.pid.trim() !== now?.pid) changed.pid = command.pid;
		const { making } = command;
		if (making && (making.origin !== now?.making.origin || making.maker !== now.making.maker))
			changed.making = making;
		if (command.basedOn !== undefined && command.basedOn !== now?.basedOn) changed.basedOn = command.basedOn;
		const changes =
			Object.keys(changed).length > 0 ||
			(!!making?.maker &&
				[...making.kinds].sort().join() !== [...(now?.statedKinds.get(making.maker) ?? [])].sort().join()) ||
			name !== undefined ||
			(category !== undefined && category.trim() !== now?.category);
		const described = describingProduct(
			world,
			actor,
			{ ...changed, ...(name !== undefined && { name }) },
			now?.id
		);
		const own = onOwnProduct(world, actor, command.product);
		return {
			...described,
			...own,
			'unknown-product': own['unknown-product'] || described['unknown-product'] || false,
			'nothing-changes': !changes
		};
	},
	'delete-product': (world, actor, { product }) => {
		const blockers = world.productBlockers.get(product);
		return {
			...onOwnProduct(world, actor, product),
			'product-in-use': blockers !== undefined && blockers.grants.length + blockers.orders.length > 0
		};
	},
	'set-maker-standing': (world, actor, { product, kinds }) => {
		const now = world.products.get(product);
		return {
			...onOwnProduct(world, actor, product),
			'no-maker': now !== undefined && (now.making.maker === null || now.making.origin === 'proprietary'),
			'nothing-changes': now !== undefined && [...now.makerKinds].sort().join() === [...kinds].sort().join(),
			'unknown-organization':
				kinds.length > 0 && !!now?.making.maker && world.deletedOrganizations.has(now.making.maker)
		};
	},
	'add-partner': (world, actor, { account, organization, name }) => {
		const named = withAccount(world, account);
		const partner = organization ?? named[0];
		const clear =
			partner !== undefined && named.includes(partner) && (organization !== undefined || named.length === 1);
		return {
			'account-malformed': !isAccount(account),
			'account-invisible': named.length === 0 && hasHidden(account),
			'account-unknown': named.length === 0,
			'account-ambiguous': named.length > 0 && !clear,
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
	'delete-partner': (world, actor, { partner }) => ({
		'not-a-partner': !isPartnerOf(world, actor, partner),
		'partner-has-products': world.grants.some((each) => each.grantor === actor && each.grantee === partner)
	}),
	'withdraw-deletion': (world, actor, command) => {
		const { of, id } = command;
		const { owners, records } = deletableRecords(world, actor, command);
		const product = of === 'product' ? world.products.get(id) : undefined;
		const device = of === 'device' ? world.devices.get(id) : undefined;
		const account = of === 'organization' ? world.organizations.get(id)?.account : undefined;
		return {
			'no-deletion-waiting': !records.some((each) => world.tombstones.has(each)),
			'not-own-record': owners.some((each) => each !== actor),
			'account-taken':
				account !== undefined &&
				world.deletedOrganizations.has(id) &&
				withAccount(world, account, id).length > 0,
			'pid-taken':
				product !== undefined && world.deletedProducts.has(id) && withPid(world, product.pid, id).length > 0,
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

/** Every refusal of the table that applies: a command may be accepted if, and only if, there is none. */
export function reasonsAgainst(world: Judged, actor: OrganizationId | null, command: Command): RefusalCode[] {
	const isReason = (reasons: Reasons) =>
		(Object.keys(reasons) as RefusalCode[]).filter((code) => reasons[code]);
	if (command.command === 'add-organization') return isReason(namingOrganization(world, command));
	const comesBack = command.command === 'withdraw-deletion' && command.of === 'organization';
	const mayAct = actor !== null && world.organizations.has(actor) && (comesBack || isAround(world, actor));
	if (!mayAct) return ['unknown-organization'];
	const reasons = table[command.command] as (world: Judged, actor: string, command: Command) => Reasons;
	return isReason(reasons(world, actor, command));
}
