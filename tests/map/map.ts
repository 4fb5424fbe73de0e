/** Who may import whom: the whole map of the code. Whatever a room does not list, it may not import. */
export interface Room {
	/** Rooms of src/lib, besides the room itself. */
	rooms: readonly string[];
	/** Packages; `y-*` stands for every name that begins so. */
	packages?: readonly string[];
	/** Packages of which only types may be imported. */
	types?: readonly string[];
}

const SVELTE = ['svelte', '$app', '$env'];
const GRAPH = ['@xyflow/svelte', '@dagrejs/dagre'];
const WIDGETS = ['bits-ui', 'svelte-sonner', '@lucide/svelte', 'browser-fs-access'];

export const MAP: Readonly<Record<string, Room>> = {
	// The domain layer: plain values and functions.
	domain: { rooms: [], types: ['zod'] },
	commands: { rooms: ['domain'], types: ['zod'] },
	views: { rooms: ['domain', 'commands'] },
	scenarios: { rooms: ['domain', 'commands', 'views'] },

	// The ledger, and what stands between it and anything foreign.
	document: { rooms: ['domain'], packages: ['yjs', 'y-*', '@noble', 'zod'] },
	gate: { rooms: ['document', 'domain'], packages: ['yjs', '@noble', 'zod'] },
	peers: {
		rooms: ['gate', 'document', 'domain', 'commands'],
		packages: ['yjs', 'y-*', '@noble', 'zod']
	},
	exchange: {
		rooms: ['gate', 'document', 'domain', 'commands'],
		packages: ['zod', 'papaparse', 'browser-fs-access', 'fflate']
	},

	// What a person sees, and the one door for edits.
	workspace: {
		rooms: ['document', 'domain', 'commands', 'views', 'gate', 'peers', 'exchange'],
		packages: ['svelte', 'zod']
	},
	ui: {
		rooms: ['workspace', 'views', 'domain', 'commands', 'scenarios', 'paraglide'],
		packages: [...SVELTE, ...WIDGETS, ...GRAPH, 'papaparse', 'uqr']
	},
	routes: { rooms: ['*'], packages: [...SVELTE, ...WIDGETS] },

	// Generated from src/messages.
	paraglide: { rooms: [] },
	// The service worker stands beside the app.
	'service-worker.ts': { rooms: [], packages: ['$service-worker'] }
};
