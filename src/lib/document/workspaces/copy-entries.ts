import { authorOf, type Entry } from '$lib/domain/entry';
import { KeyRegistry } from '$lib/domain/keys/key-registry';
import type { EntryId, Fact, FactId, OrganizationId } from '$lib/domain/facts';
import { ChainTips } from '../signing/chain-tips';
import type { Keys } from '../keys/keys';
import { topologicalOrder } from '../entries/dependency-order';
import { renameReferences } from '../entries/references';
import { signDraft, type SignedEntry } from '../signing/sign-draft';

export interface Copy {
	signed: SignedEntry[];
	organizations: Map<OrganizationId, OrganizationId>;
}

/**
 * The same history as another workspace: every organization founded anew with a key of this browser, every
 * reference rewritten, and when, in which act and by which command each thing was done kept as it was. An
 * organization's changes keep their order, also where two were made at once and the lower id had decided it.
 * Whatever an entry names that is not among them keeps naming nothing. What does not count is left behind: signed
 * anew, it would.
 */
export async function copyEntries(entries: Entry[], workspace: string, keys: Keys): Promise<Copy> {
	const source = new Map(whatCounts(entries).map((entry) => [entry.id, entry]));
	const stamps = ranks([...source.values()]);
	const context = { workspace, keys, tips: new ChainTips() };
	const organizations = new Map<OrganizationId, OrganizationId>();
	/** Each copied fact by the one it was made from. */
	const facts = new Map<FactId, FactId>();
	const signed: SignedEntry[] = [];

	const restsOn = (id: EntryId) => restingOn(source.get(id)!);
	for (const id of topologicalOrder(source.keys(), restsOn, (each) => source.has(each))) {
		const entry = source.get(id)!;
		const author = authorOf(entry);
		const organization = entry.organization === '' ? null : organizations.get(author);
		// What speaks for an organization that was never founded here speaks for nobody.
		if (organization === undefined) continue;
		const kept = indexesWithoutKeys(entry);
		const newIndex = new Map(kept.map((index, position) => [index, position]));
		const copied = kept.map((index) =>
			renameReferences(entry.facts[index]!, {
				organization: (each) => organizations.get(each) ?? each,
				fact: (each) =>
					each.startsWith('#')
						? `#${newIndex.get(Number(each.slice(1))) ?? entry.facts.length}`
						: (facts.get(each) ?? each)
			})
		);
		if (copied.length === 0) continue;
		const { at, action, command } = entry;
		const made = await signDraft(
			{ organization, stamp: stamps.get(id)!, at, action, command, facts: copied },
			context
		);
		if (organization === null) organizations.set(author, made.entry.id);
		for (const [index, position] of newIndex) facts.set(`${id}:${index}`, `${made.entry.id}:${position}`);
		signed.push(made);
	}
	return { signed, organizations };
}

/** The entries whose key may say everything for their organization. */
function whatCounts(entries: Entry[]): Entry[] {
	const all = new Map(entries.map((entry) => [entry.id, entry]));
	const registry = new KeyRegistry((id) => all.get(id));
	for (const entry of all.values()) registry.add(entry);
	registry.settle();
	return [...all.values()].filter((entry) => registry.authorityOf(entry) === 'all');
}

/** The entries that must be copied before this one, for what they become is named in it. */
function restingOn(entry: Entry): EntryId[] {
	const ids: EntryId[] = [entry.organization, entry.previous];
	const note = {
		organization: (id: OrganizationId) => {
			ids.push(id);
			return id;
		},
		fact: (id: FactId) => {
			if (!id.startsWith('#')) ids.push(id.slice(0, id.indexOf(':')));
			return id;
		}
	};
	for (const fact of entry.facts) renameReferences(fact, note);
	return ids;
}

const keyTables: ReadonlySet<Fact['table']> = new Set([
	'keys',
	'recovery-keys',
	'key-retirements',
	'reservations'
]);

/** Whether the entry says anything that is copied. */
export const isCopied = (entry: Entry): boolean => indexesWithoutKeys(entry).length > 0;

/** Keys are not copied, nobody could copy them: the copy's organizations have new ones. */
const indexesWithoutKeys = ({ facts }: Entry): number[] =>
	facts.flatMap((fact: Fact, index) => (keyTables.has(fact.table) ? [] : [index]));

/** Each entry's place in its organization's order, from 1: by stamp, then by id. */
function ranks(entries: Entry[]): Map<EntryId, number> {
	const sorted = [...entries].sort((one, other) => one.stamp - other.stamp || (one.id < other.id ? -1 : 1));
	const reached = new Map<OrganizationId, number>();
	return new Map(
		sorted.map((entry) => {
			const rank = (reached.get(authorOf(entry)) ?? 0) + 1;
			reached.set(authorOf(entry), rank);
			return [entry.id, rank];
		})
	);
}
