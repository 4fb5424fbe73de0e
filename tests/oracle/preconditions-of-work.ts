import type { Expected, OrganizationId } from '$lib/domain/facts';
import { isHeld, type Judged } from './oracle';
import { permissionFor } from './visible';
import {
	hasSerial,
	isAround,
	isBlank,
	isPartnerOf,
	isThere,
	onOwnProduct,
	twice,
	type Reasons,
	type Table
} from './world';

/** The products on which the actor itself granted an organization `purchase`, effectively. */
const billable = (world: Judged, actor: OrganizationId, entity: OrganizationId, product: string) =>
	[...world.grantStates].some(
		([each, state]) =>
			each.grantor === actor &&
			each.grantee === entity &&
			each.product === product &&
			each.permission === 'purchase' &&
			state !== 'dormant'
	);

/** "The actor … [or] a partner to which the actor itself granted `purchase`, effective on every product in the order" */
export const mayBeBilled = (
	world: Judged,
	actor: OrganizationId,
	entity: OrganizationId,
	products: string[]
) =>
	entity === actor ||
	(isPartnerOf(world, actor, entity) && products.every((product) => billable(world, actor, entity, product)));

/** Work, devices and logs that were taken back are not there any more. */
const onOwnRecord = (
	world: Judged,
	actor: OrganizationId,
	id: string,
	owner: OrganizationId | undefined
): Reasons => ({
	'unknown-record': owner === undefined || world.tombstones.has(id),
	'not-own-record': owner !== undefined && owner !== actor
});

const onOwnOrder = (world: Judged, actor: OrganizationId, id: string): Reasons => {
	const order = world.orders.get(id);
	return {
		'unknown-record': order === undefined,
		'not-own-record': order !== undefined && order.author !== actor
	};
};

const closing = (world: Judged, actor: OrganizationId, { order }: { order: string }): Reasons => {
	const status = world.orders.get(order)?.status;
	return { ...onOwnOrder(world, actor, order), 'order-not-open': status !== undefined && status !== 'open' };
};

/** The same words in one order. */
const plainly = (expected: Expected): string[] => Object.values(expected).map(String).sort();

type Operating =
	| 'place-order'
	| 'cancel-order'
	| 'complete-order'
	| 'restore-order'
	| 'record-work'
	| 'retract-work'
	| 'register-device'
	| 'remove-device'
	| 'add-logs'
	| 'remove-logs'
	| 'add-expectation'
	| 'delete-expectation';

export const operating: Table<Operating> = {
	// "The actor does not hold `purchase` on a product; the invoice entity is neither …; quantity not a positive integer"
	'place-order': (world, actor, { invoiceEntity, lines }) => {
		const products = lines.map((line) => line.product);
		const isOdd = (quantity: number) => !Number.isSafeInteger(quantity) || quantity <= 0;
		return {
			'order-empty': lines.length === 0,
			'quantity-invalid': lines.filter(({ quantity }) => isOdd(quantity)).map(({ product }) => product),
			'product-twice': twice(products),
			'unknown-product': products.filter((each) => !isThere(world, each)),
			'not-purchasable': products.filter((each) => !isHeld(world, actor, each, 'purchase')),
			// "So nobody can bill a stranger"
			'invoice-entity-invalid': mayBeBilled(world, actor, invoiceEntity, products)
				? []
				: products.filter((product) => !billable(world, actor, invoiceEntity, product))
		};
	},
	// "Not one's own; no longer open"
	'cancel-order': closing,
	'complete-order': closing,
	'restore-order': (world, actor, { order, status }) => {
		const now = world.orders.get(order);
		return {
			...onOwnOrder(world, actor, order),
			'nothing-changes': now?.status === status,
			'unknown-product':
				status === 'open' && now !== undefined && now.lines.some((line) => !isThere(world, line.product)),
			'unknown-organization':
				status === 'open' &&
				now !== undefined &&
				world.organizations.has(now.invoiceEntity) &&
				!isAround(world, now.invoiceEntity)
		};
	},
	// "The actor does not hold the permission"
	'record-work': (world, actor, { product, operation, subject }) => ({
		'unknown-product': !isThere(world, product),
		'permission-not-held': !isHeld(world, actor, product, permissionFor[operation]),
		'subject-empty': isBlank(subject)
	}),
	'retract-work': (world, actor, { work }) => onOwnRecord(world, actor, work, world.work.get(work)?.author),
	'register-device': (world, actor, { product, serial }) => ({
		...onOwnProduct(world, actor, product),
		'serial-empty': isBlank(serial),
		'serial-taken': hasSerial(world, product, serial)
	}),
	'remove-device': (world, actor, { device }) =>
		onOwnRecord(world, actor, device, world.devices.get(device)?.owner),
	'add-logs': (world, actor, { device, lines }) => ({
		...onOwnRecord(world, actor, device, world.devices.get(device)?.owner),
		'logs-empty': lines.length === 0
	}),
	'remove-logs': (world, actor, { logs }) => onOwnRecord(world, actor, logs, world.logs.get(logs)?.owner),
	'add-expectation': (world, actor, { product, permission, expected }) => {
		const said = JSON.stringify(plainly(expected));
		return {
			'unknown-product': !isThere(world, product),
			'steps-invalid':
				expected.kind === 'within-steps' && !(expected.steps > 0 && Number.isInteger(expected.steps)),
			'unknown-organization': 'organization' in expected && !isAround(world, expected.organization),
			'expectation-known': [...world.expectations].some(
				([id, each]) =>
					each.author === actor &&
					!world.tombstones.has(id) &&
					each.product === product &&
					each.permission === permission &&
					JSON.stringify(plainly(each.expected)) === said
			)
		};
	},
	'delete-expectation': (world, actor, { expectation }) =>
		onOwnRecord(world, actor, expectation, world.expectations.get(expectation)?.author)
};
