import { authorOf, type Entry } from './entry';
import type { EntryId, KeyId, OrganizationId } from './facts';
import { KeyChain } from './key-chain';
import {
	additions,
	byLevel,
	graft,
	growKeys,
	type KeyRecord,
	type KeyTree,
	type TreeKey,
	type Voice
} from './key-tree';

export type { KeyRecord, Voice } from './key-tree';

/** What the book holds of one organization. */
interface Ring {
	founding: Entry | undefined;
	entries: Map<KeyId, Entry[]>;
	/** Those of them that say something of keys. */
	stating: Map<KeyId, Entry[]>;
	/** Every key that one which was known by then named. */
	known: Set<KeyId>;
	/** Until something arrives that may change it. */
	tree: KeyTree | undefined;
	/** The tree as it was when it was last asked whose voice changed. */
	heard: KeyTree;
	/** The keys that were added to that very tree since. */
	unheard: Set<KeyId>;
	/** The tree as it was grown last. */
	last: KeyTree;
}

const empty: KeyTree = { keys: new Map(), retirements: new Map(), ways: new Map(), awaited: new Set() };

/**
 * Which keys speak for which organization, and how far: a function of the set of entries, whatever their order.
 *
 * A key speaks from the entry that adds it on, if that entry counts itself: keys hang from the founding key like a
 * tree. A key may retire itself and those below it, naming where it ends: what lies on the way there counts, nothing
 * else. The tree is decided from the top down, so what is cut off below can never speak against what is above it.
 */
export class KeyBook {
	readonly #rings = new Map<OrganizationId, Ring>();
	/** Of a fork: the rings that are still those of the book that it was forked from. */
	readonly #shared = new Set<OrganizationId>();
	readonly #entryOf: (id: EntryId) => Entry | undefined;

	/** @param entryOf finds any entry that is here, to walk a retired key's chain back */
	constructor(entryOf: (id: EntryId) => Entry | undefined) {
		this.#entryOf = entryOf;
	}

	/**
	 * Takes in an entry, once. True where it may have changed which other entries of its organization count: where it
	 * says something of keys, or closes a gap in the chain of a retired one. Any other costs nothing.
	 */
	add(entry: Entry): boolean {
		const ring = this.#ringOf(authorOf(entry));
		push(ring.entries, entry);
		const states = statesKeys(entry);
		if (states) {
			push(ring.stating, entry);
			if (entry.organization === '') ring.founding = entry;
			learn(ring, entry);
		}
		if (!states && !ring.tree?.awaited.has(entry.id)) return false;
		const added = ring.tree && graft(ring.tree, entry, ring.stating);
		if (!added) ring.tree = undefined;
		else if (ring.tree === ring.heard) for (const key of added) ring.unheard.add(key);
		return true;
	}

	/** Another book that says the same, and takes in entries without this one's knowing. This one must not change. */
	fork(entryOf: (id: EntryId) => Entry | undefined): KeyBook {
		const forked = new KeyBook(entryOf);
		for (const [organization, ring] of this.#rings) {
			forked.#rings.set(organization, ring);
			forked.#shared.add(organization);
		}
		return forked;
	}

	/**
	 * The entries of an organization that may say more or less than when this was last asked. To be asked of what was
	 * added to this book. Cost: a look at each key that was added, or, where the tree was grown again, at each, and at
	 * each entry of those that changed.
	 */
	*changedVoices(organization: OrganizationId): Iterable<Entry> {
		const ring = this.#ringOf(organization);
		const { heard, unheard } = ring;
		const now = (ring.heard = this.#treeOf(organization));
		ring.unheard = new Set();
		const keys = now === heard ? unheard : ring.entries.keys();
		const before = (key: KeyId) => (unheard.has(key) ? undefined : heard.keys.get(key));
		yield* changedBetween(ring, keys, before, now);
	}

	/**
	 * The entries of an organization here that may say more or less once these of it are here too. Cost: nothing where
	 * these only add keys that nothing is known of, say nothing of keys, and close no gap in the chain of a retired one;
	 * else that of growing the tree.
	 */
	*voicesChangedBy(organization: OrganizationId, fresh: readonly Entry[]): Iterable<Entry> {
		const ring = this.#rings.get(organization);
		const now = this.#treeOf(organization);
		const isOfNothingHere = (entry: Entry) =>
			!now.awaited.has(entry.id) && (!statesKeys(entry) || addsNewKeys(entry, ring!));
		if (!ring || fresh.every(isOfNothingHere)) return;
		const founding = ring.founding ?? fresh.find((entry) => entry.organization === '');
		if (!founding) return;
		const byKey = copyLists(ring.stating);
		for (const entry of fresh) if (statesKeys(entry)) push(byKey, entry);
		const arriving = new Map(fresh.map((entry) => [entry.id, entry]));
		const entryOf = (id: EntryId) => arriving.get(id) ?? this.#entryIn(organization, id);
		const then = growKeys({ founding, byKey, ways: ring.last.ways, entryOf });
		yield* changedBetween(ring, ring.entries.keys(), (key) => now.keys.get(key), then);
	}

	/** What the entry may say. */
	voice(entry: Entry): Voice {
		if (entry.organization === '') return 'all';
		return this.#treeOf(entry.organization).keys.get(entry.key)?.voice(entry) ?? 'none';
	}

	/** Whether the organization ever named the key, retired or not. Grows with the entries and never shrinks. */
	isKnown(organization: OrganizationId, key: KeyId): boolean {
		return this.#rings.get(organization)?.known.has(key) ?? false;
	}

	/** Whether the key may sign for the organization now. */
	acts(organization: OrganizationId, key: KeyId): boolean {
		const record = this.record(organization, key);
		return record?.use === 'act' && record.retired === null;
	}

	/** The key as it is for the organization, if it counts there or did. */
	record(organization: OrganizationId, key: KeyId): KeyRecord | undefined {
		return this.#treeOf(organization).keys.get(key);
	}

	/** Every key that counts or counted, in the order of the tree. */
	recordsOf(organization: OrganizationId): KeyRecord[] {
		return [...this.#treeOf(organization).keys.values()].sort(byLevel);
	}

	/** The keys that may retire this one, itself not among them. */
	above(organization: OrganizationId, key: KeyId): ReadonlySet<KeyId> {
		return this.#treeOf(organization).keys.get(key)?.above() ?? new Set();
	}

	/** Whether `above` is a key that added `below`, or added that one, and so on. */
	isAbove(organization: OrganizationId, above: KeyId, below: KeyId): boolean {
		return this.above(organization, below).has(above);
	}

	/** The entries of an organization that are here. */
	*entriesOf(organization: OrganizationId): Iterable<Entry> {
		for (const entries of this.#rings.get(organization)?.entries.values() ?? []) yield* entries;
	}

	/** The chain of a key's entries for the organization, as they are here. Cost: these entries. */
	chainOf(organization: OrganizationId, key: KeyId): KeyChain {
		const entries = this.#rings.get(organization)?.entries.get(key) ?? [];
		const chain = new KeyChain(key, organization, (id) => this.#entryIn(organization, id));
		for (const entry of entries) chain.add(entry);
		return chain;
	}

	#ringOf(organization: OrganizationId): Ring {
		let ring = this.#rings.get(organization);
		if (ring && !this.#shared.has(organization)) return ring;
		if (ring) ring = copyRing(ring);
		else {
			const none = { founding: undefined, tree: undefined, heard: empty, last: empty };
			const [entries, stating] = [new Map<KeyId, Entry[]>(), new Map<KeyId, Entry[]>()];
			ring = { ...none, entries, stating, known: new Set(), unheard: new Set() };
		}
		this.#rings.set(organization, ring);
		this.#shared.delete(organization);
		return ring;
	}

	#treeOf(organization: OrganizationId): KeyTree {
		const ring = this.#rings.get(organization);
		if (!ring?.founding) return empty;
		ring.tree ??= growKeys({
			founding: ring.founding,
			byKey: ring.stating,
			ways: ring.last.ways,
			entryOf: (id) => this.#entryIn(organization, id)
		});
		return (ring.last = ring.tree);
	}

	#entryIn(organization: OrganizationId, id: EntryId): Entry | undefined {
		const entry = this.#entryOf(id);
		return entry && authorOf(entry) === organization ? entry : undefined;
	}
}

/** The entries of those keys that speak otherwise in one tree than in another. */
function* changedBetween(
	{ entries }: Ring,
	keys: Iterable<KeyId>,
	before: (key: KeyId) => TreeKey | undefined,
	after: KeyTree
): Iterable<Entry> {
	for (const key of keys) {
		const [one, other] = [before(key), after.keys.get(key)];
		if (one?.use !== other?.use || one?.counted !== other?.counted) yield* entries.get(key) ?? [];
	}
}

/** Whether all that the entry says of keys is that there are some of which nothing was said, and which said nothing. */
const addsNewKeys = (entry: Entry, { known, entries }: Ring): boolean =>
	entry.organization !== '' &&
	!entry.facts.some(({ table }) => table === 'key-retirements') &&
	additions(entry).every(({ key }) => !known.has(key) && !entries.has(key));

const keyTables: ReadonlySet<string> = new Set(['keys', 'recovery-keys', 'key-retirements']);

/** Whether an entry says anything about which keys there are, founding an organization included. */
export const statesKeys = (entry: Entry): boolean =>
	entry.organization === '' || entry.facts.some(({ table }) => keyTables.has(table));

const copyRing = (ring: Ring): Ring => ({
	...ring,
	entries: copyLists(ring.entries),
	stating: copyLists(ring.stating),
	known: new Set(ring.known),
	// Keys are added to it in place; what else is in a tree never changes.
	tree: ring.tree && { ...ring.tree, keys: new Map(ring.tree.keys) }
});

const copyLists = <K, T>(lists: Map<K, T[]>): Map<K, T[]> =>
	new Map([...lists].map(([key, list]) => [key, [...list]]));

function push(entries: Map<KeyId, Entry[]>, entry: Entry): void {
	const same = entries.get(entry.key);
	if (same) same.push(entry);
	else entries.set(entry.key, [entry]);
}

/** Every key named by an entry whose own key is known, starting from the founding one. */
function learn({ known, stating }: Ring, entry: Entry): void {
	if (entry.organization === '') known.add(entry.key);
	const heard = known.has(entry.key) ? [entry] : [];
	const hear = (key: KeyId) => {
		// One by one: there may be more than a call takes as arguments.
		for (const each of stating.get(key) ?? []) heard.push(each);
	};
	if (entry.organization === '') hear(entry.key);
	for (let next = heard.pop(); next; next = heard.pop())
		for (const { key } of additions(next))
			if (!known.has(key)) {
				known.add(key);
				hear(key);
			}
}
