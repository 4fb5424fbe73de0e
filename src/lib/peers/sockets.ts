import type { SignalingConn } from 'y-webrtc';
import * as z from 'zod/mini';

/** What one room does with messages; y-webrtc has one socket to a server for all rooms of a page. */
export interface RoomPost {
	/** A message of y-webrtc's to the room, on its way out. */
	outgoing(message: unknown, socket: SignalingConn): void;
	/** A sealed message of the room, as the server handed it over. */
	incoming(sealed: string, socket: SignalingConn): void;
}

const rooms = new Map<string, RoomPost>();
/** The sockets that this stands before, and how y-webrtc itself hears. */
const guarded = new WeakMap<SignalingConn, SignalingConn['emit']>();

const largestMessage = 50_000;
const published = z.strictObject({
	type: z.literal('publish'),
	topic: z.string().check(z.maxLength(200)),
	data: z.string().check(z.maxLength(largestMessage))
});

/**
 * Stands between y-webrtc and its signalling sockets: what a room says goes out by way of `post`, and nothing
 * comes in but by it, whatever the server sends. Returns a function that ends it.
 */
export function guard(room: string, sockets: SignalingConn[], post: RoomPost): () => void {
	rooms.set(room, post);
	for (const socket of sockets) if (!guarded.has(socket)) stand(socket);
	return () => {
		if (rooms.get(room) === post) rooms.delete(room);
	};
}

/** Sends as it is; what cannot go now is dropped, since all that is said here is said again. */
export function sendTo(socket: SignalingConn, message: object): void {
	// 1: open. A closed socket would complain, one that is opening would throw.
	if (socket.ws?.readyState === 1) socket.ws.send(JSON.stringify(message));
}

/** Hands y-webrtc a message of the room, opened and looked at. What it throws of it concerns nobody else. */
export function deliver(socket: SignalingConn, room: string, data: object): void {
	try {
		guarded.get(socket)?.('message', [{ type: 'publish', topic: room, data }, socket]);
	} catch {
		// It made no sense to y-webrtc, such as a word about a connection that is gone.
	}
}

function stand(socket: SignalingConn): void {
	const emit: SignalingConn['emit'] = socket.emit.bind(socket);
	guarded.set(socket, emit);
	socket.send = (message: object) => {
		if (!('type' in message) || message.type !== 'publish') return sendTo(socket, message);
		const { topic, data } = message as { topic?: unknown; data?: unknown };
		if (typeof topic === 'string') rooms.get(topic)?.outgoing(data, socket);
	};
	socket.emit = (event: string, details: unknown[]) => {
		if (event !== 'message') return emit(event, details);
		const message = readPublished(details[0]);
		if (message) rooms.get(message.topic)?.incoming(message.data, socket);
	};
}

/** What else a server's message may hold, however large, is not even looked at. */
function readPublished(message: unknown): z.infer<typeof published> | null {
	const own = (name: string): unknown =>
		Object.getOwnPropertyDescriptor(Object(message) as object, name)?.value;
	const read = { type: own('type'), topic: own('topic'), data: own('data') };
	return published.safeParse(read).data ?? null;
}
