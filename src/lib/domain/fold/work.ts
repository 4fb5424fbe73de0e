import { resolveRef } from '../facts';
import type { Device, LogBatch, Work } from '../records';
import { type Handlers, factIdOf, newOwned, waitFor } from './handlers';
import { writablePart } from './copy-on-write';
import { deviceFor, productFor } from './writable-records';

/**
 * States work entries, devices and logs. Devices and logs count only from the product's owner; all wait for what they
 * are about.
 */
export const foldWork: Handlers<'work' | 'devices' | 'logs'> = {
	work(folding, fact, source) {
		const id = resolveRef(fact.product, source.entry);
		const product = productFor(folding.snapshot, id);
		if (!product) return waitFor(folding, id, fact, source);
		const { operation, subject, value, note } = fact;
		const work: Work = { ...newOwned(source), product: id, operation, subject, value, note };
		folding.snapshot.work.set(work.id, work);
		writablePart(folding.snapshot, product, 'work').set(work.id, work);
	},

	devices(folding, fact, source) {
		const id = resolveRef(fact.product, source.entry);
		const product = productFor(folding.snapshot, id);
		if (!product) return waitFor(folding, id, fact, source);
		if (product.owner !== source.author) return;
		const device: Device = {
			...newOwned(source),
			product: id,
			serial: fact.serial,
			name: fact.name,
			logs: new Map()
		};
		folding.snapshot.devices.set(device.id, device);
		writablePart(folding.snapshot, product, 'devices').set(device.id, device);
	},

	logs(folding, fact, source) {
		const id = resolveRef(fact.device, source.entry);
		const device = deviceFor(folding.snapshot, id);
		if (!device) return waitFor(folding, id, fact, source);
		if (device.owner !== source.author) return;
		const batch: LogBatch = { ...newOwned(source), device: id, lines: fact.lines };
		folding.snapshot.logs.set(batch.id, batch);
		writablePart(folding.snapshot, device, 'logs').set(batch.id, batch);
	}
};

/** Retracts work entries, devices and logs. */
export const retractWork: Handlers<'work' | 'devices' | 'logs'> = {
	work({ snapshot }, fact, source) {
		const product = productFor(snapshot, resolveRef(fact.product, source.entry))!;
		writablePart(snapshot, product, 'work').delete(factIdOf(source));
		snapshot.work.delete(factIdOf(source));
	},

	devices({ snapshot }, fact, source) {
		const product = productFor(snapshot, resolveRef(fact.product, source.entry))!;
		writablePart(snapshot, product, 'devices').delete(factIdOf(source));
		snapshot.devices.delete(factIdOf(source));
	},

	logs({ snapshot }, fact, source) {
		const device = deviceFor(snapshot, resolveRef(fact.device, source.entry))!;
		writablePart(snapshot, device, 'logs').delete(factIdOf(source));
		snapshot.logs.delete(factIdOf(source));
	}
};
