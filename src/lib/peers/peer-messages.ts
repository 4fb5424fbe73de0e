import * as z from 'zod/mini';
import { rebuilt } from '$lib/document/entries/canonical';
import { hash } from '$lib/document/entries/ids';
import { sanitizedName } from './sanitized-name';
import { PAGE_WORD, type Presence } from './sharing-state';

const signature = z.string().check(z.regex(/^[A-Za-z0-9_-]{85}[AQgw]$/));
const name = z.string().check(z.maxLength(200));

const presence = z.strictObject({
	name,
	colour: z.string().check(z.regex(/^(?:#[0-9a-f]{6})?$/)),
	organization: z.nullable(hash),
	place: z.string().check(z.regex(PAGE_WORD))
});

/** Random text of this connection, to be signed together with the connection's certificates. */
const challenge = z.strictObject({ challenge: hash });
const proof = z.strictObject({ organization: hash, key: hash, signature });
const proofMessage = z.union([challenge, z.strictObject({ proof })]);

const organizationKey = z.strictObject({ organization: hash, key: hash });
const requestMessage = z.union([
	z.strictObject({ ask: z.strictObject({ organization: hash, key: hash, name, signature }) }),
	z.strictObject({ withdraw: organizationKey }),
	z.strictObject({ decline: organizationKey })
]);

export type KeyProof = z.infer<typeof proof>;
export type ProofMessage = z.infer<typeof proofMessage>;
export type RequestMessage = z.infer<typeof requestMessage>;

/** Encodes a small message as JSON. */
export const encodeMessage = (message: Presence | ProofMessage | RequestMessage): Uint8Array =>
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

/** Reads a peer's presence and sanitizes its name; null if it is malformed. */
export function readPresence(bytes: Uint8Array): Presence | null {
	const read = readRawPresence(bytes);
	return read && { ...read, name: sanitizedName(read.name) };
}

export const readProofMessage = readWith<ProofMessage>(proofMessage);
export const readRequestMessage = readWith<RequestMessage>(requestMessage);
