import type { DeviceId, ExpectationId, FactId, OrderId, OrganizationId, ProductId } from '../facts';
import type { Device, Expectation, LogBatch, Order, Organization, Product, Work } from '../records';
import type { Snapshot } from '../snapshot';
import { writable, writableIn, writablePart } from './copy-on-write';

/** The product to write; undefined where it is not here. */
export function productFor(snapshot: Snapshot, id: ProductId): Product | undefined {
	return writableIn(snapshot, snapshot.products, id);
}

/** The organization to write; undefined where it is not here. */
export function organizationFor(snapshot: Snapshot, id: OrganizationId): Organization | undefined {
	return writableIn(snapshot, snapshot.organizations, id);
}

/** The order to write; undefined where it is not here. */
export function orderFor(snapshot: Snapshot, id: OrderId): Order | undefined {
	return writableIn(snapshot, snapshot.orders, id);
}

/** The device to write; undefined where it is not here. */
export function deviceFor(snapshot: Snapshot, id: DeviceId): Device | undefined {
	const device = snapshot.devices.get(id);
	if (!device) return undefined;
	return writable(snapshot, device, (copy) => {
		snapshot.devices.set(id, copy);
		writablePart(snapshot, productFor(snapshot, copy.product)!, 'devices').set(id, copy);
	});
}

/** The work entry to write; undefined where it is not here. */
export function workFor(snapshot: Snapshot, id: FactId): Work | undefined {
	const work = snapshot.work.get(id);
	if (!work) return undefined;
	return writable(snapshot, work, (copy) => {
		snapshot.work.set(id, copy);
		writablePart(snapshot, productFor(snapshot, copy.product)!, 'work').set(id, copy);
	});
}

/** The batch of log lines to write; undefined where it is not here. */
export function logsFor(snapshot: Snapshot, id: FactId): LogBatch | undefined {
	const logs = snapshot.logs.get(id);
	if (!logs) return undefined;
	return writable(snapshot, logs, (copy) => {
		snapshot.logs.set(id, copy);
		writablePart(snapshot, deviceFor(snapshot, copy.device)!, 'logs').set(id, copy);
	});
}

/** The expectation to write; undefined where it is not here. */
export function expectationFor(snapshot: Snapshot, id: ExpectationId): Expectation | undefined {
	return writableIn(snapshot, snapshot.expectations, id);
}
