import { authorOf, statesAnyOf, type Entry } from '../entry';
import type { EntryId, KeyId, OrganizationId, Table } from '../facts';
import { OverlayMap } from '../fold/overlay-map';
import { writable, beginCopyOnWrite } from '../fold/copy-on-write';
import { KeyChain } from './key-chain';
import { KeyTree, type AuthorityChanges } from './key-tree';
import { getOrInsertComputed } from '../algorithms/get-or-insert';
import { keyAdditions, authorityOf, type KeyRecord, type Authority } from './key-node';

export type { KeyRecord, Authority } from './key-node';

/** The keys of one organization, and the entries they signed. */
interface Keyring {
	/** Its entries, by the key that signed them. */
	entries: Map<KeyId, Entry[]>;
	/** The founding key, and every key that a known key ever declared. */
	known: Set<KeyId>;
	tree: KeyTree;
}

/**
 * Which keys may sign for which organization, and which entries count by that: a function of the set of entries,
 * whatever their order.
 *
 * A key may sign once an entry that counts has added it, so keys form a tree under the founding key. A key may retire
 * itself and the keys below it, and names the last entry that counts: it counts with those before it on its chain, and
 * nothing else does. The tree is decided from the top down, so that a key that was cut off has no say over those above.
 */
export class KeyRegistry {
	readonly #keyrings = new Map<OrganizationId, Keyring>();
	/** In a fork: the organizations whose keyring is still shared with the original. */
	readonly #shared = new Set<OrganizationId>();
	readonly #entryOf: (id: EntryId) => Entry | undefined;

	/** @param entryOf finds any entry that is here, to walk a retired key's chain back */
	constructor(entryOf: (id: EntryId) => Entry | undefined) {
		this.#entryOf = entryOf;
	}

	/**
	 * Adds an entry, once. True where it may have changed which other entries of its organization count: where it states
	 * something about keys, or closes a gap in the chain of a retired one. Any other entry costs nothing.
	 */
	add(entry: Entry): boolean {
		const keyring = this.#keyringFor(authorOf(entry));
		listFor(keyring, entry.key).push(entry);
		const isAwaited = keyring.tree.noteArrival(entry.id);
		if (!statesKeys(entry)) return isAwaited;
		keyring.tree.add(entry);
		noteKnownKeys(keyring, entry);
		return true;
	}

	/** A copy that entries can be added to without changing this registry, which must not change meanwhile. */
	fork(entryOf: (id: EntryId) => Entry | undefined): KeyRegistry {
		const forked = new KeyRegistry(entryOf);
		for (const [organization, keyring] of this.#keyrings) {
			forked.#keyrings.set(organization, keyring);
			forked.#shared.add(organization);
		}
		return forked;
	}

	/**
	 * The entries of an organization that may count differently than at the last call. Cost: the entries of the keys that
	 * were added, dropped or retired since.
	 */
	takeChangedAuthorities(organization: OrganizationId): Iterable<Entry> {
		const keyring = this.#keyringFor(organization);
		return changedEntries(keyring, keyring.tree.takeChanges());
	}

	/**
	 * The entries here that may count differently once the fresh ones, which are of the same organization, are here too.
	 * Cost: what the fresh ones state about keys, and what changes by it.
	 */
	*authoritiesChangedBy(organization: OrganizationId, fresh: readonly Entry[]): Iterable<Entry> {
		const keyring = this.#keyrings.get(organization);
		if (!keyring || !fresh.some((entry) => statesKeys(entry) || keyring.tree.isAwaited(entry.id))) return;
		const arriving = new Map(fresh.map((entry) => [entry.id, entry]));
		const next = new KeyTree((id) => arriving.get(id) ?? this.#entryIn(organization, id), keyring.tree);
		for (const entry of fresh) {
			next.noteArrival(entry.id);
			if (statesKeys(entry)) next.add(entry);
		}
		for (const entry of changedEntries(keyring, next.takeChanges())) if (!arriving.has(entry.id)) yield entry;
	}

	/** How much of the entry counts, as its key is now. */
	authorityOf(entry: Entry): Authority {
		if (entry.organization === '') return 'all';
		const key = this.#keyrings.get(entry.organization)?.tree.key(entry.key);
		return key ? authorityOf(key, entry) : 'none';
	}

	/** Whether the organization ever declared the key, retired or not. Once true, it stays true. */
	isKnown(organization: OrganizationId, key: KeyId): boolean {
		return this.#keyrings.get(organization)?.known.has(key) ?? false;
	}

	/** Whether the key may sign for the organization now. */
	acts(organization: OrganizationId, key: KeyId): boolean {
		const record = this.record(organization, key);
		return record?.use === 'act' && record.retired === null;
	}

	/** The key as the organization has it; undefined for one that was never in its tree. */
	record(organization: OrganizationId, key: KeyId): KeyRecord | undefined {
		return this.#keyrings.get(organization)?.tree.record(key);
	}

	/** Every key in the tree, retired ones included, ordered by level and id. */
	recordsOf(organization: OrganizationId): KeyRecord[] {
		const tree = this.#keyrings.get(organization)?.tree;
		return tree ? tree.inOrder().map(({ key }) => tree.record(key)!) : [];
	}

	/** The keys that may retire this one, apart from itself. */
	ancestorsOf(organization: OrganizationId, key: KeyId): ReadonlySet<KeyId> {
		return this.#keyrings.get(organization)?.tree.ancestorsOf(key) ?? new Set();
	}

	/** Whether `ancestor` added `key`, or added a key that did, and so on. */
	isAncestor(organization: OrganizationId, ancestor: KeyId, key: KeyId): boolean {
		return this.ancestorsOf(organization, key).has(ancestor);
	}

	/** The entries of an organization that are here. */
	*entriesOf(organization: OrganizationId): Iterable<Entry> {
		for (const entries of this.#keyrings.get(organization)?.entries.values() ?? []) yield* entries;
	}

	/** The chain of a key's entries for the organization, as they are here. Cost: these entries. */
	chainOf(organization: OrganizationId, key: KeyId): KeyChain {
		const entries = this.#keyrings.get(organization)?.entries.get(key) ?? [];
		const chain = new KeyChain(key, organization, (id) => this.#entryIn(organization, id));
		for (const entry of entries) chain.add(entry);
		return chain;
	}

	/** The keyring of the organization, to write; made where it is missing. */
	#keyringFor(organization: OrganizationId): Keyring {
		const known = this.#keyrings.get(organization);
		if (known && !this.#shared.has(organization)) return known;
		const entryOf = (id: EntryId) => this.#entryIn(organization, id);
		const keyring = known
			? forkKeyring(known, entryOf)
			: { entries: new Map<KeyId, Entry[]>(), known: new Set<KeyId>(), tree: new KeyTree(entryOf) };
		this.#keyrings.set(organization, keyring);
		this.#shared.delete(organization);
		return keyring;
	}

	#entryIn(organization: OrganizationId, id: EntryId): Entry | undefined {
		const entry = this.#entryOf(id);
		return entry && authorOf(entry) === organization ? entry : undefined;
	}
}

/** The entries of an organization that these changes concern. */
function* changedEntries({ entries }: Keyring, changes: AuthorityChanges): Iterable<Entry> {
	for (const key of changes.keys) yield* entries.get(key) ?? [];
	for (const entry of changes.entries) if (!changes.keys.has(entry.key)) yield entry;
}

const keyTables: ReadonlySet<Table> = new Set(['keys', 'recovery-keys', 'key-retirements']);

/** Whether an entry states anything about keys; founding an organization does. */
export const statesKeys = (entry: Entry): boolean =>
	entry.organization === '' || statesAnyOf(entry, keyTables);

function forkKeyring(
	{ entries, known, tree }: Keyring,
	entryOf: (id: EntryId) => Entry | undefined
): Keyring {
	const keyring = {
		entries: new OverlayMap(entries),
		known: new Set(known),
		tree: new KeyTree(entryOf, tree)
	};
	beginCopyOnWrite(keyring);
	return keyring;
}

function listFor(keyring: Keyring, key: KeyId): Entry[] {
	const list = getOrInsertComputed(keyring.entries, key, (): Entry[] => []);
	return writable(keyring, list, (copy) => keyring.entries.set(key, copy));
}

/** Adds the keys that an entry makes known: those it declares if its own key is known, those they declare, and so on. */
function noteKnownKeys({ known, tree }: Keyring, entry: Entry): void {
	if (entry.organization === '') known.add(entry.key);
	const pending = known.has(entry.key) ? [entry] : [];
	const addEntriesOf = (key: KeyId) => {
		// One by one: there may be more than a call takes as arguments.
		for (const statement of tree.statementsBy(key)) pending.push(statement.entry);
	};
	if (entry.organization === '') addEntriesOf(entry.key);
	for (let next = pending.pop(); next; next = pending.pop())
		for (const { key } of keyAdditions(next))
			if (!known.has(key)) {
				known.add(key);
				addEntriesOf(key);
			}
}
