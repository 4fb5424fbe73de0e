import * as z from 'zod/mini';
import { rebuilt } from '$lib/document/entries/canonical';
import { hash } from '$lib/document/entries/ids';
import { plainName } from './names';
import { places, type Presence } from './state';

const signature = z.string().check(z.regex(/^[A-Za-z0-9_-]{85}[AQgw]$/));
const name = z.string().check(z.maxLength(200));

const presence = z.strictObject({
	name,
	colour: z.string().check(z.regex(/^(?:#[0-9a-f]{6})?$/)),
	organization: z.nullable(hash),
	place: z.enum(places)
});

/** Random text that only this connection knows, to be signed together with what tells this connection from others. */
const challenge = z.strictObject({ challenge: hash });
const proof = z.strictObject({ organization: hash, key: hash, signature });
const proving = z.union([challenge, z.strictObject({ proof })]);

const seat = z.strictObject({ organization: hash, key: hash });
const seats = z.union([
	z.strictObject({ ask: z.strictObject({ organization: hash, key: hash, name, signature }) }),
	z.strictObject({ withdraw: seat }),
	z.strictObject({ decline: seat })
]);

export type Proof = z.infer<typeof proof>;
export type Proving = z.infer<typeof proving>;
export type Seating = z.infer<typeof seats>;

/** The bytes of a small message. */
export const written = (message: Presence | Proving | Seating): Uint8Array =>
	new TextEncoder().encode(JSON.stringify(message));

const readWith =
	<T>(schema: z.ZodMiniType<T>) =>
	(bytes: Uint8Array): T | null => {
		try {
			const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
			return schema.safeParse(rebuilt(JSON.parse(text))).data ?? null;
		} catch {
			return null;
		}
	};

const readRawPresence = readWith<Presence>(presence);

/** What a peer lets be seen, its name fit to be shown; null for anything else, as below. */
export function readPresence(bytes: Uint8Array): Presence | null {
	const read = readRawPresence(bytes);
	return read && { ...read, name: plainName(read.name) };
}

export const readProving = readWith<Proving>(proving);
export const readSeating = readWith<Seating>(seats);
