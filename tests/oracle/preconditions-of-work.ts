import type { Expected, OrganizationId } from '$lib/domain/facts';
import { isHeld, isRelayed, type Judged } from './oracle';
import {
	hasSerial,
	isAround,
	isBlank,
	isPartnerOf,
	isThere,
	onOwnProduct,
	type Reasons,
	type Table
} from './world';

const permissionOf = {
	'product-development': 'product-development',
	'product-configuration': 'product-development',
	'panel-development': 'panel-development',
	tscc: 'product-development'
} as const;

/** Whom an order may be billed to: oneself, or a partner whom one granted `purchase`, effective on all of it. */
export const mayBeBilled = (
	world: Judged,
	actor: OrganizationId,
	entity: OrganizationId,
	products: string[]
) =>
	entity === actor ||
	(isPartnerOf(world, actor, entity) &&
		products.every(
			(product) =>
				isRelayed(world, actor, product, 'purchase') &&
				isHeld(world, entity, product, 'purchase') &&
				world.grants.some(
					(each) =>
						each.grantor === actor &&
						each.grantee === entity &&
						each.product === product &&
						each.permission === 'purchase'
				)
		));

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
	'place-order': (world, actor, { invoiceEntity, lines }) => {
		const products = lines.map((line) => line.product);
		return {
			'order-empty': lines.length === 0,
			'quantity-invalid': lines.some(({ quantity }) => !Number.isSafeInteger(quantity) || quantity <= 0),
			'product-twice': new Set(products).size < products.length,
			'unknown-product': products.some((each) => !isThere(world, each)),
			'not-purchasable': products.some((each) => !isHeld(world, actor, each, 'purchase')),
			'invoice-entity-invalid': !mayBeBilled(world, actor, invoiceEntity, products)
		};
	},
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
	'record-work': (world, actor, { product, operation, subject }) => ({
		'unknown-product': !isThere(world, product),
		'permission-not-held': !isHeld(world, actor, product, permissionOf[operation]),
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
