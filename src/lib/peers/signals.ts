import * as z from 'zod/mini';

/** As many connections as one browser holds; the same for all, so that a room of up to this many is whole. */
export const mostConnections = 20;

const peerId = z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/));
const session = z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/));
const sdp = z.string().check(z.maxLength(20_000));

const announce = z.strictObject({
	type: z.literal('announce'),
	from: peerId,
	/** Whom it is for; all, where it does not say. */
	to: z.optional(peerId),
	/** The peers that it has a connection with, open or not. */
	has: z.array(peerId).check(z.maxLength(2 * mostConnections))
});

const signal = z.strictObject({
	type: z.literal('signal'),
	from: peerId,
	to: peerId,
	/** Which attempt to connect it belongs to: a late word of an earlier one would spoil this one. */
	session,
	signal: z.discriminatedUnion('type', [
		z.strictObject({ type: z.literal('offer'), sdp }),
		z.strictObject({ type: z.literal('answer'), sdp }),
		z.strictObject({
			type: z.literal('candidate'),
			candidate: z.strictObject({
				candidate: z.string().check(z.maxLength(2_000)),
				sdpMLineIndex: z.nullable(z.int().check(z.nonnegative(), z.maximum(100))),
				sdpMid: z.nullable(z.string().check(z.maxLength(100)))
			})
		})
	])
});

/** What members of a room say to each other by way of a signalling server, to find a way without it. */
export type Announce = z.infer<typeof announce>;
export type Signal = z.infer<typeof signal>;

const schema = z.discriminatedUnion('type', [announce, signal]);

/** Null for whatever else a member, or somebody with the secret, may say. */
export const readSignal = (value: unknown): Announce | Signal | null => schema.safeParse(value).data ?? null;

/** What one browser knows about its connection to the peer that a message comes from. */
export interface Known {
	me: string;
	/** Connections that there are, open or not. */
	count: number;
	existing: { initiator: boolean; open: boolean; age: number; session: string | null } | null;
}

export type Answer =
	/** Let y-webrtc have it: it begins a connection, or goes on with one. */
	| 'take'
	/** End the connection that there is, then let y-webrtc have it. */
	| 'replace'
	/** End the connection that there is; they will meet again. */
	| 'end'
	/** The other end may have lost the connection: ask it. */
	| 'doubt'
	/** Say to this one peer that one is here: it is its turn to begin. */
	| 'answer'
	| 'ignore';

/** An unopened connection that the other end knows nothing of, and is older than this, has failed. */
const settling = 3_000;

/**
 * What to do about a message, so that of two peers always the same one begins, and what one end has lost the
 * other does not hold on to. (Left to itself, y-webrtc lets both begin; when the offers cross, both ends may
 * then speak into channels that nobody listens to.)
 */
export function reactionTo(message: Announce | Signal, { me, count, existing }: Known): Answer {
	const isOther = message.from === me || (message.to !== undefined && message.to !== me);
	if (isOther) return 'ignore';
	const isFull = count >= mostConnections;
	const beginsHere = me < message.from;
	if (message.type === 'announce') {
		if (existing) {
			if (message.has.includes(me)) return 'ignore';
			if (existing.open) return 'doubt';
			return existing.age > settling ? 'end' : 'ignore';
		}
		if (isFull) return 'ignore';
		return beginsHere ? 'take' : 'answer';
	}
	if (message.signal.type === 'offer') {
		if (beginsHere) return 'ignore';
		if (!existing) return isFull ? 'ignore' : 'take';
		return existing.open ? 'doubt' : 'replace';
	}
	if (!existing || existing.session !== message.session) return 'ignore';
	return message.signal.type === 'answer' && !existing.initiator ? 'ignore' : 'take';
}
