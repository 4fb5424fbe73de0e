import * as z from 'zod/mini';
import { fromBase64Url, toBase64Url } from '$lib/document/entries/base64url';
import { rebuilt } from '$lib/document/entries/canonical';
import { checksumOf } from '$lib/document/entries/checksum';
import { abortEarly } from '$lib/document/entries/abort-early';
import { hash, workspaceId } from '$lib/document/entries/ids';
import { codesIn, linkPaths } from '$lib/document/links/pasted-codes';
import { findSetupCode } from '$lib/document/links/setup-code';
import type { OrganizationId } from '../domain/facts';
import type { IceServer } from '$lib/document/workspaces/workspace-record';
import { iceServers, relayUrl, signallingUrls } from './servers';
import { sanitizedName } from './sanitized-name';

/** Everything a browser needs to join. Whoever has it can read the whole workspace. */
export interface Invitation {
	/** The form of its code. */
	v: InvitationForm;
	workspace: string;
	/** The inviter's name for the workspace: a suggestion. */
	name: string;
	/** The room's id; signalling servers see it. */
	room: string;
	/** Decrypts the room's signalling; signalling servers never see it. */
	secret: string;
	/** May be empty: then peers cannot connect, and only files can be exchanged. */
	signalling: string[];
	ice: IceServer[];
	/** The relay by which those exchange entries who are seldom there together. */
	relay?: string | undefined;
	/** The reserved organization for the joiner to take over. */
	claim: OrganizationId | null;
	/** The inviter's name for that organization: a suggestion, shown before anything has synced. */
	claimName?: string | undefined;
	/** How many entries the inviter had. */
	entries: number;
}

/** Why a text cannot be read as an invitation. */
export type InvitationProblem =
	/** Not an invitation of this app. */
	| 'none'
	/** A link to a setup: a copy, without a secret and with nobody to join. */
	| 'setup'
	/** Truncated, or changed since it was written. */
	| 'broken'
	/** Written by a later app: update to read it. */
	| 'newer';

/*
 * A code is base64url of a list that begins with the number of its form. Codes of every form stay readable for ever.
 * From form 2 on, a code ends with a checksum of everything before it; form 3 has a relay's address at the end. A code is
 * written in the lowest form from 2 on that can say it, so that earlier apps read what they can.
 */
type InvitationForm = 1 | 2 | 3;
const newestForm = 3;
const checksumLength = 6;

/** Detects accidental changes. It is no protection against deliberate ones. */
const checksumSuffix = (body: string): string => checksumOf(body).slice(0, checksumLength);

/** Room for the largest lists of servers with credentials. */
const maxCodeLength = 40_000;
const token = (least: number) => z.string().check(z.regex(new RegExp(`^[A-Za-z0-9_-]{${least},128}$`)));

const fields = [
	workspaceId,
	z.string().check(z.maxLength(200)),
	token(16),
	token(22),
	signallingUrls,
	iceServers,
	z.nullable(z.union([hash, z.tuple([hash, z.string().check(z.maxLength(200))])])),
	z.int().check(z.nonnegative())
] as const;

/** The fields of each form, in this order and without names: a code has to fit into a QR code. */
const schema = z.readonly(
	z.union([z.tuple([z.literal([1, 2]), ...fields]), z.tuple([z.literal(3), ...fields, relayUrl])])
);

/** Encodes an invitation in the lowest form that can say it, for a link or to be pasted: letters, digits, `-` and `_`. */
export function invitationCode(invitation: Omit<Invitation, 'v'>): string {
	const { workspace, name, room, secret, signalling, ice, relay, claim, claimName, entries } = invitation;
	const claimed = claim !== null && claimName ? [claim, sanitizedName(claimName)] : claim;
	const fields = [
		relay === undefined ? 2 : 3,
		workspace,
		sanitizedName(name),
		room,
		secret,
		signalling,
		ice,
		claimed,
		entries,
		...(relay === undefined ? [] : [relay])
	];
	const body = toBase64Url(new TextEncoder().encode(JSON.stringify(fields)));
	return body + checksumSuffix(body);
}

/** A link with an invitation's code. `app` is the app's own address, without anything behind a hash. */
export const invitationLink = (app: string, code: string): string => `${app}${linkPaths.invitation}${code}`;

/** Reads a pasted code or link. Everything in it is untrusted. Never throws. */
export function readInvitation(pasted: string): Invitation | { problem: InvitationProblem } {
	const problems = new Set<InvitationProblem>();
	for (const code of pasted.length > 2 * maxCodeLength ? [] : codesIn(pasted, 'invitation', maxCodeLength)) {
		const read = decode(code);
		if (typeof read === 'object') return read;
		problems.add(read);
	}
	const problem = (['newer', 'broken'] as const).find((each) => problems.has(each));
	if (problem) return { problem };
	// Behind the wrong word, too, it is known for what it is.
	const setup = findSetupCode(pasted.replaceAll(linkPaths.invitation, linkPaths.setup));
	return { problem: 'code' in setup ? 'setup' : 'none' };
}

/** The form that a code claims, or 0 if it is no code. The number is within the first eight characters. */
function formOf(code: string): number {
	try {
		const beginning = new TextDecoder().decode(fromBase64Url(code.slice(0, 8)));
		return Number(/^\[([1-9]\d{0,2}),/.exec(beginning)?.[1] ?? 0);
	} catch {
		return 0;
	}
}

function decode(code: string): Invitation | InvitationProblem {
	const form = formOf(code);
	if (form === 0) return 'none';
	const body = form === 1 ? code : code.slice(0, -checksumLength);
	if (form > 1 && code !== body + checksumSuffix(body)) return 'broken';
	return form > newestForm ? 'newer' : (decodeBody(body) ?? 'broken');
}

function decodeBody(body: string): Invitation | null {
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(body));
		const { data } = schema.safeParse(rebuilt(JSON.parse(text)), abortEarly);
		if (!data) return null;
		const [v, workspace, name, room, secret, signalling, ice, claimed, entries, relay] = data;
		const [claim, called] = Array.isArray(claimed) ? claimed : [claimed];
		const claimName = called === undefined ? undefined : sanitizedName(called);
		return {
			v,
			workspace,
			name: sanitizedName(name),
			room,
			secret,
			signalling,
			ice,
			...(relay !== undefined && { relay }),
			claim,
			claimName,
			entries
		};
	} catch {
		return null;
	}
}

/** A new room with a new secret: invitations to an old room do not lead to it. */
export function newRoomCredentials(): { room: string; secret: string } {
	const random = (bytes: number) => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));
	return { room: random(16), secret: random(24) };
}
