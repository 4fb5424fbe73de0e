/** Exports for engines, without a page of the app: what their test drives. Not part of the product. */
import type { EngineSetup } from '../../../src/lib/engines/engine-setup';
import { exportOffThread, importOffThread } from '../../../src/lib/engines/off-thread';

/** Workers that were made, seen from under whatever makes them. */
let workers = 0;
window.Worker = class extends Worker {
	constructor(url: string | URL, options?: WorkerOptions) {
		super(url, options);
		workers += 1;
	}
};

const nothing = { organizations: [], products: [], grants: 0 };

/** A chain of so many grants on one product, each of which may be passed on. */
function chain(length: number): EngineSetup {
	const id = (at: number) => `organization-${at}`;
	const links: EngineSetup['products'][number]['links'] = new Map();
	for (let at = 0; at < length; at++) {
		const link = { grantor: id(at), grantee: id(at + 1), permissions: 1, flagged: 1 };
		links.set(link.grantor, new Map([[link.grantee, link]]));
	}
	return {
		organizations: Array.from({ length: length + 1 }, (_, at) => ({
			id: id(at),
			name: `O${at}`,
			account: ''
		})),
		products: [
			{
				...{ id: 'product:0', pid: 'P', name: 'Lamp', owner: id(0), links, makerMay: 0 },
				making: { origin: 'proprietary', maker: null }
			}
		],
		expectations: []
	};
}

const engines = {
	/** Writes a zip and reads it back; answers who holds the product then, and how many Workers that took. */
	async roundTrip(length: number) {
		const task = { engines: ['openfga', 'casbin'] as const, before: null, at: Date.UTC(2026, 0, 2) };
		const toExport = { title: 'Chain', setup: chain(length), notExported: nothing };
		const made = await exportOffThread({ ...task, toExport });
		if (!made.written) throw new Error(made.problem.why);
		const back = await importOffThread({ engine: 'casbin', from: { zip: made.zip } });
		if (!back.read) throw new Error(back.why);
		const named = back.setup.organizations.map(({ name }) => name).sort();
		return { named, grants: made.reports.map(({ exported }) => exported.grants), workers };
	}
};

export type Engines = typeof engines;
Object.assign(window, { engines });
