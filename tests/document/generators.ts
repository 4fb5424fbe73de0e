import fc from 'fast-check';
import {
	logTypes,
	mostSteps,
	operations,
	orderStatuses,
	origins,
	type Fact
} from '../../src/lib/domain/facts';
import { type Entry, newestForm } from '../../src/lib/domain/entry';
import { kinds, permissions } from '../../src/lib/domain/permissions/permissions';
import { toBase64Url } from '../../src/lib/document/entries/base64url';
import { canonicalEntry, idOf } from '../../src/lib/document/entries/identity';

const bytes = (length: number) =>
	fc.uint8Array({ minLength: length, maxLength: length }).map((each) => toBase64Url(each));

const ids = bytes(32);
const text = fc.string({ unit: 'binary', maxLength: 40 });
const label = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
const index = fc.nat({ max: 19_999 });
const factId = fc.oneof(
	fc.tuple(ids, index).map(([id, n]) => `${id}:${n}`),
	index.map((n) => `#${n}`)
);
const making = fc.record({ origin: fc.constantFrom(...origins), maker: fc.option(ids) });
const count = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });

const table = <const T extends Fact['table'], R extends object>(name: T, fields: fc.Arbitrary<R>) =>
	fields.map((rest) => ({ table: name, ...rest }));

/** Any fact that an entry may hold, of every table. */
const facts: fc.Arbitrary<Fact> = fc.oneof(
	table('organizations', fc.record({ name: text, account: text, colour: text })),
	table(
		'organization-fields',
		fc.record({ field: fc.constantFrom('name', 'account', 'colour'), value: text })
	),
	table('keys', fc.record({ key: ids, name: text })),
	table('recovery-keys', fc.record({ key: ids, name: text })),
	table('key-retirements', fc.record({ key: ids, last: fc.nat(), head: fc.oneof(fc.constant(''), ids) })),
	table('reservations', fc.record({ reserved: fc.boolean() })),
	table('products', fc.record({ pid: text, name: text, category: text, making, basedOn: fc.option(factId) })),
	table(
		'product-fields',
		fc.record({ product: factId, field: fc.constantFrom('pid', 'name', 'category'), value: text })
	),
	table('product-makings', fc.record({ product: factId, making })),
	table('product-bases', fc.record({ product: factId, basedOn: fc.option(factId) })),
	table('maker-standings', fc.record({ product: factId, maker: ids, kinds: fc.subarray([...kinds]) })),
	table('partners', fc.record({ partner: ids, name: text })),
	table('partner-names', fc.record({ partner: ids, name: text })),
	table('grants', fc.record({ product: factId, grantee: ids, permission: fc.constantFrom(...permissions) })),
	table('revocations', fc.record({ grant: factId })),
	table(
		'flags',
		fc.record({
			on: fc.boolean(),
			grants: fc.array(factId, { minLength: 1, maxLength: 4 })
		})
	),
	table('tombstones', fc.record({ record: fc.oneof(ids, factId) })),
	table('withdrawals', fc.record({ tombstone: factId })),
	table(
		'orders',
		fc.record({
			invoiceEntity: ids,
			lines: fc.array(fc.record({ product: factId, quantity: count }), { maxLength: 3 }),
			note: text
		})
	),
	table('order-statuses', fc.record({ order: factId, status: fc.constantFrom(...orderStatuses) })),
	table(
		'work',
		fc.record({
			product: factId,
			operation: fc.constantFrom(...operations),
			subject: text,
			value: text,
			note: text
		})
	),
	table('devices', fc.record({ product: factId, serial: text, name: text })),
	table(
		'logs',
		fc.record({
			device: factId,
			lines: fc.array(
				fc.record({ time: fc.maxSafeInteger(), type: fc.constantFrom(...logTypes), message: text }),
				{ maxLength: 3 }
			)
		})
	),
	table(
		'expectations',
		fc.record({
			product: factId,
			permission: fc.constantFrom(...permissions),
			expected: fc.oneof(
				fc.record({ kind: fc.constantFrom('holds', 'lacks', 'only-holder'), organization: ids }),
				fc.record({ kind: fc.constant('within-steps'), steps: fc.integer({ min: 1, max: mostSteps }) })
			)
		})
	)
);

/** Well-formed entries; nobody has signed them. */
export const entries: fc.Arbitrary<Entry> = fc
	.record({
		v: fc.constant(newestForm),
		workspace: label,
		organization: fc.oneof(fc.constant(''), ids),
		key: ids,
		seq: count,
		previous: fc.oneof(fc.constant(''), ids),
		stamp: count,
		at: fc.maxSafeInteger(),
		action: label,
		command: label,
		facts: fc.array(facts, { minLength: 1, maxLength: 5 }),
		signature: bytes(64)
	})
	.map((fields) => ({ id: idOf(canonicalEntry(fields)), ...fields }));
