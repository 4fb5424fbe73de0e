/** Who may import whom: the whole map of the code. A room imports what it lists, all of it and nothing else. */
export interface Room {
	/** Rooms of src/lib, besides the room itself; `*` stands for every one. A folder of `ui` is a room: `ui/kit`. */
	rooms: readonly string[];
	/** Packages; `y-*` stands for every name that begins so. */
	packages?: readonly string[];
}

const SVELTE = ['svelte', '$app', '@lucide/svelte'];
const GRAPH = ['@dagrejs/dagre'];

/** What most of `ui` stands on. */
const UNDER = ['domain', 'commands', 'views', 'workspace'];

/** What every folder of `ui` may use without being asked whether it does. */
export const GIVEN: readonly string[] = [
	'ui/kit',
	'ui/pages',
	'ui/words',
	'ui/session',
	...UNDER,
	'paraglide',
	...SVELTE
];

/** A folder of pages: it stands on the floors of `ui`, and on the features that it names. */
const feature = (...features: string[]): Room => ({
	rooms: ['ui/kit', 'ui/pages', 'ui/words', 'ui/session', ...UNDER, ...features.map((name) => `ui/${name}`)]
});

/** The folders of `ui`, each a room, with the texts of the interface and Svelte for all. */
const ui = (folders: Record<string, Room>): Record<string, Room> =>
	Object.fromEntries(
		Object.entries(folders).map(([name, { rooms, packages = [] }]) => [
			`ui/${name}`,
			{ rooms: [...rooms, 'paraglide'], packages: [...packages, ...SVELTE] }
		])
	);

export const MAP: Readonly<Record<string, Room>> = {
	// The domain layer: plain values and functions.
	// Punycode is one: a text in, a text out.
	domain: { rooms: [], packages: ['punycode'] },
	commands: { rooms: ['domain'] },
	views: { rooms: ['domain', 'commands'] },
	scenarios: { rooms: ['domain', 'commands'] },
	// Texts in, texts out.
	setup: { rooms: ['domain', 'commands', 'views'], packages: ['yaml', 'zod'] },

	// The ledger, and what stands between it and anything foreign.
	// An update begins with how many clients wrote it, as Yjs writes numbers.
	document: { rooms: ['domain'], packages: ['yjs', 'y-*', 'lib0', '@noble', 'zod'] },
	// A batch is looked through as Yjs writes it, before Yjs makes anything of it.
	gate: { rooms: ['document', 'domain'], packages: ['lib0', '@noble', 'zod'] },
	// What the page asks of its Worker, and the Worker itself.
	worker: { rooms: ['gate', 'document', 'domain'] },
	// A relay's keys are HMACs, one for each entry, and its messages are made as Yjs makes them.
	peers: { rooms: ['gate', 'document', 'domain'], packages: ['yjs', 'y-*', 'lib0', '@noble', 'zod'] },
	exchange: {
		rooms: ['worker', 'gate', 'document', 'domain', 'commands'],
		packages: ['zod', 'papaparse', 'fflate']
	},
	// A setup as an engine's own texts: plain values and functions.
	// What is read of one is written as a setup's text.
	// Their work is done in a Worker.
	engines: { rooms: ['domain', 'commands', 'setup', 'worker'], packages: ['zod', 'fflate'] },

	// A scenario of thousands of acts, played and signed in a Worker of its own, and stored.
	generator: { rooms: ['scenarios', 'commands', 'domain', 'document', 'worker'] },

	// What a person sees, and the one way to edit.
	workspace: {
		// Of texts only what stays with a workspace: a guide, and how far it is.
		rooms: ['document', 'domain', 'commands', 'views', 'setup', 'gate', 'worker', 'peers', 'exchange'],
		packages: ['svelte', 'zod']
	},
	...ui({
		// Floors: each may stand on those before it.
		kit: {
			rooms: ['domain', 'views'],
			packages: ['@internationalized/date', 'bits-ui', 'browser-fs-access']
		},
		pages: { rooms: ['ui/kit', 'domain'] },
		words: { rooms: ['ui/kit', 'ui/pages', ...UNDER, 'scenarios'] },
		session: {
			rooms: ['ui/kit', 'ui/pages', 'ui/words', ...UNDER],
			packages: ['browser-fs-access']
		},

		// Features: each stands on all three floors, and on those features that it names.
		advice: feature('effects'),
		ask: feature('diagrams', 'effects', 'outsiders', 'tables'),
		authorization: feature('diagrams', 'effects', 'members', 'products', 'tables'),
		chains: {
			rooms: [...feature('diagrams', 'effects', 'outsiders').rooms, 'exchange', 'setup'],
			packages: GRAPH
		},
		csv: { rooms: [...feature().rooms, 'exchange'] },
		diagnostics: feature('outsiders', 'storage'),
		// Small pictures of chains, on every page: without the library that draws the large one.
		diagrams: feature(),
		drafts: feature('effects', 'expectations', 'files'),
		effects: feature('diagrams', 'expectations'),
		engines: { rooms: [...feature().rooms, 'engines'] },
		expectations: feature(),
		files: { rooms: [...feature().rooms, 'engines'] },
		guide: { rooms: [...feature('text').rooms, 'scenarios', 'setup'] },
		history: feature('effects', 'lens'),
		home: { rooms: [...feature().rooms, 'generator', 'scenarios'] },
		lens: feature(),
		logs: { rooms: [...feature('csv').rooms, 'exchange'] },
		members: feature('files'),
		news: feature(),
		operations: feature('logs'),
		organizations: feature('effects', 'outsiders', 'tables'),
		outsiders: feature('effects'),
		products: feature('diagrams', 'effects', 'operations', 'tables'),
		purchase: feature('effects'),
		report: feature('chains'),
		sharing: { ...feature('files', 'outsiders'), packages: ['uqr'] },
		storage: feature(),
		tables: { rooms: [...feature('csv', 'text').rooms, 'exchange', 'setup'] },
		text: {
			// Large texts are read in a Worker.
			rooms: [...feature('chains', 'effects', 'expectations', 'files').rooms, 'exchange', 'setup', 'worker'],
			packages: ['@codemirror', '@lezer']
		},
		workspaces: feature('engines', 'files', 'guide', 'sharing', 'storage', 'tables', 'text'),

		// The roof: the frame of every page, and what stands in it.
		app: { rooms: ['*'] }
	}),
	routes: { rooms: ['*'], packages: SVELTE },

	// What an address needs is loaded before it is shown.
	'hooks.ts': { rooms: ['ui/pages'], packages: ['@sveltejs/kit'] },

	// The build writes the head of the first page into the one HTML page.
	'hooks.server.ts': { rooms: ['paraglide', 'ui/app', 'ui/kit'], packages: ['@sveltejs/kit', 'svelte'] },

	// Generated from src/messages.
	paraglide: { rooms: [] },
	// The service worker stands beside the app.
	'service-worker.ts': { rooms: [], packages: ['$service-worker'] }
};
