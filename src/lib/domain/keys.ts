import { authorOf, type Entry } from './entry';
import type { EntryId, KeyId, OrganizationId } from './facts';
import { KeyChain } from './key-chain';
import { OverlayMap } from './fold/overlay-map';
import { writable, beginCopyOnWrite } from './fold/copy-on-write';
import { KeyTree, type Turned } from './key-tree';
import { getOrInsertComputed } from './algorithms/get-or-insert';
import { additions, byLevel, voiceOf, type KeyRecord, type Voice } from './tree-key';

export type { KeyRecord, Voice } from './tree-key';

/** What the book holds of one organization. */
interface Ring {
	/** Its entries, by the key that signed. */
	entries: Map<KeyId, Entry[]>;
	/** Every key that one which was known by then named. */
	known: Set<KeyId>;
	tree: KeyTree;
}

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
		const ring = this.#ringFor(authorOf(entry));
		listFor(ring, entry.key).push(entry);
		const isAwaited = ring.tree.arrives(entry.id);
		if (!statesKeys(entry)) return isAwaited;
		ring.tree.add(entry);
		learn(ring, entry);
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
	 * added to this book. Cost: the entries of the keys that were added, left out, or ended since.
	 */
	changedVoices(organization: OrganizationId): Iterable<Entry> {
		const ring = this.#ringFor(organization);
		return entriesOf(ring, ring.tree.takeTurned());
	}

	/**
	 * The entries of an organization here that may say more or less once these of it are here too. Cost: what these say of
	 * keys, and what changes by it.
	 */
	*voicesChangedBy(organization: OrganizationId, fresh: readonly Entry[]): Iterable<Entry> {
		const ring = this.#rings.get(organization);
		if (!ring || !fresh.some((entry) => statesKeys(entry) || ring.tree.isAwaited(entry.id))) return;
		const arriving = new Map(fresh.map((entry) => [entry.id, entry]));
		const then = new KeyTree((id) => arriving.get(id) ?? this.#entryIn(organization, id), ring.tree);
		for (const entry of fresh) {
			then.arrives(entry.id);
			if (statesKeys(entry)) then.add(entry);
		}
		for (const entry of entriesOf(ring, then.takeTurned())) if (!arriving.has(entry.id)) yield entry;
	}

	/** What the entry may say. */
	voice(entry: Entry): Voice {
		if (entry.organization === '') return 'all';
		const key = this.#rings.get(entry.organization)?.tree.key(entry.key);
		return key ? voiceOf(key, entry) : 'none';
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
		return this.#rings.get(organization)?.tree.record(key);
	}

	/** Every key that counts or counted, in the order of the tree. */
	recordsOf(organization: OrganizationId): KeyRecord[] {
		const tree = this.#rings.get(organization)?.tree;
		return tree ? [...tree.all()].sort(byLevel).map(({ key }) => tree.record(key)!) : [];
	}

	/** The keys that may retire this one, itself not among them. */
	above(organization: OrganizationId, key: KeyId): ReadonlySet<KeyId> {
		return this.#rings.get(organization)?.tree.allAbove(key) ?? new Set();
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

	/** What is held of the organization, to write. */
	#ringFor(organization: OrganizationId): Ring {
		const known = this.#rings.get(organization);
		if (known && !this.#shared.has(organization)) return known;
		const entryOf = (id: EntryId) => this.#entryIn(organization, id);
		const ring = known
			? forkRing(known, entryOf)
			: { entries: new Map<KeyId, Entry[]>(), known: new Set<KeyId>(), tree: new KeyTree(entryOf) };
		this.#rings.set(organization, ring);
		this.#shared.delete(organization);
		return ring;
	}

	#entryIn(organization: OrganizationId, id: EntryId): Entry | undefined {
		const entry = this.#entryOf(id);
		return entry && authorOf(entry) === organization ? entry : undefined;
	}
}

/** The entries of an organization that turned. */
function* entriesOf({ entries }: Ring, turned: Turned): Iterable<Entry> {
	for (const key of turned.keys) yield* entries.get(key) ?? [];
	for (const entry of turned.entries) if (!turned.keys.has(entry.key)) yield entry;
}

const keyTables: ReadonlySet<string> = new Set(['keys', 'recovery-keys', 'key-retirements']);

/** Whether an entry says anything about which keys there are, founding an organization included. */
export const statesKeys = (entry: Entry): boolean =>
	entry.organization === '' || entry.facts.some(({ table }) => keyTables.has(table));

function forkRing({ entries, known, tree }: Ring, entryOf: (id: EntryId) => Entry | undefined): Ring {
	const ring = { entries: new OverlayMap(entries), known: new Set(known), tree: new KeyTree(entryOf, tree) };
	beginCopyOnWrite(ring);
	return ring;
}

function listFor(ring: Ring, key: KeyId): Entry[] {
	const list = getOrInsertComputed(ring.entries, key, (): Entry[] => []);
	return writable(ring, list, (copy) => ring.entries.set(key, copy));
}

/** Every key named by an entry whose own key is known, starting from the founding one. */
function learn({ known, tree }: Ring, entry: Entry): void {
	if (entry.organization === '') known.add(entry.key);
	const heard = known.has(entry.key) ? [entry] : [];
	const hear = (key: KeyId) => {
		// One by one: there may be more than a call takes as arguments.
		for (const saying of tree.saidBy(key)) heard.push(saying.entry);
	};
	if (entry.organization === '') hear(entry.key);
	for (let next = heard.pop(); next; next = heard.pop())
		for (const { key } of additions(next))
			if (!known.has(key)) {
				known.add(key);
				hear(key);
			}
}
