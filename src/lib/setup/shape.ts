import * as z from 'zod/mini';
import { origins } from '../domain/facts';
import { kinds, permissions } from '../domain/permissions/permissions';
import { permissionsOfKind, toList } from '../domain/permissions/standing';
import { mostGuideSteps, mostSigns } from './bounds';
import { keyPattern } from './keys';
import type { ProblemCode } from './problem';

/*
 * The shape of a setup's text, once: it says what a value is to be, and the JSON Schema for editors is made of it. Every
 * message is the code of the problem. What one value has to do with another, the reading says.
 */

/** The problem where nothing is there, where something of another type is, and where a value is not among those meant. */
const codes =
	(otherwise: ProblemCode, type: ProblemCode = 'not-a-text') =>
	({ code, input }: { code?: string; input?: unknown }): ProblemCode => {
		if (input === undefined) return 'missing-key';
		return code === 'invalid_type' || typeof input === 'object' ? type : otherwise;
	};

const anyText = z.string({ error: codes('not-a-text') }).check(z.maxLength(mostSigns, { error: 'too-big' }));
const text = anyText.check(z.minLength(1, { error: 'empty' }));
const enumOf = <const T extends readonly string[]>(all: T, code: ProblemCode) =>
	z.enum(all, { error: codes(code) });
const listOf = <T extends z.ZodMiniType>(item: T) =>
	z.array(item, { error: codes('not-a-list', 'not-a-list') });
const mapOf = <T extends z.core.$ZodLooseShape>(shape: T) =>
	z.strictObject(shape, { error: codes('unknown-key', 'not-a-map') });
const keyed = <T extends z.ZodMiniType>(value: T) =>
	z.record(z.string(), value, { error: codes('not-a-map', 'not-a-map') });
const maybe = z.optional;

const sentence = anyText.check(z.minLength(1, { error: 'empty' })).register(z.globalRegistry, {
	description:
		'One of: A may PERM P; A may not PERM P; only A may PERM P; nobody beyond N steps may PERM P. PERM P is: develop P, develop panels of P, view logs of P, purchase P.',
	examples: ['delta may view logs of thermostat', 'nobody beyond 2 steps may purchase thermostat']
});

const organization = mapOf({ name: text, account: text });

const product = mapOf({
	owner: text,
	pid: text,
	name: text,
	category: maybe(anyText),
	origin: maybe(enumOf(origins, 'origin-unknown')),
	maker: maybe(text),
	'maker may': maybe(listOf(enumOf(kinds, 'kind-unknown'))),
	'based on': maybe(text)
});

const authorization = mapOf({
	from: text,
	to: text,
	as: maybe(anyText),
	products: maybe(listOf(text)),
	develop: maybe(listOf(enumOf(toList(permissionsOfKind.develop), 'permission-unknown'))),
	purchase: maybe(
		z.union([z.boolean(), z.enum(['yes', 'no', 'true', 'false'])], { error: () => 'not-yes-or-no' })
	),
	'third party': maybe(listOf(enumOf([...new Set([...kinds, ...permissions])], 'permission-unknown')))
});

const step = mapOf({
	do: text,
	who: maybe(text),
	'done when': maybe(sentence),
	'no longer': maybe(sentence)
});

const guide = mapOf({
	title: text,
	story: maybe(anyText),
	steps: listOf(step).check(z.maxLength(mostGuideSteps, { error: 'too-big' }))
});

/** A setup as it is written, every value a text. */
export const setupShape = mapOf({
	grantbook: z.literal('setup 1'),
	organizations: maybe(keyed(organization)),
	products: maybe(keyed(product)),
	authorizations: maybe(listOf(authorization)),
	expectations: maybe(listOf(sentence)),
	guide: maybe(guide)
});

/** The sections, the header first, in the order in which they are written. */
export const sections = Object.keys(setupShape.shape);

/** The keys that a map at the path may have; undefined where keys are free. */
export function keysAt(path: readonly PropertyKey[]): readonly string[] | undefined {
	const [section, , inside] = path;
	if (section === undefined) return sections;
	if (section === 'organizations') return path.length === 2 ? Object.keys(organization.shape) : undefined;
	if (section === 'products') return path.length === 2 ? Object.keys(product.shape) : undefined;
	if (section === 'authorizations') return path.length === 2 ? Object.keys(authorization.shape) : undefined;
	if (section !== 'guide') return undefined;
	return inside === undefined ? Object.keys(guide.shape) : Object.keys(step.shape);
}

/**
 * The JSON Schema of a setup, for editors. They read numbers and truth values where this app reads texts, so that a text may
 * be any of them there.
 */
export function setupSchema(): object {
	const schema = z.toJSONSchema(setupShape, {
		io: 'input',
		override: ({ jsonSchema }) => {
			if (jsonSchema.additionalProperties instanceof Object)
				jsonSchema.propertyNames = { pattern: keyPattern.source };
			if (jsonSchema.type === 'string' && !jsonSchema.enum && jsonSchema.const === undefined)
				jsonSchema.type = ['string', 'number', 'boolean', 'null'] as unknown as 'string';
		}
	});
	return { title: 'Grantbook setup', ...schema };
}
