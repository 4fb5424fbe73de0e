import type { SignalingConn } from 'y-webrtc';
import * as z from 'zod/mini';

/** A room's message handlers; y-webrtc shares one socket per server among all rooms of a page. */
export interface RoomHandlers {
	/** y-webrtc sends a message to the room. */
	outgoing(message: unknown, socket: SignalingConn): void;
	/** The server delivers an encrypted message of the room. */
	incoming(encrypted: string, socket: SignalingConn): void;
}

const rooms = new Map<string, RoomHandlers>();
/** The intercepted sockets, with y-webrtc's own `emit`. */
const originalEmit = new WeakMap<SignalingConn, SignalingConn['emit']>();

const maxMessageLength = 50_000;
const publishMessage = z.strictObject({
	type: z.literal('publish'),
	topic: z.string().check(z.maxLength(200)),
	data: z.string().check(z.maxLength(maxMessageLength))
});

/**
 * Intercepts y-webrtc's signalling sockets: everything a room sends or receives goes through its handlers, whatever
 * the server sends. Returns a function to remove the handlers.
 */
export function interceptSockets(room: string, sockets: SignalingConn[], handlers: RoomHandlers): () => void {
	rooms.set(room, handlers);
	for (const socket of sockets) if (!originalEmit.has(socket)) intercept(socket);
	return () => {
		if (rooms.get(room) === handlers) rooms.delete(room);
	};
}

/** Sends a message as it is. If the socket is not open it is dropped: every message here is repeated. */
export function sendRaw(socket: SignalingConn, message: object): void {
	// 1: open. A closed socket would log an error, a connecting one would throw.
	if (socket.ws?.readyState === 1) socket.ws.send(JSON.stringify(message));
}

/** Passes a decrypted and validated message to y-webrtc. Its exceptions are ignored. */
export function deliverToProvider(socket: SignalingConn, room: string, data: object): void {
	try {
		originalEmit.get(socket)?.('message', [{ type: 'publish', topic: room, data }, socket]);
	} catch {
		// For example a message about a connection that is gone.
	}
}

function intercept(socket: SignalingConn): void {
	const emit: SignalingConn['emit'] = socket.emit.bind(socket);
	originalEmit.set(socket, emit);
	socket.send = (message: object) => {
		if (!('type' in message) || message.type !== 'publish') return sendRaw(socket, message);
		const { topic, data } = message as { topic?: unknown; data?: unknown };
		if (typeof topic === 'string') rooms.get(topic)?.outgoing(data, socket);
	};
	socket.emit = (event: string, details: unknown[]) => {
		if (event !== 'message') return emit(event, details);
		const message = readPublishMessage(details[0]);
		if (message) rooms.get(message.topic)?.incoming(message.data, socket);
	};
}

/** Reads only the expected properties of a server's message: others may be of any size. */
function readPublishMessage(message: unknown): z.infer<typeof publishMessage> | null {
	const own = (name: string): unknown =>
		Object.getOwnPropertyDescriptor(Object(message) as object, name)?.value;
	const read = { type: own('type'), topic: own('topic'), data: own('data') };
	return publishMessage.safeParse(read).data ?? null;
}
