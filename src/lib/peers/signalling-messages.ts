import * as z from 'zod/mini';

/** Connections per browser; the same for all, so that a room of up to this many peers is fully connected. */
export const maxConnections = 20;

const peerId = z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/));
const session = z.string().check(z.regex(/^[A-Za-z0-9-]{8,64}$/));
const sdp = z.string().check(z.maxLength(20_000));

const announce = z.strictObject({
	type: z.literal('announce'),
	from: peerId,
	/** The recipient; all peers if absent. */
	to: z.optional(peerId),
	/** The peers that the sender has a connection to, open or not. */
	has: z.array(peerId).check(z.maxLength(2 * maxConnections))
});

const signal = z.strictObject({
	type: z.literal('signal'),
	from: peerId,
	to: peerId,
	/** The connection attempt that it belongs to: a late message of an earlier attempt would break this one. */
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

/** What members of a room send through a signalling server to connect to each other. */
export type Announce = z.infer<typeof announce>;
export type Signal = z.infer<typeof signal>;

const schema = z.discriminatedUnion('type', [announce, signal]);

/** Parses a decrypted message; null if it is malformed. */
export const readSignal = (value: unknown): Announce | Signal | null => schema.safeParse(value).data ?? null;

/** The receiving browser's connections, and the one to the sender of a message. */
export interface LocalConnection {
	me: string;
	/** All connections, open or not. */
	count: number;
	existing: { initiator: boolean; open: boolean; age: number; session: string | null } | null;
}

export type SignalReaction =
	/** Pass it to y-webrtc, which starts or continues a connection. */
	| 'accept'
	/** End the existing connection, then pass it to y-webrtc. */
	| 'replace'
	/** End the existing connection; the peers will find each other again. */
	| 'end'
	/** The other end may have lost the connection: ping it. */
	| 'suspect'
	/** Announce to this peer only: it is the one to initiate. */
	| 'announce'
	| 'ignore';

/** A connection older than this that is not open, and that the other end does not list, has failed. */
const connectGracePeriod = 3_000;

/**
 * How to react to a message, so that of two peers always the same one initiates, and neither keeps a connection that
 * the other has lost. (By default y-webrtc lets both initiate; when their offers cross, both may end up sending into
 * channels that nobody reads.)
 */
export function reactionTo(
	message: Announce | Signal,
	{ me, count, existing }: LocalConnection
): SignalReaction {
	const isForOthers = message.from === me || (message.to !== undefined && message.to !== me);
	if (isForOthers) return 'ignore';
	const isFull = count >= maxConnections;
	const initiates = me < message.from;
	if (message.type === 'announce') {
		if (existing) {
			if (message.has.includes(me)) return 'ignore';
			if (existing.open) return 'suspect';
			return existing.age > connectGracePeriod ? 'end' : 'ignore';
		}
		if (isFull) return 'ignore';
		return initiates ? 'accept' : 'announce';
	}
	if (message.signal.type === 'offer') {
		if (initiates) return 'ignore';
		if (!existing) return isFull ? 'ignore' : 'accept';
		return existing.open ? 'suspect' : 'replace';
	}
	if (!existing || existing.session !== message.session) return 'ignore';
	return message.signal.type === 'answer' && !existing.initiator ? 'ignore' : 'accept';
}
