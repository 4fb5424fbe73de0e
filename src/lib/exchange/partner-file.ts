import * as z from 'zod/mini';
import { abortEarly } from '$lib/document/entries/abort-early';
import { hash, moment, workspaceId } from '$lib/document/entries/ids';
import { verifyProof } from '$lib/document/keys/presence-proof';
import { headsSchema } from './heads-schema';
import { mostOfName, nameInFile, unfit, type Own, type Unread } from './own-file';

const mostEntries = 500_000;
const mostSeats = 1_000;
/** So many requests are looked at, and are open at once: each costs a check of a signature. */
export const mostAsked = 64;

const name = z.string().check(z.maxLength(mostOfName));

const seatSchema = z.strictObject({
	organization: hash,
	key: hash,
	/** What the key is to be called. */
	name,
	/** The key's own signature under the request. */
	proof: z.string().check(z.maxLength(200))
});

const schema = z.strictObject({
	grantbook: z.literal('exchange'),
	v: z.literal(1),
	workspace: workspaceId,
	/** What the sender calls the workspace. */
	name,
	/** As whom the sender says to have saved it. */
	from: z.nullable(z.strictObject({ organization: hash, name })),
	savedAt: moment,
	/** Everything that the sender had, or only what the other lacked by its own last file. */
	holds: z.enum(['everything', 'lacking']),
	heads: headsSchema,
	entries: z.array(z.string()).check(z.maxLength(mostEntries)),
	seats: z.array(seatSchema).check(z.maxLength(mostSeats))
});

/**
 * What one browser has of a workspace and another may lack, as a file or as pasted text. Nothing in it is believed:
 * entries go through the gate, and the names are shown as what somebody says. `heads` tell the other what the sender
 * has, so that it can answer with only what is missing.
 */
export type PartnerFile = z.infer<typeof schema>;

/** A request for a seat: a key that is to act for an organization, shown to be held by whoever asks. */
export type SeatInFile = z.infer<typeof seatSchema>;

/** The text that a request's key signs. */
export const seatChallenge = (name: string): string => JSON.stringify(['grantbook seat in a file 1', name]);

export function writePartnerFile(file: Omit<PartnerFile, 'grantbook' | 'v'>): string {
	const name = nameInFile(file.name);
	const from = file.from && { ...file.from, name: nameInFile(file.from.name) };
	return `${JSON.stringify({ grantbook: 'exchange', v: 1, ...file, name, from })}\n`;
}

/**
 * Reads a partner's file, believing nothing about it; never throws. Requests for seats whose key did not sign them
 * are left out, and those behind the 64th.
 */
export function readPartnerFile(own: Own | Unread): { file: PartnerFile } | Unread {
	if ('problem' in own) return own;
	if (own.kind !== 'exchange') return { problem: 'not-ours', detail: own.kind };
	const { data: file, error } = schema.safeParse(own.value, abortEarly);
	if (!file) return unfit(error.issues);
	const seats = file.seats.slice(0, mostAsked).filter((seat) => isProven(file.workspace, seat));
	return { file: { ...file, seats } };
}

const isProven = (workspace: string, { organization, key, name, proof }: SeatInFile): boolean =>
	verifyProof({ key, signature: proof }, { workspace, organization, challenge: seatChallenge(name) });
