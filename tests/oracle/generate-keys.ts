import fc from 'fast-check';
import type { Entry } from '$lib/domain/entry';
import type { EntryId, Fact, KeyId, OrganizationId } from '$lib/domain/facts';
import { entryOf, hashOf } from './ledger';

/** One entry still to be filled in: numbers to choose its key, its place in the key's chain and what it says by. */
interface RawEntry {
	organization: number;
	signer: number;
	link: number;
	stamp: number;
	says: { what: number; key: number; head: number }[];
}

const rawEntry: fc.Arbitrary<RawEntry> = fc.record({
	organization: fc.nat(5),
	signer: fc.nat(99),
	link: fc.nat(99),
	stamp: fc.integer({ min: 1, max: 4 }),
	says: fc.array(fc.record({ what: fc.nat(99), key: fc.nat(99), head: fc.nat(99) }), { maxLength: 2 })
});

/** The keys that there are: those of one organization, of which the first founds it, and one that both name. */
const poolSize = 6;
const keyOf = (organization: OrganizationId, n: number): KeyId =>
	n % 23 === 22 ? hashOf('a key of two') : hashOf(`key ${n % poolSize} of ${organization}`);

/**
 * Entries of two organizations that do little but add and retire keys, as anybody might who holds some of them: keys
 * add one another, and each other in turn; chains fork, and have gaps; what is retired is named with ends of its own
 * chain, of a side way, or of nothing. Each entry adds a product, by which it can be seen whether it counts.
 */
export const keyedEntries: fc.Arbitrary<Entry[]> = fc
	.record({ raws: fc.array(rawEntry, { minLength: 6, maxLength: 26, size: 'max' }), salt: fc.nat(1_000_000) })
	.map(({ raws, salt }) => entriesFrom(raws, salt));

/** Mostly the keys that come first: trees get deep only where those above speak. */
const signers = [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 22];

function entriesFrom(raws: RawEntry[], salt: number): Entry[] {
	const organizations = [hashOf(`${salt} one`), hashOf(`${salt} other`)];
	const all: Entry[] = organizations.map((id, i) => {
		const added = [1, 2].slice(0, (salt + i) % 3);
		const facts: Fact[] = [
			{ table: 'organizations', name: `O${i}`, account: `o${i}@example.com`, colour: '#111111' },
			...added.map((n): Fact => ({ table: 'keys', key: keyOf(id, n), name: `key ${n}` }))
		];
		return { ...entryOf({ organization: '', key: keyOf(id, 0), facts }), id };
	});
	for (const [i, raw] of raws.entries()) {
		const organization = organizations[raw.organization === 0 ? 1 : 0]!;
		const id = hashOf(`${salt} entry ${i}`);
		const signer = signers[raw.signer % signers.length]!;
		const key = keyOf(organization, signer);
		const facts = raw.says.map((said) => factOf(said, organization, all, { signer, key }));
		const product: Fact = {
			...{ table: 'products', pid: id, name: id, category: '', basedOn: null },
			making: { origin: 'proprietary', maker: null }
		};
		const { stamp } = raw;
		const entry = { organization, key, ...linkOf(raw, key, all), stamp, at: i, facts: [...facts, product] };
		all.push({ ...entryOf(entry), id });
	}
	return all;
}

/** Mostly behind the last entry of the key; now and then beside it, or behind one that nobody has. */
function linkOf({ link }: RawEntry, key: KeyId, all: Entry[]): { seq: number; previous: EntryId | '' } {
	const chain = all.filter((entry) => entry.key === key);
	const side = link % 4 === 0 ? chain[link % Math.max(1, chain.length)] : chain.at(-1);
	// Behind anybody's entry, now and then: a chain ends there.
	const behind = link % 17 === 3 ? all[link % all.length] : side;
	if (link % 19 === 0) return { seq: (behind?.seq ?? 0) + 2, previous: hashOf(`gap ${link}`) };
	// No honest app counts anew; whoever does must not count for more by it.
	const seq = link % 13 === 0 ? 1 : (behind?.seq ?? 0) + 1;
	return { seq, previous: behind?.id ?? '' };
}

function factOf(
	said: RawEntry['says'][number],
	organization: OrganizationId,
	all: Entry[],
	own: { signer: number; key: KeyId }
): Fact {
	// Half of the time the next but one or two, so that keys hang from one another.
	const key = keyOf(organization, said.key < 50 ? own.signer + 1 + (said.key % 2) : said.key);
	if (said.what < 45) return { table: 'keys', key, name: `key ${said.what}` };
	if (said.what < 58) return { table: 'recovery-keys', key, name: `recovery ${said.what}` };
	const ended = said.what < 64 ? own.key : key;
	const signed = all.filter((entry) => entry.key === ended);
	const head = said.head % 11 === 0 ? undefined : signed.at(-1 - (said.head % 3));
	const last = Math.max(0, (head?.seq ?? 0) - (said.head % 7 === 0 ? 1 : 0));
	return { table: 'key-retirements', key: ended, last, head: head?.id ?? '' };
}
