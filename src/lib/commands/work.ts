import { holds } from '$lib/domain/permissions/effective-permissions';
import type { DeviceId, FactId, OrganizationId } from '$lib/domain/facts';
import { permissionFor } from '$lib/domain/permissions/operations';
import type { Device, Owned } from '$lib/domain/records';
import type { Snapshot } from '$lib/domain/snapshot';
import { folded } from '$lib/domain/text/text';
import type { CommandOf } from './command';
import { productExists } from './products';
import { accept, type Decision, type Refusal, refuse } from './refusal';
import { tidy, tidyIdentifier } from './text';

/**
 * Records an operation done on a product. Refuses `unknown-product`, `permission-not-held` (see `permissionFor`) and
 * `subject-empty`.
 */
export function recordWork(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ product, operation, subject, value, note }: CommandOf<'record-work'>
): Decision {
	if (!productExists(snapshot, product)) return refuse({ code: 'unknown-product', products: [product] });
	const permission = permissionFor[operation];
	if (!holds(snapshot, actor, product, permission))
		return refuse({ code: 'permission-not-held', product, permission });
	if (tidy(subject) === '') return refuse({ code: 'subject-empty' });
	return accept({
		table: 'work',
		product,
		operation,
		subject: tidy(subject),
		value: tidy(value),
		note: tidy(note)
	});
}

/**
 * Registers a device of a product: devices and their logs belong to the product's owner. Refuses `unknown-product`,
 * `not-own-product`, `serial-empty` and `serial-taken`.
 */
export function registerDevice(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ product: id, serial, name }: CommandOf<'register-device'>
): Decision {
	const product = snapshot.products.get(id);
	if (!product || product.deleted) return refuse({ code: 'unknown-product', products: [id] });
	if (product.owner !== actor) return refuse({ code: 'not-own-product', product: id, owner: product.owner });
	if (tidyIdentifier(serial) === '') return refuse({ code: 'serial-empty' });
	if (hasSerial(product.devices.values(), serial)) return refuse({ code: 'serial-taken', serial });
	return accept({ table: 'devices', product: id, serial: tidyIdentifier(serial), name: tidy(name) });
}

/** Whether one of the devices has this serial; removed ones and `except` are left out. */
export const hasSerial = (devices: Iterable<Device>, serial: string, except?: DeviceId): boolean =>
	[...devices].some(
		(device) =>
			device.id !== except && device.tombstones.size === 0 && folded(device.serial) === folded(serial)
	);

/**
 * Adds lines to the logs of the actor's own device, times in milliseconds since 1970. Refuses `unknown-record`,
 * `not-own-record` and `logs-empty`.
 */
export function addLogs(
	snapshot: Snapshot,
	actor: OrganizationId,
	{ device: id, lines }: CommandOf<'add-logs'>
): Decision {
	const device = ownRecord(snapshot.devices.get(id), actor, id);
	if ('code' in device) return refuse(device);
	if (lines.length === 0) return refuse({ code: 'logs-empty' });
	return accept({
		table: 'logs',
		device: id,
		lines: lines.map(({ time, type, message }) => ({ time, type, message: message.toWellFormed() }))
	});
}

/**
 * Deletes a work entry, a device, a batch of log lines or an expectation of the actor's own: nothing blocks it.
 * Refuses `unknown-record` and `not-own-record`.
 */
export function removeRecord(record: Owned | undefined, actor: OrganizationId, id: FactId): Decision {
	const found = ownRecord(record, actor, id);
	if ('code' in found) return refuse(found);
	return accept({ table: 'tombstones', record: id });
}

function ownRecord(record: Owned | undefined, actor: OrganizationId, id: FactId): Owned | Refusal {
	if (!record || record.tombstones.size > 0) return { code: 'unknown-record', id };
	return record.owner === actor ? record : { code: 'not-own-record' };
}
