import fc from 'fast-check';
import { authorOf, type Entry } from '$lib/domain/entry';
import type { EntryId, Fact, KeyId, OrganizationId } from '$lib/domain/facts';
import { keyOf, rawEntries } from './generate-entries';
import { entryOf, hashOf } from './ledger';

/** Who ends whose key, and which entry of that key counts last; numbers to choose by. */
interface RawEnd {
	organization: number;
	by: number;
	key: number;
	head: number;
}

const rawEnd: fc.Arbitrary<RawEnd> = fc.record({
	organization: fc.nat(99),
	by: fc.nat(99),
	key: fc.nat(99),
	head: fc.nat(99)
});

/**
 * Entries of every kind, signed by keys that hang from one another, most of which are ended sooner or later: by one above,
 * which may be ended itself from before it said so. In any order.
 */
export const retiredEntries: fc.Arbitrary<Entry[]> = fc
	.record({ entries: rawEntries, ends: fc.array(rawEnd, { minLength: 6, maxLength: 12 }) })
	.chain(({ entries, ends }) => {
		const all = withEnds(entries, ends);
		return fc.shuffledSubarray(all, { minLength: all.length });
	});

/** Which key adds each: the first is added by the founding one, the second by the first. */
const addedBy = [0, 0, 1, 2, 0];

function withEnds(entries: readonly Entry[], ends: readonly RawEnd[]): Entry[] {
	const organizations = entries.filter(({ organization }) => organization === '').map(({ id }) => id);
	const chains = new Map<KeyId, Entry[]>();
	const chainOf = (key: KeyId) => chains.get(key) ?? chains.set(key, []).get(key)!;
	const sign = (organization: OrganizationId, by: number, id: EntryId, said: Partial<Entry>): Entry => {
		const key = keyOf(organization, by);
		const last = chainOf(key).at(-1);
		const place = { seq: (last?.seq ?? 0) + 1, previous: last?.id ?? '' };
		const entry = { ...entryOf({ facts: [], ...said, organization, key, ...place }), id };
		chainOf(key).push(entry);
		return entry;
	};
	const founding = organizations.map((id) => {
		const entry = { ...entries.find((each) => each.id === id)!, key: keyOf(id, 0) };
		chainOf(entry.key).push(entry);
		return entry;
	});
	const additions = organizations.flatMap((id) =>
		addedBy.slice(1).map((by, at) => {
			const adds: Fact = { table: 'keys', key: keyOf(id, at + 1), name: `key ${at + 1}` };
			return sign(id, by, hashOf(`${id} adds ${at}`), { stamp: 1, facts: [adds] });
		})
	);
	const rest = entries
		.filter(({ organization }) => organization !== '')
		.map((entry, at) => sign(authorOf(entry), at % addedBy.length, entry.id, entry));
	const retirements = ends.map((end, at) => {
		const organization = organizations[end.organization % organizations.length]!;
		const ended = 1 + (end.key % (addedBy.length - 1));
		const by = end.by % 3 === 0 ? 0 : end.by % 3 === 1 ? addedBy[ended]! : ended;
		const chain = chainOf(keyOf(organization, ended));
		const head = chain[end.head % (chain.length + 1)];
		const fact: Fact = {
			...{ table: 'key-retirements', key: keyOf(organization, ended) },
			...{ last: head?.seq ?? 0, head: head?.id ?? '' }
		};
		return sign(organization, by, hashOf(`${organization} ends ${at}`), { stamp: 7, facts: [fact] });
	});
	return [...founding, ...additions, ...rest, ...retirements];
}
