import fc from 'fast-check';
import type { Entry } from '$lib/domain/entry';
import {
	logTypes,
	operations,
	orderStatuses,
	origins,
	type EntryId,
	type Fact,
	type KeyId,
	type Table
} from '$lib/domain/facts';
import { kinds, permissions } from '$lib/domain/permissions/permissions';
import { entryOf, hashOf } from './ledger';

/** One fact still to be filled in: which table, and numbers to choose its fields by. */
interface RawFact {
	table: Table;
	picks: number[];
}

interface RawEntry {
	author: number;
	/** Which of its keys signs, and whether the key's chain has a fork or a gap here. */
	signer: number;
	stamp: number;
	facts: RawFact[];
}

/** How often each table is stated: weighted so that several grants meet on one product, and chains form. */
const weights: Record<Table, number> = {
	organizations: 1,
	'organization-fields': 2,
	keys: 3,
	'recovery-keys': 1,
	'key-retirements': 2,
	reservations: 1,
	products: 3,
	'product-fields': 2,
	'product-makings': 2,
	'product-bases': 1,
	'maker-standings': 2,
	partners: 4,
	'partner-names': 1,
	grants: 16,
	revocations: 4,
	flags: 9,
	tombstones: 8,
	withdrawals: 3,
	orders: 3,
	'order-statuses': 2,
	work: 1,
	devices: 2,
	logs: 1,
	expectations: 1
};

const rawFact: fc.Arbitrary<RawFact> = fc.record({
	table: fc.oneof(
		...(Object.keys(weights) as Table[]).map((table) => ({
			arbitrary: fc.constant(table),
			weight: weights[table]
		}))
	),
	picks: fc.array(fc.nat(999), { minLength: 6, maxLength: 6 })
});

const rawEntry: fc.Arbitrary<RawEntry> = fc.record({
	author: fc.nat(4),
	signer: fc.nat(999),
	stamp: fc.integer({ min: 1, max: 6 }),
	facts: fc.oneof(
		{ weight: 12, arbitrary: fc.array(rawFact, { minLength: 1, maxLength: 5 }) },
		{ weight: 1, arbitrary: fc.array(rawFact, { minLength: 11, maxLength: 13 }) }
	)
});

/** A set of entries as a stranger might send it, in an order of arrival that has nothing to do with its sense. */
export const rawEntries: fc.Arbitrary<Entry[]> = fc
	.record({
		founders: fc.integer({ min: 2, max: 5 }),
		raws: fc.array(rawEntry, { minLength: 4, maxLength: 22 }),
		salt: fc.nat(1_000_000)
	})
	.chain(({ founders, raws, salt }) => {
		const entries = entriesFrom(founders, raws, salt);
		return fc.shuffledSubarray(entries, { minLength: entries.length });
	});

/**
 * Fills in the fields. References mostly name a record of the right table, often the author's own; some name a
 * stranger's record, a record of another table, one that comes later or never, or the same entry by `#index`.
 */
function entriesFrom(founders: number, raws: RawEntry[], salt: number): Entry[] {
	const organizations = Array.from({ length: founders }, (_, i) => hashOf(`${salt} organization ${i}`));
	const chains = new Map<KeyId, { seq: number; previous: EntryId }>();
	for (const id of organizations) chains.set(keyOf(id, 0), { seq: 1, previous: id });
	const plans = raws.map((raw, i) => {
		const id = hashOf(`${salt} entry ${i}`);
		const author = organizations[raw.author % founders]!;
		const key = keyOf(author, raw.signer % 3 === 0 ? 1 + (raw.signer % 4) : 0);
		const before = chains.get(key) ?? { seq: 0, previous: '' };
		const previous = raw.signer % 19 === 0 ? hashOf(`not here ${i}`) : before.previous;
		const link = { seq: before.seq + 1, previous };
		if (raw.signer % 17 !== 0) chains.set(key, { seq: link.seq, previous: id });
		return { ...raw, id, author, key, ...link };
	});
	const founding = organizations.map((id, i) =>
		entryOf(
			{
				organization: '',
				facts: [
					{ table: 'organizations', name: `O${i}`, account: `o${i % 4}@Example.com`, colour: '#123456' },
					...(i === 0
						? [{ table: 'products', ...productFields([0, 0, 0, 0, 0, 0], organizations) } as const]
						: [])
				]
			},
			id
		)
	);
	const stated = plans.flatMap((plan) =>
		plan.facts.map((raw, index) => ({ ...raw, index, author: plan.author, entry: plan.id }))
	);
	const known = [
		{ table: 'products', index: 1, author: organizations[0]!, entry: organizations[0]!, picks: [0] },
		...stated
	];
	const filled = new Map<string, Fact>();

	function reference(
		from: (typeof stated)[number],
		table: Table,
		pick: number,
		ownedMostly: boolean
	): string {
		if (pick % 41 === 0) return `${hashOf('nobody knows')}:0`;
		if (pick % 43 === 0) return `${known[pick % known.length]!.entry}:0`;
		let pool = known.filter((each) => each.table === table);
		const mine = pool.filter((each) => each.author === from.author);
		if (ownedMostly && mine.length > 0 && pick % 5 !== 0) pool = mine;
		if (pool.length === 0) return `${hashOf('nobody knows')}:1`;
		const chosen = pool[pick % pool.length]!;
		return chosen.entry === from.entry ? `#${chosen.index}` : `${chosen.entry}:${chosen.index}`;
	}

	function fill(from: (typeof stated)[number]): Fact {
		const [a, b, c, d, e, f] = from.picks as [number, number, number, number, number, number];
		// Mostly of its own organization, and one that others name, too.
		const anyKey = (author: string, n: number): KeyId =>
			keyOf(n % 11 === 0 ? organization(n) : author, n % 5);
		const organization = (n: number) =>
			n % 47 === 0 ? hashOf('no organization') : organizations[n % founders]!;
		const { table } = from;
		switch (table) {
			case 'organizations':
				return { table, name: `again ${a % 3}`, account: 'again@example.com', colour: '#000000' };
			case 'organization-fields': {
				const field = (['name', 'account', 'colour'] as const)[a % 3]!;
				return { table, field, value: field === 'account' ? `o${b % 4}@example.com` : `value ${b % 5}` };
			}
			case 'keys':
				return { table, key: anyKey(from.author, a), name: `key named ${b % 4}` };
			case 'recovery-keys':
				return { table, key: anyKey(from.author, a), name: `recovery key named ${b % 4}` };
			case 'key-retirements': {
				const key = anyKey(from.author, a);
				const signed = plans.filter((plan) => plan.key === key);
				const head = signed[b % Math.max(1, signed.length)];
				return {
					table,
					key,
					last: Math.max(0, (head?.seq ?? 0) - (c % 5 === 0 ? 1 : 0)),
					head: head?.id ?? ''
				};
			}
			case 'reservations':
				return { table, reserved: a % 2 === 0 };
			case 'products':
				return { table, ...productFields(from.picks, organizations) };
			case 'product-fields': {
				const field = (['pid', 'name', 'category'] as const)[b % 3]!;
				return { table, product: reference(from, 'products', a, true), field, value: `P${c % 4}` };
			}
			case 'product-makings':
				return {
					table,
					product: reference(from, 'products', a, true),
					making: productFields(from.picks, organizations).making
				};
			case 'product-bases':
				return {
					table,
					product: reference(from, 'products', a, true),
					basedOn: b % 2 ? null : reference(from, 'products', b, false)
				};
			case 'maker-standings':
				return {
					table,
					product: reference(from, 'products', a, true),
					maker: organization(b),
					kinds: kinds.filter((_, at) => (c >> at) % 2 === 0)
				};
			case 'partners':
				return { table, partner: organization(a), name: `partner ${b % 5}` };
			case 'partner-names':
				return { table, partner: organization(a), name: `renamed ${b % 5}` };
			case 'grants': {
				const product = reference(from, 'products', a, false);
				return { table, product, grantee: organization(b), permission: permissions[c % permissions.length]! };
			}
			case 'revocations':
				return { table, grant: reference(from, 'grants', a, true) };
			case 'flags': {
				// Of a grant of the author's own, as a person would say it; sometimes of another's too.
				const grant = reference(from, 'grants', a, true);
				const more = f % 3 === 0 ? [reference(from, 'grants', f, e % 4 !== 0)] : [];
				return { table, on: d % 4 !== 0, grants: [grant, ...more] };
			}
			case 'tombstones': {
				const what = (
					['products', 'products', 'partners', 'work', 'devices', 'logs', 'expectations'] as const
				)[a % 7]!;
				return { table, record: b % 3 === 0 ? organization(b) : reference(from, what, c, true) };
			}
			case 'withdrawals':
				return { table, tombstone: reference(from, 'tombstones', a, true) };
			case 'orders':
				return {
					...{ table, invoiceEntity: organization(a), note: '' },
					lines: [b, c]
						.slice(0, 1 + (d % 2))
						.map((pick) => ({ product: reference(from, 'products', pick, false), quantity: 1 + (e % 9) }))
				};
			case 'order-statuses':
				return {
					table,
					order: reference(from, 'orders', a, true),
					status: orderStatuses[b % orderStatuses.length]!
				};
			case 'work':
				return {
					...{
						table,
						product: reference(from, 'products', a, false),
						operation: operations[b % operations.length]!
					},
					...{ subject: 's', value: 'v', note: '' }
				};
			case 'devices':
				return { table, product: reference(from, 'products', a, true), serial: `S${b % 3}`, name: 'device' };
			case 'expectations':
				return {
					...{
						table,
						product: reference(from, 'products', a, false),
						permission: permissions[b % permissions.length]!
					},
					expected:
						c % 4 === 0
							? { kind: 'within-steps', steps: 1 + (d % 3) }
							: { kind: (['holds', 'lacks', 'only-holder'] as const)[d % 3]!, organization: organization(e) }
				};
			case 'logs':
				return {
					table,
					device: reference(from, 'devices', a, true),
					lines: [{ time: b, type: logTypes[c % logTypes.length]!, message: 'said' }]
				};
		}
	}

	const inOrder = [...stated].sort((x, y) => Number(x.table === 'flags') - Number(y.table === 'flags'));
	for (const each of inOrder) filled.set(`${each.entry}:${each.index}`, fill(each));
	return [
		...founding,
		...plans.map(({ id, author, key, seq, previous, stamp, facts }, i) => ({
			...entryOf({ organization: author, key, seq, previous, stamp, at: i % 7, facts: [] }, id),
			facts: facts.map((_, index) => filled.get(`${id}:${index}`)!)
		}))
	];
}

/** An organization's keys: the one that founds it, and some that it may add. */
export const keyOf = (organization: string, n: number): KeyId =>
	hashOf(n === 0 ? `key of ${organization}` : `key ${n} of ${organization}`);

function productFields(picks: number[], organizations: string[]) {
	const [, , c, d, e, f] = picks as [number, number, number, number, number, number];
	const origin = origins[c % 3]!;
	// Now and then what no form of ours would write: a proprietary product with a maker, or an OEM one without.
	const named = d % 13 === 0 ? origin === 'proprietary' : origin !== 'proprietary';
	const maker = named ? organizations[e % organizations.length]! : null;
	return {
		pid: `P${f % 4}`,
		name: `product ${f % 3}`,
		category: 'c',
		making: { origin, maker },
		basedOn: null
	};
}
