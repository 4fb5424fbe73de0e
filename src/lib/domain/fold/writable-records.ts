import type { DeviceId, ExpectationId, FactId, OrderId, OrganizationId, ProductId } from '../facts';
import type { Device, Expectation, LogBatch, Order, Organization, Product, Work } from '../records';
import type { Snapshot } from '../snapshot';
import { writable, writablePart } from './copy-on-write';

/** The product to write; undefined where it is not here. */
export function productFor(snapshot: Snapshot, id: ProductId): Product | undefined {
	const product = snapshot.products.get(id);
	return product && writable(snapshot, product, (copy) => snapshot.products.set(id, copy));
}

/** The organization to write; undefined where it is not here. */
export function organizationFor(snapshot: Snapshot, id: OrganizationId): Organization | undefined {
	const organization = snapshot.organizations.get(id);
	return organization && writable(snapshot, organization, (copy) => snapshot.organizations.set(id, copy));
}

/** The order to write; undefined where it is not here. */
export function orderFor(snapshot: Snapshot, id: OrderId): Order | undefined {
	const order = snapshot.orders.get(id);
	return order && writable(snapshot, order, (copy) => snapshot.orders.set(id, copy));
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
	const expectation = snapshot.expectations.get(id);
	return expectation && writable(snapshot, expectation, (copy) => snapshot.expectations.set(id, copy));
}
