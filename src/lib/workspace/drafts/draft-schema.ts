import * as z from 'zod/mini';
import type { Command } from '$lib/commands/command';
import { abortEarly } from '$lib/document/entries/abort-early';
import { hash, moment } from '$lib/document/entries/ids';
import { deletables } from '$lib/domain/deletion/deletables';
import { logTypes, mostSteps, operations, orderStatuses, origins } from '$lib/domain/facts';
import { kinds, permissions } from '$lib/domain/permissions/permissions';
import type { DraftStep } from '$lib/views/draft';

/** The same limit as in entries: a draft can hold whatever the ledger would write. */
const text = z.string().check(z.maxLength(20_000));
const name = text;
const id = z.string().check(z.minLength(1), z.maxLength(80));
const flag = z.boolean();
const many = <T extends z.ZodMiniType>(of: T) => z.array(of).check(z.maxLength(20_000));
const permission = z.enum(permissions);
const kindList = z.array(z.enum(kinds)).check(z.maxLength(2));
const making = z.union([
	z.strictObject({ origin: z.enum(origins), maker: z.null() }),
	z.strictObject({ origin: z.enum(origins), maker: id, kinds: kindList })
]);
const maybe = z.optional;

const authorizeItem = z.strictObject({
	product: id,
	permissions: many(permission),
	thirdParty: many(z.enum(kinds))
});
const adjustItem = z.strictObject({
	product: id,
	grant: maybe(many(permission)),
	revoke: maybe(many(permission)),
	flag: maybe(many(permission)),
	unflag: maybe(many(permission))
});
const orderLine = z.strictObject({ product: id, quantity: z.int() });
/** What is expected of a permission, as commands and guides say it. */
export const expectedSchema = z.union([
	z.strictObject({ kind: z.enum(['holds', 'lacks', 'only-holder']), organization: id }),
	z.strictObject({
		kind: z.literal('within-steps'),
		steps: z.int().check(z.minimum(1), z.maximum(mostSteps))
	})
]);
const logLine = z.strictObject({ time: moment, type: z.enum(logTypes), message: text });

/** The commands that a draft may hold, by name: all but those about keys. */
const shapes = {
	'add-organization': { name, account: name, colour: name },
	'edit-organization': { name: maybe(name), account: maybe(name), colour: maybe(name) },
	'delete-organization': {},
	'add-product': { pid: name, name, category: name, making, basedOn: z.nullable(id) },
	'edit-product': {
		product: id,
		pid: maybe(name),
		name: maybe(name),
		category: maybe(name),
		making: maybe(making),
		basedOn: maybe(z.nullable(id))
	},
	'delete-product': { product: id },
	'set-maker-standing': { product: id, kinds: kindList },
	'add-partner': { account: name, organization: maybe(id), name },
	'rename-partner': { partner: id, name },
	'delete-partner': { partner: id },
	authorize: { grantee: id, items: many(authorizeItem) },
	'change-scope': { grantee: id, products: many(id), permissions: many(permission) },
	'set-third-party': { grantee: id, products: many(id), kind: z.enum(kinds), on: flag },
	revoke: { grantee: id, items: many(z.strictObject({ product: id, permissions: many(permission) })) },
	adjust: { grantee: id, items: many(adjustItem) },
	'withdraw-deletion': { of: z.enum(deletables), id },
	'place-order': { invoiceEntity: id, lines: many(orderLine), note: text },
	'cancel-order': { order: id },
	'complete-order': { order: id },
	'restore-order': { order: id, status: z.enum(orderStatuses) },
	'record-work': { product: id, operation: z.enum(operations), subject: text, value: text, note: text },
	'retract-work': { work: id },
	'register-device': { product: id, serial: name, name },
	'remove-device': { device: id },
	'add-logs': { device: id, lines: many(logLine) },
	'remove-logs': { logs: id },
	'add-expectation': { product: id, permission, expected: expectedSchema },
	'delete-expectation': { expectation: id },
	'set-reserved': { reserved: flag }
} satisfies Partial<Record<Command['command'], Record<string, z.ZodMiniType>>>;

const commands: ReadonlyMap<string, z.ZodMiniType> = new Map(
	Object.entries(shapes).map(([command, shape]) => [
		command,
		z.strictObject({ command: z.literal(command), ...shape })
	])
);

/** Whether a draft may hold the command, and can be read back with it. */
export function isDraftable(value: unknown): boolean {
	const called = (value as { command?: unknown } | null)?.command;
	return typeof called === 'string' && commands.get(called)?.safeParse(value, abortEarly).success === true;
}

const command = z.custom<Command>(isDraftable);

export const maxDraftSteps = 5_000;

export const stepsSchema = z
	.array(
		z.strictObject({
			entry: hash,
			action: id,
			at: moment,
			name,
			actor: z.nullable(id),
			command
		})
	)
	.check(
		z.maxLength(maxDraftSteps),
		// Of two steps with one id, the second would count but never show.
		z.refine((steps) => new Set(steps.map(({ entry }) => entry)).size === steps.length)
	) satisfies z.ZodMiniType<DraftStep[]>;

export const draftSchema = z.strictObject({
	id,
	name,
	createdAt: moment,
	changedAt: moment,
	steps: stepsSchema
});

/** A draft as it is stored with its workspace. */
export type DraftRecord = z.infer<typeof draftSchema>;
