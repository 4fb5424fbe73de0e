import { authorOf, statesAnyOf, type Entry } from '../entry';
import type { EntryId, KeyId, OrganizationId, Table } from '../facts';
import { SmallMap } from '../algorithms/small-map';
import { beginCopyOnWrite, copyOfMap, writableOrNew } from '../fold/copy-on-write';
import { KeyChain } from './key-chain';
import { ChangedEntries } from './changed-entries';
import { KeyTree } from './key-tree';
import {
	authorityOf,
	countedEntries,
	isActing,
	keyAdditions,
	type KeyRecord,
	type Authority
} from './key-node';

export type { KeyRecord, Authority } from './key-node';

/** The keys of one organization, and the entries they signed. */
interface Keyring {
	readonly organization: OrganizationId;
	/** Its entries, by the key that signed them. */
	entries: SmallMap<KeyId, Entry[]>;
	/** The founding key, and every key that a known key ever declared. */
	known: SmallMap<KeyId, true>;
	tree: KeyTree;
	changed: ChangedEntries;
	/** The key of which all entries count, as it was asked last: most organizations have one. Null once the keys may change. */
	counted: KeyId | null;
}

/**
 * Which keys may sign for which organization, and which entries count by that: a function of the set of entries,
 * whatever their order.
 *
 * A key may sign once an entry that counts has added it, so keys form a tree under the founding key. A key may retire
 * itself and the keys below it, and names the last entry that counts: it counts with those before it on its chain, and
 * nothing else does. The tree is decided from the top down, so that a key that was cut off has no say over those above.
 *
 * One entry may change a great many keys. Those who read what it changed wait for the first of them only; whoever adds
 * entries calls `settle` until `isSettled`. In between, some keys may be as they were without the last entries.
 */
export class KeyRegistry {
	readonly #keyrings = new Map<OrganizationId, Keyring>();
	/** The keyring that was asked for last: mostly the next entry is by the same organization. */
	#latest: Keyring | undefined;
	/** In a fork: the organizations whose keyring is still shared with the original. */
	readonly #shared = new Set<OrganizationId>();
	/** Those of which entries may count differently than when `settle` last told of it. */
	readonly #unsettled = new Set<OrganizationId>();
	/** Entries that say nothing of keys, and are yet to be listed: `settle` tells of none that nobody knew before it. */
	#unlisted: Entry[] = [];
	readonly #entryOf: (id: EntryId) => Entry | undefined;

	/** @param entryOf finds any entry that is here, to walk a retired key's chain back */
	constructor(entryOf: (id: EntryId) => Entry | undefined) {
		this.#entryOf = entryOf;
	}

	/**
	 * Adds an entry, once. Where it states something about keys, or closes a gap in the chain of a retired one, others of
	 * its organization may count differently by it; any other entry costs nothing.
	 * @returns whether it states anything about keys
	 */
	add(entry: Entry): boolean {
		const author = authorOf(entry);
		const keyring = this.#keyringFor(author);
		const states = statesKeys(entry);
		if (keyring.tree.noteArrival(entry.id) || states) {
			this.#unsettled.add(author);
			keyring.counted = null;
		}
		if (!states) {
			this.#unlisted.push(entry);
			return false;
		}
		listFor(keyring, entry.key).push(entry);
		keyring.tree.add(entry);
		noteKnownKeys(keyring, entry);
		return true;
	}

	/** A copy that entries can be added to without changing this registry, which must not change meanwhile. */
	fork(entryOf: (id: EntryId) => Entry | undefined): KeyRegistry {
		this.#list();
		const forked = new KeyRegistry(entryOf);
		for (const [organization, keyring] of this.#keyrings) {
			forked.#keyrings.set(organization, keyring);
			forked.#shared.add(organization);
		}
		for (const organization of this.#unsettled) forked.#unsettled.add(organization);
		return forked;
	}

	/** Whether nothing is left to be settled. */
	get isSettled(): boolean {
		return this.#unsettled.size === 0;
	}

	/** Whether nothing is left to be settled of one organization. */
	isSettledOf(organization: OrganizationId): boolean {
		return !this.#unsettled.has(organization);
	}

	/**
	 * Works out what follows from the entries that were added.
	 * @param most how many steps may be taken, and how many entries returned; the rest is left for the next call
	 * @returns entries that may count differently than they did
	 */
	settle(most = Number.POSITIVE_INFINITY): Entry[] {
		const found: Entry[] = [];
		let steps = most;
		for (const organization of this.#unsettled) {
			const { tree, changed } = this.#keyringFor(organization);
			steps = tree.settle(steps);
			changed.add(tree.takeChanges());
			for (const entry of changed.take(most - found.length)) found.push(entry);
			this.#unsettled.delete(organization);
			if (tree.isSettled && changed.isEmpty) continue;
			// The next turn is another's, if one waits.
			this.#unsettled.add(organization);
			break;
		}
		this.#list();
		return found;
	}

	/** How much of the entry counts, as its key is now. */
	authorityOf(entry: Entry): Authority {
		if (entry.organization === '') return 'all';
		const keyring = this.#keyringOf(entry.organization);
		if (!keyring) return 'none';
		if (keyring.counted === entry.key) return 'all';
		const key = keyring.tree.key(entry.key);
		if (!key) return 'none';
		if (keyring.tree.isSettled && key.use === 'act' && !countedEntries(key)) keyring.counted = entry.key;
		return authorityOf(key, entry);
	}

	/** Whether the organization ever declared the key, retired or not. Once true, it stays true. */
	isKnown(organization: OrganizationId, key: KeyId): boolean {
		return this.#keyrings.get(organization)?.known.has(key) ?? false;
	}

	/** Whether the key may sign for the organization now. */
	acts(organization: OrganizationId, key: KeyId): boolean {
		const node = this.#keyrings.get(organization)?.tree.key(key);
		return node !== undefined && isActing(node);
	}

	/** The keys that may sign for the organization now, in no order. Cost: those that are taken, and others on the way. */
	*actingOf(organization: OrganizationId): Iterable<KeyId> {
		for (const node of this.#keyrings.get(organization)?.tree.all() ?? []) if (isActing(node)) yield node.key;
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
		this.#list();
		for (const entries of this.#keyrings.get(organization)?.entries.values() ?? []) yield* entries;
	}

	/** The chain of a key's entries for the organization, as they are here. Cost: these entries. */
	chainOf(organization: OrganizationId, key: KeyId): KeyChain {
		this.#list();
		const entries = this.#keyrings.get(organization)?.entries.get(key) ?? [];
		const chain = new KeyChain(key, organization, (id) => this.#entryIn(organization, id));
		for (const entry of entries) chain.add(entry);
		return chain;
	}

	#list(): void {
		const unlisted = this.#unlisted;
		if (unlisted.length === 0) return;
		for (let at = 0; at < unlisted.length; at++) {
			const entry = unlisted[at]!;
			listFor(this.#keyringFor(authorOf(entry)), entry.key).push(entry);
		}
		this.#unlisted = [];
	}

	/** The keyring of the organization, to read. */
	#keyringOf(organization: OrganizationId): Keyring | undefined {
		if (this.#latest?.organization !== organization) this.#latest = this.#keyrings.get(organization);
		return this.#latest;
	}

	/** The keyring of the organization, to write; made where it is missing. */
	#keyringFor(organization: OrganizationId): Keyring {
		const known = this.#keyringOf(organization);
		return known && !this.#shared.has(organization) ? known : this.#ownKeyring(organization, known);
	}

	/** A keyring of its own in the place of the one that is shared, if any. */
	#ownKeyring(organization: OrganizationId, known: Keyring | undefined): Keyring {
		const entryOf = (id: EntryId) => this.#entryIn(organization, id);
		const keyring = known
			? forkKeyring(known, entryOf)
			: newKeyring(organization, new SmallMap(), new SmallMap(), new KeyTree(entryOf), null);
		this.#keyrings.set(organization, keyring);
		this.#latest = keyring;
		this.#shared.delete(organization);
		return keyring;
	}

	#entryIn(organization: OrganizationId, id: EntryId): Entry | undefined {
		const entry = this.#entryOf(id);
		return entry && authorOf(entry) === organization ? entry : undefined;
	}
}

function newKeyring(
	organization: OrganizationId,
	entries: SmallMap<KeyId, Entry[]>,
	known: SmallMap<KeyId, true>,
	tree: KeyTree,
	changed: ChangedEntries | null
): Keyring {
	const changing = new ChangedEntries((key) => entries.get(key) ?? [], changed);
	return { organization, entries, known, tree, changed: changing, counted: null };
}

const keyTables: readonly Table[] = ['keys', 'recovery-keys', 'key-retirements'];

/** Whether an entry states anything about keys; founding an organization does. */
export const statesKeys = (entry: Entry): boolean =>
	entry.organization === '' || statesAnyOf(entry, keyTables);

function forkKeyring(
	{ organization, entries, known, tree, changed }: Keyring,
	entryOf: (id: EntryId) => Entry | undefined
): Keyring {
	const forkedTree = new KeyTree(entryOf, tree);
	const copies = [entries.copy(copyOfMap), known.copy(copyOfMap)] as const;
	const keyring = newKeyring(organization, ...copies, forkedTree, changed);
	beginCopyOnWrite(keyring);
	return keyring;
}

function listFor(keyring: Keyring, key: KeyId): Entry[] {
	return writableOrNew(keyring, keyring.entries, key, Array<Entry>);
}

/** Adds the keys that an entry makes known: those it declares if its own key is known, those they declare, and so on. */
function noteKnownKeys({ known, entries }: Keyring, entry: Entry): void {
	if (entry.organization === '') known.set(entry.key, true);
	const pending = known.has(entry.key) ? [entry] : [];
	const addEntriesOf = (key: KeyId) => {
		// One by one: there may be more than a call takes as arguments.
		for (const each of entries.get(key) ?? []) pending.push(each);
	};
	if (entry.organization === '') addEntriesOf(entry.key);
	for (let next = pending.pop(); next; next = pending.pop())
		for (const { key } of keyAdditions(next))
			if (!known.has(key)) {
				known.set(key, true);
				addEntriesOf(key);
			}
}
