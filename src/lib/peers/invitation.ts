import * as z from 'zod/mini';
import { fromBase64Url, toBase64Url } from '$lib/document/entries/base64url';
import { rebuilt } from '$lib/document/entries/canonical';
import { checksumOf } from '$lib/document/entries/checksum';
import { abortEarly } from '$lib/document/entries/abort-early';
import { hash, workspaceId } from '$lib/document/entries/ids';
import type { OrganizationId } from '../domain/facts';
import { iceServers, signallingUrls, type IceServer } from './servers';
import { plainName } from './names';

export type { IceServer } from './servers';

/** Everything that a browser needs to join. Whoever has it can read the whole workspace. */
export interface Invitation {
	/** The form of its code. */
	v: InvitationForm;
	workspace: string;
	/** What the inviter calls the workspace: a suggestion. */
	name: string;
	/** The meeting place; signalling servers see it. */
	room: string;
	/** Opens what is said in the room; signalling servers never see it. */
	secret: string;
	/** May be empty: then nobody can be met, and only files help. */
	signalling: string[];
	ice: IceServer[];
	/** The reserved organization that the joiner is to take over. */
	claim: OrganizationId | null;
	/** What the inviter calls it: a suggestion, to be shown before anything else is there. */
	claimName?: string | undefined;
	/** How many entries the inviter had: what to expect. */
	entries: number;
}

/** Why a text is no invitation that can be read. */
export type InvitationProblem =
	/** Nothing that this app wrote. */
	| 'none'
	/** One that was cut, or changed since it was written. */
	| 'broken'
	/** Written by a later app: update to read it. */
	| 'newer';

/*
 * A code is base64url of a list that begins with the number of its form. What people have sent opens for ever. From form
 * 2 on, and in every later one, a checksum of all that stands before it ends the code.
 */
type InvitationForm = 1 | 2;
const newestForm = 2;
const checksumLength = 6;

/** Tells a code in which a character was changed or lost by accident; whoever changes it on purpose can write it anew. */
const checkOf = (body: string): string => checksumOf(body).slice(0, checksumLength);

/** What stands before the code in a link. */
const joinPath = '#/join/';

/** All that the servers, with what they ask for, can come to. */
const longestCode = 40_000;
const token = (least: number) => z.string().check(z.regex(new RegExp(`^[A-Za-z0-9_-]{${least},128}$`)));

/** In this order in a code of form 1 or 2, without their names: a code has to fit a picture that a camera can read. */
const schema = z.readonly(
	z.tuple([
		z.literal([1, 2]),
		workspaceId,
		z.string().check(z.maxLength(200)),
		token(16),
		token(22),
		signallingUrls,
		iceServers,
		z.nullable(z.union([hash, z.tuple([hash, z.string().check(z.maxLength(200))])])),
		z.int().check(z.nonnegative())
	])
);

/** The invitation as text to put behind `#/join/` or to paste, in the newest form: letters, digits, `-` and `_`. */
export function invitationCode(invitation: Omit<Invitation, 'v'>): string {
	const { workspace, name, room, secret, signalling, ice, claim, claimName, entries } = invitation;
	const claimed = claim !== null && claimName ? [claim, plainName(claimName)] : claim;
	const fields = [newestForm, workspace, plainName(name), room, secret, signalling, ice, claimed, entries];
	const body = toBase64Url(new TextEncoder().encode(JSON.stringify(fields)));
	return body + checkOf(body);
}

/** Reads a code, or a whole link, as somebody pasted it; believes nothing, and never throws. */
export function readInvitation(pasted: string): Invitation | { problem: InvitationProblem } {
	const problems = new Set<InvitationProblem>();
	for (const code of pasted.length > 2 * longestCode ? [] : codesIn(pasted)) {
		const read = decode(code);
		if (typeof read === 'object') return read;
		problems.add(read);
	}
	return { problem: (['newer', 'broken'] as const).find((each) => problems.has(each)) ?? 'none' };
}

/** Which form a code says to have; 0 for what is no code. Its number stands within the first eight characters. */
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
	if (form > 1 && code !== body + checkOf(body)) return 'broken';
	return form > newestForm ? 'newer' : (decodeBody(body) ?? 'broken');
}

function decodeBody(body: string): Invitation | null {
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(fromBase64Url(body));
		const { data } = schema.safeParse(rebuilt(JSON.parse(text)), abortEarly);
		if (!data) return null;
		const [v, workspace, name, room, secret, signalling, ice, claimed, entries] = data;
		const [claim, called] = Array.isArray(claimed) ? claimed : [claimed];
		const claimName = called === undefined ? undefined : plainName(called);
		return { v, workspace, name: plainName(name), room, secret, signalling, ice, claim, claimName, entries };
	} catch {
		return null;
	}
}

/** A new meeting place: whoever had the old one does not find it. */
export function freshRoom(): { room: string; secret: string } {
	const random = (bytes: number) => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));
	return { room: random(16), secret: random(24) };
}

/**
 * What may be the code: mail programs break long lines, mark quoted ones, and put brackets around links. First as
 * if nothing had been broken, then with lines joined, then with everything joined.
 */
function* codesIn(pasted: string): Generator<string> {
	const shown = pasted.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '').trim();
	const unquoted = shown.replace(/(^|[\r\n])[ \t]*(?:>[ \t]*)+/g, '$1');
	for (const text of [shown, unquoted.replace(/[\r\n]+[ \t]*/g, ''), unquoted.replace(/\s+/g, '')]) {
		const at = text.lastIndexOf(joinPath);
		const rest = at < 0 ? text : text.slice(at + joinPath.length);
		const [code] = /^[A-Za-z0-9_-]*/.exec(rest)!;
		const isWhole = at >= 0 || code.length === text.length;
		if (isWhole && code !== '' && code.length <= longestCode) yield code;
	}
}
