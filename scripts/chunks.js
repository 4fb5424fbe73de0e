/**
 * How the app is divided over http: a script that every page begins with, one for what the first page has for itself, one for
 * what every page of a workspace needs, some for what several of its places share, and one for each place. What is used
 * seldom is loaded when it is used. The Worker of a workspace shares with the page what both need: it is fetched once.
 */
import { writeFileSync } from 'node:fs';
import { ONE, TEXTS } from './message-texts.js';
import { OPEN_TEXTS } from './needed-files.js';

/** Where a build tells what its chunks are made of, for whoever asks what grew. */
const PARTS = '.svelte-kit/chunks.json';

/** What is loaded at once, by the modules that a part of the app is loaded by: what leads to each other is one place. */
const PLACES = /** @type {const} */ ([
	['home', /\/nodes\/4\.js$/],
	['workspace', /\/nodes\/(?:2|3|8)\.js$/],
	['begin', /\/nodes\/7\.js$/],
	['authorization', /\/authorization\/AuthorizationPage\.svelte$/],
	['authorizing', /\/authorization\/\w+Page\.svelte$/],
	['products', /\/products\/ProductsPage\.svelte$/],
	['product', /\/products\/ProductPage\.svelte$/],
	['purchase', /\/purchase\/PurchasePage\.svelte$/],
	['ordering', /\/purchase\/\w+Page\.svelte$/],
	['organizations', /\/organizations\/\w+Page\.svelte$/],
	['history', /\/(?:history|drafts)\/\w+Page\.svelte$|\/MomentSlider\.svelte$/],
	['ask', /\/(?:ask|advice|expectations)\/\w+Page\.svelte$/],
	['chains', /\/(?:chains|report)\/\w+Page\.svelte$/],
	['sharing', /\/nodes\/5\.js$|\/sharing\/\w+Page\.svelte$|\/peers\/[\w-]*reachability\.ts$/],
	['settings', /\/workspaces\/\w+(?:Page|Workspace)\.svelte$/],
	['diagnostics', /\/diagnostics\/\w+Page\.svelte$/],
	['peers', /\/peers\/sharing\.ts$/],
	['text-editor', /\/text\/text-editor\.ts$/],
	['text', /\/nodes\/6\.js$|\/lib\/ui\/text\/|\/lib\/setup\//],
	['tables', /\/lib\/ui\/tables\//],
	['engines', /\/lib\/engines\/(?![\w/-]+\.worker)|\/lib\/ui\/engines\//],
	['seen-heads', /\/exchange\/last-seen-heads\.ts$/],
	['files', /\/FileDialog\.svelte$|\/lib\/(?:exchange|ui\/files|workspace\/files)\/|\/clear-stored\.ts$/],
	['dialogs', /\/kit\/overlays\/DialogBox\.svelte$/],
	['menus', /\/kit\/overlays\/(?:MenuList|PopoverBox)\.svelte$/],
	['deciding', /\/editing\/deciding\.ts$/],
	['refusals', /\/words\/refusal-text\.ts$/],
	['ahead', /\/session\/previewing\.ts$|\/effects\/preview\.ts$|\/app\/(?:undo-last|look-ahead)\.ts$/],
	[
		'acts',
		/\/(?:EffectsQuestion|RevokeAllDialog|ProductFormDialog|DeleteProductDialog|OrganizationForm|organizations\/DeletionBlockers|LeaveOut)\.svelte$/
	],
	['document', /\/document\/(?:storage\/(?:updates|provider)|workspaces\/copy-workspace)\.ts$/],
	['notices', /\/WorkspaceNotices\.svelte$/],
	['toasts', /\/kit\/overlays\/Toasts\.svelte$/],
	['storage', /\/ui\/storage\//],
	['guide', /\/guide\/Guide\.svelte$/],
	['members', /\/members\/WithinOrganization\.svelte$/],
	['keys', /\/kit\/overlays\//]
]);

/** The places of the rail. What two of them need is loaded with the first: see `chunkOf`. */
const RAIL = new Set(['authorization', 'products', 'product', 'purchase', 'organizations', 'history', 'ask']);

/** Places that need of what several of the rail share what is most general, and not what tells the effects of an act. */
const BEYOND = ['ask', 'chains', 'sharing', 'settings'];

/** Where a person begins: what the first page shares with these alone comes with it, the rest with the first script. */
const AROUND_HOME = new Set(['home', 'FirstPage', 'LargerNetwork', 'guide', 'settings', 'sharing', 'text']);

/** The one module that all widgets come by. */
const WIDGETS = '/bits-ui/dist/index.js';

/**
 * The modules of the widgets that a code names: `import { DropdownMenu } from 'bits-ui'`.
 * @param {string} code
 * @param {string} all where all of them come from
 */
function widgetsIn(code, all) {
	const [, names = ''] = /import\s*\{([^}]*)\}\s*from\s*['"]bits-ui['"]/.exec(code) ?? [];
	const folders = names
		.split(',')
		.map((name) =>
			name
				.trim()
				.replace(/\B[A-Z]/g, '-$&')
				.toLowerCase()
		)
		.filter(Boolean);
	return folders.map((folder) => all.replace('/index.js', `/bits/${folder}/index.js`));
}

/** The Worker that shares its modules with the page. */
const WORKER = /\/workspace\.worker\.ts$/;
const MAKES_WORKER = /\/workspace\.worker\.ts\?entry$/;

/** No chunk is shared by more. */
const MOST = 20;

/** @param {string} id the module that something is loaded by */
const placeOf = (id) =>
	PLACES.find(([, module]) => module.test(id))?.[0] ??
	id.replace(/\?.*$/, '').replace(/^.*\/([\w.-]+?)(?:\.svelte)?\.\w+$/, '$1');

/**
 * The places that need each module, `worker` for the Worker, `first` for the first page. A message is needed by who says it,
 * a widget by who names it: all come by one module.
 * @param {import('vite').Rolldown.PluginContext} build
 * @returns {ReadonlyMap<string, ReadonlySet<string>>}
 */
function placesByModule(build) {
	const ids = [...build.getModuleIds()];
	/** @type {ReadonlyMap<string, string>} */
	const messages = new Map(
		ids.flatMap((id) => {
			const name = ONE.exec(id)?.[1];
			return name === undefined ? [] : [[name, id]];
		})
	);
	/** @param {string} id */
	const needs = (id) => {
		const { importedIds = [], code } = build.getModuleInfo(id) ?? {};
		return importedIds.flatMap((imported) => {
			if (/\/paraglide\/messages\.js$/.test(imported))
				return [...(code ?? '').matchAll(/\bm\.(\w+)/g)].flatMap(([, name = '']) => messages.get(name) ?? []);
			return imported.endsWith(WIDGETS) ? widgetsIn(code ?? '', imported) : [imported];
		});
	};
	/** @type {Map<string, Set<string>>} */
	const places = new Map();
	/**
	 * @param {string} place
	 * @param {string} root
	 * @param {(id: string) => readonly string[]} following
	 */
	const reach = (place, root, following) => {
		const reached = new Set([root]);
		for (const id of reached) {
			places.set(id, (places.get(id) ?? new Set()).add(place));
			for (const next of following(id)) reached.add(next);
		}
	};
	/** @param {string} id */
	const loads = (id) => build.getModuleInfo(id)?.dynamicallyImportedIds ?? [];
	for (const root of new Set(ids.flatMap(loads))) reach(placeOf(root), root, needs);
	for (const id of ids) {
		if (WORKER.test(id)) reach('worker', id, needs);
		else if (build.getModuleInfo(id)?.isEntry) reach('first', id, needs);
	}
	return places;
}

/**
 * The chunk that modules of these places are in, and how many share it. What a module needs is shared by as many or more,
 * so that chunks never import each other. What places share is apart from what those of them that are opened most do without:
 * Authorization, the lists, Ask.
 * @param {ReadonlySet<string>} places
 */
function chunkOf(places) {
	// Nothing that needs a window is in these.
	if (places.has('worker')) {
		if (places.has('first') || places.has('home')) return { name: 'base', shared: MOST + 3 };
		if (['workspace', 'record-schema', 'deciding', 'ahead', 'notices'].some((place) => places.has(place)))
			return { name: 'core', shared: MOST + 2 };
		return { name: 'ledger', shared: MOST + 1 };
	}
	if (places.has('first')) return { name: 'first', shared: MOST };
	if (places.has('home'))
		return [...places].every((place) => AROUND_HOME.has(place))
			? { name: 'home', shared: MOST - 8 }
			: { name: 'first', shared: MOST };
	// Yjs and y-indexeddb, which the Worker loads with the first edit, and the page where it shares.
	if (places.has('document')) return { name: 'document', shared: MOST };
	// Signatures are checked in the Worker as in the page, wherever something foreign comes.
	if (places.has('signature')) return { name: 'signature', shared: MOST };
	const isOfSeveral = [...places].filter((place) => RAIL.has(place)).length > 1;
	if (places.has('workspace')) return { name: 'workspace', shared: MOST };
	if (places.has('authorization') && places.size > 1) return { name: 'places', shared: MOST - 1 };
	if (places.has('refusals')) return { name: 'refusals', shared: MOST - 2 };
	if ((places.has('products') || places.has('purchase')) && places.size > 1)
		return { name: 'lists', shared: MOST - 2 };
	const isAhead = places.has('deciding') || places.has('ahead');
	if (places.has('deciding') && places.has('ask')) return { name: 'deciding', shared: MOST - 3 };
	// What others need of it is no reason to load the rest.
	if (isAhead && (places.has('ask') || places.has('chains'))) return { name: 'asking', shared: MOST - 3 };
	if (isAhead) return { name: 'ahead', shared: MOST - 4 };
	const isBeyond = BEYOND.some((place) => places.has(place));
	if (isOfSeveral)
		return isBeyond ? { name: 'beyond', shared: MOST - 5 } : { name: 'effects', shared: MOST - 6 };
	if (places.has('notices'))
		return places.has('chains')
			? { name: 'beyond', shared: MOST - 5 }
			: { name: 'notices', shared: MOST - 7 };
	return { name: [...places].sort().join('_'), shared: Math.min(places.size, MOST - 8) };
}

/**
 * What every page has around it, and what stands for one that fails, is there with the router, not loaded by it. The router
 * starts when the texts of that script are there.
 * @param {string} table the module with the routes, as the router makes it
 */
function withFirstScript(table) {
	const first = ['0', '1'];
	const imports = first.map((node) => `import * as node${node} from './nodes/${node}';\n`);
	const loaded = table.replace(/import\('\.\/nodes\/(\d+)'\)/g, (loading, /** @type {string} */ node) =>
		first.includes(node) ? `Promise.resolve(node${node})` : loading
	);
	const begun = loaded.replace(
		'export const hooks = {',
		`$&init: () => loadTexts([import.meta.url], ${OPEN_TEXTS}),`
	);
	if (loaded === table) throw new Error('The table of routes is not as it was.');
	if (begun === loaded) throw new Error('The router has no place for what it begins with.');
	return `import { loadTexts } from '${TEXTS}';\n${imports.join('')}${begun}`;
}

/**
 * What a chunk is made of: bytes before they are packed, by package and folder, the largest first.
 * @param {import('vite').Rolldown.OutputChunk} chunk
 * @returns {[part: string, bytes: number][]}
 */
function partsOf({ modules }) {
	/** @type {Map<string, number>} */
	const parts = new Map();
	for (const [id, { renderedLength }] of Object.entries(modules)) {
		const part =
			/\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1] ??
			/\/messages\/([a-z]+)_\w+\.js\?one$/.exec(id)?.[0].replace(/_.*$/, '').slice(1) ??
			/\/src\/lib\/((?:ui\/)?[^/]+)\//.exec(id)?.[1] ??
			'routes';
		parts.set(part, (parts.get(part) ?? 0) + renderedLength);
	}
	return [...parts].sort(([, one], [, other]) => other - one);
}

/**
 * Divides the app.
 * @returns {import('vite').Plugin}
 */
export function loadedWhenUsed() {
	/** @type {ReadonlyMap<string, ReadonlySet<string>>} */
	let places = new Map();
	/** @param {number} shared */
	const chunksSharedBy = (shared) => ({
		priority: shared,
		name: (/** @type {string} */ id) => {
			// What starts the Worker runs nowhere else.
			const of = WORKER.test(id) ? undefined : places.get(id);
			const chunk = of && chunkOf(of);
			return chunk?.shared === shared ? chunk.name : null;
		}
	});
	const groups = Array.from({ length: MOST + 3 }, (_, index) => chunksSharedBy(index + 1));
	return {
		name: 'loaded-when-used',
		apply: 'build',
		enforce: 'post',
		config: (_, { isSsrBuild }) =>
			isSsrBuild
				? undefined
				: {
						build: {
							rolldownOptions: {
								output: {
									// Who looks at what a page loads sees what it is.
									chunkFileNames: '_app/immutable/chunks/[name].[hash].js',
									codeSplitting: { groups }
								}
							}
						}
					},
		// A Worker is a file of its own; that of a workspace an entry of its own beside the page's.
		resolveId: {
			order: 'pre',
			filter: { id: /\?worker&inline$/ },
			async handler(source, importer) {
				const file = await this.resolve(source.replace('?worker&inline', ''), importer);
				if (file && WORKER.test(file.id)) return `${file.id}?entry`;
				return this.resolve(source.replace('&inline', ''), importer);
			}
		},
		load: {
			filter: { id: MAKES_WORKER },
			handler(id) {
				const file = this.emitFile({
					type: 'chunk',
					id: id.replace(/\?entry$/, ''),
					name: 'workspace.worker'
				});
				return `export default function () {
					return new Worker(import.meta.ROLLUP_FILE_URL_${file}, { type: 'module' });
				}`;
			}
		},
		transform: {
			filter: { id: /\/client-optimized\/app\.js$/ },
			handler: (code) => ({ code: withFirstScript(code), map: null })
		},
		buildEnd() {
			if (this.environment.name === 'client') places = placesByModule(this);
		},
		generateBundle: {
			order: 'pre',
			handler(_, bundle) {
				// Vite notes the address of the Worker before it is whole, as a file to be kept; the Worker is one of the entries.
				for (const file of Object.values(bundle)) {
					const assets = (file.type === 'chunk' && file.viteMetadata?.importedAssets) || new Set();
					for (const asset of assets) if (asset.includes('!~')) assets.delete(asset);
				}
			}
		},
		writeBundle(_, bundle) {
			if (this.environment.name !== 'client') return;
			const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
			writeFileSync(
				PARTS,
				JSON.stringify(Object.fromEntries(chunks.map((chunk) => [chunk.fileName, partsOf(chunk)])))
			);
		}
	};
}
