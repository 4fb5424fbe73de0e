import * as z from 'zod/mini';

/*
 * The facts of form 2, the first that is kept for ever: never changed, whatever becomes of the domain. See `schema.ts`.
 */

// The page's policy forbids eval, and asking for it would be reported as an attack.
z.config({ jitless: true });

const mostFacts = 20_000;
const longestText = 20_000;
const mostLogLines = 5_000;
const mostOrderLines = 1_000;

/** 32 bytes as base64url: in the last of 43 characters only four bits say anything. */
const hash = '[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]';
const index = '(?:0|[1-9][0-9]{0,4})';

const matching = (pattern: string) => z.string().check(z.regex(new RegExp(`^${pattern}$`), { abort: true }));

const text = z.string().check(z.maxLength(longestText));
export const label = z.string().check(z.minLength(1), z.maxLength(200));
export const count = z.int().check(z.positive());
export const entryId = matching(hash);
const factId = matching(`(?:${hash}:|#)${index}`);
const recordId = matching(`(?:${hash}(?::${index})?|#${index})`);
export const signature = matching('[A-Za-z0-9_-]{85}[AQgw]');

const permission = z.enum(['product-development', 'panel-development', 'view-logs', 'purchase']);
const making = z.strictObject({ origin: z.enum(['proprietary', 'oem', 'odm']), maker: z.nullable(entryId) });
const expected = z.union([
	z.strictObject({ kind: z.enum(['holds', 'lacks', 'only-holder']), organization: entryId }),
	z.strictObject({ kind: z.literal('within-steps'), steps: count.check(z.maximum(99)) })
]);
const orderLine = z.strictObject({ product: factId, quantity: count });
const logLine = z.strictObject({
	time: z.int(),
	type: z.enum(['info', 'warning', 'error', 'report', 'command']),
	message: text
});

/** A fact as it may stand in an entry: nothing beside it, within these sizes. */
export const factSchema = z.discriminatedUnion('table', [
	z.strictObject({ table: z.literal('organizations'), name: text, account: text, colour: text }),
	z.strictObject({
		table: z.literal('organization-fields'),
		field: z.enum(['name', 'account', 'colour']),
		value: text
	}),
	z.strictObject({ table: z.literal('keys'), key: entryId, name: text }),
	z.strictObject({ table: z.literal('recovery-keys'), key: entryId, name: text }),
	z.strictObject({
		table: z.literal('key-retirements'),
		key: entryId,
		last: z.int().check(z.nonnegative()),
		head: z.union([z.literal(''), entryId])
	}),
	z.strictObject({ table: z.literal('reservations'), reserved: z.boolean() }),
	z.strictObject({
		table: z.literal('products'),
		pid: text,
		name: text,
		category: text,
		making,
		basedOn: z.nullable(factId)
	}),
	z.strictObject({
		table: z.literal('product-fields'),
		product: factId,
		field: z.enum(['pid', 'name', 'category']),
		value: text
	}),
	z.strictObject({ table: z.literal('product-makings'), product: factId, making }),
	z.strictObject({ table: z.literal('product-bases'), product: factId, basedOn: z.nullable(factId) }),
	z.strictObject({
		table: z.literal('maker-standings'),
		product: factId,
		maker: entryId,
		kinds: z.array(z.enum(['develop', 'purchase'])).check(z.maxLength(2))
	}),
	z.strictObject({ table: z.literal('partners'), partner: entryId, name: text }),
	z.strictObject({ table: z.literal('partner-names'), partner: entryId, name: text }),
	z.strictObject({
		table: z.literal('grants'),
		product: factId,
		grantee: entryId,
		permission: permission
	}),
	z.strictObject({ table: z.literal('revocations'), grant: factId }),
	z.strictObject({
		table: z.literal('flags'),
		on: z.boolean(),
		grants: z.array(factId).check(z.minLength(1), z.maxLength(mostFacts))
	}),
	z.strictObject({ table: z.literal('tombstones'), record: recordId }),
	z.strictObject({ table: z.literal('withdrawals'), tombstone: factId }),
	z.strictObject({
		table: z.literal('orders'),
		invoiceEntity: entryId,
		lines: z.array(orderLine).check(z.maxLength(mostOrderLines)),
		note: text
	}),
	z.strictObject({
		table: z.literal('order-statuses'),
		order: factId,
		status: z.enum(['open', 'cancelled', 'completed'])
	}),
	z.strictObject({
		table: z.literal('work'),
		product: factId,
		operation: z.enum(['product-development', 'product-configuration', 'panel-development', 'tscc']),
		subject: text,
		value: text,
		note: text
	}),
	z.strictObject({ table: z.literal('devices'), product: factId, serial: text, name: text }),
	z.strictObject({
		table: z.literal('logs'),
		device: factId,
		lines: z.array(logLine).check(z.maxLength(mostLogLines))
	}),
	z.strictObject({
		table: z.literal('expectations'),
		product: factId,
		permission: permission,
		expected
	})
]);

/** The facts of an entry. */
export const facts = z.array(factSchema).check(z.minLength(1), z.maxLength(mostFacts));
