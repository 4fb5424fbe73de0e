import * as z from 'zod/mini';
import { abortEarly } from '$lib/document/entries/abort-early';
import { hash, moment, workspaceId } from '$lib/document/entries/ids';
import { verifyProof } from '$lib/document/keys/verify-proof';
import { headsSchema } from './heads-schema';
import { maxFileRequests } from './max-file-requests';
import {
	maxNameLength,
	truncatedName,
	schemaProblem,
	type ParsedFile,
	type UnreadableFile
} from './file-format';

const maxEntries = 500_000;
const maxRequests = 1_000;

const name = z.string().check(z.maxLength(maxNameLength));

const requestSchema = z.strictObject({
	organization: hash,
	key: hash,
	/** The suggested name of the key. */
	name,
	/** The key's signature of the request. */
	proof: z.string().check(z.maxLength(200))
});

const schema = z.strictObject({
	grantbook: z.literal('exchange'),
	v: z.literal(1),
	workspace: workspaceId,
	/** The sender's name for the workspace. */
	name,
	/** The organization that the sender claims to act for. */
	from: z.nullable(z.strictObject({ organization: hash, name })),
	savedAt: moment,
	/** Everything the sender had, or only what the recipient lacked according to its own last file. */
	holds: z.enum(['everything', 'lacking']),
	heads: headsSchema,
	entries: z.array(z.string()).check(z.maxLength(maxEntries)),
	seats: z.array(requestSchema).check(z.maxLength(maxRequests))
});

/**
 * Entries that one browser has and another may lack, as a file or pasted text. Everything in it is untrusted: entries go
 * through the gate, and names are shown as claims. `heads` tell the recipient what the sender has, so that it can answer
 * with only what is missing.
 */
export type PartnerFile = z.infer<typeof schema>;

/** A request that a key may act for an organization, with proof that the requester holds the key. */
export type FileRequest = z.infer<typeof requestSchema>;

/** The text that the key signs. */
export const fileRequestChallenge = (name: string): string =>
	JSON.stringify(['grantbook seat in a file 1', name]);

export function writePartnerFile(file: Omit<PartnerFile, 'grantbook' | 'v'>): string {
	const name = truncatedName(file.name);
	const from = file.from && { ...file.from, name: truncatedName(file.from.name) };
	return `${JSON.stringify({ grantbook: 'exchange', v: 1, ...file, name, from })}\n`;
}

/**
 * Reads a partner's file. Everything in it is untrusted. Never throws. Requests without a valid signature are dropped, and
 * those after the 64th.
 */
export function readPartnerFile(parsed: ParsedFile | UnreadableFile): { file: PartnerFile } | UnreadableFile {
	if ('problem' in parsed) return parsed;
	if (parsed.kind !== 'exchange') return { problem: 'not-ours', detail: parsed.kind };
	const { data: file, error } = schema.safeParse(parsed.value, abortEarly);
	if (!file) return schemaProblem(error.issues);
	const seats = file.seats.slice(0, maxFileRequests).filter((seat) => hasValidProof(file.workspace, seat));
	return { file: { ...file, seats } };
}

const hasValidProof = (workspace: string, { organization, key, name, proof }: FileRequest): boolean =>
	verifyProof({ key, signature: proof }, { workspace, organization, challenge: fileRequestChallenge(name) });
