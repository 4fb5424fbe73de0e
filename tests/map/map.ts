/** Who may import whom: the whole map of the code. A room imports what it lists, all of it and nothing else. */
export interface Room {
	/** Rooms of src/lib, besides the room itself; `*` stands for every one. */
	rooms: readonly string[];
	/** Packages; `y-*` stands for every name that begins so. */
	packages?: readonly string[];
}

const SVELTE = ['svelte', '$app'];
const GRAPH = ['@xyflow/svelte', '@dagrejs/dagre'];
const WIDGETS = ['bits-ui', 'svelte-sonner', '@lucide/svelte', 'browser-fs-access'];

export const MAP: Readonly<Record<string, Room>> = {
	// The domain layer: plain values and functions.
	// Punycode is one: a text in, a text out.
	domain: { rooms: [], packages: ['punycode'] },
	commands: { rooms: ['domain'] },
	views: { rooms: ['domain', 'commands'] },
	scenarios: { rooms: ['domain', 'commands'] },

	// The ledger, and what stands between it and anything foreign.
	document: { rooms: ['domain'], packages: ['yjs', 'y-*', '@noble', 'zod'] },
	gate: { rooms: ['document', 'domain'], packages: ['yjs', '@noble', 'zod'] },
	// What the page asks of its Worker, and the Worker itself.
	worker: { rooms: ['gate', 'document', 'domain'] },
	peers: { rooms: ['gate', 'document', 'domain'], packages: ['yjs', 'y-*', 'zod'] },
	exchange: { rooms: ['worker', 'gate', 'document', 'domain', 'commands'], packages: ['zod', 'papaparse'] },

	// What a person sees, and the one door for edits.
	workspace: {
		rooms: ['document', 'domain', 'commands', 'views', 'gate', 'worker', 'peers', 'exchange'],
		packages: ['svelte', 'zod']
	},
	ui: {
		rooms: ['workspace', 'exchange', 'views', 'domain', 'commands', 'scenarios', 'paraglide'],
		packages: [...SVELTE, ...WIDGETS, ...GRAPH, 'uqr']
	},
	routes: { rooms: ['*'], packages: [...SVELTE, ...WIDGETS] },

	// Generated from src/messages.
	paraglide: { rooms: [] },
	// The service worker stands beside the app.
	'service-worker.ts': { rooms: [], packages: ['$service-worker'] }
};
