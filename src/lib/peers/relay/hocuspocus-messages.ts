import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/*
 * The messages of Hocuspocus 4, as far as a carrier needs them: its name, a number for what it is, and the rest as
 * y-protocols has it. `@hocuspocus/provider` is not used: it gives each update to its document before anybody could look
 * how large it is or what it does, answers a relay that has lost everything with one message as large as all of it, and
 * brings awareness, queues and events that are not needed, in twice the code.
 */

const kinds = { sync: 0, auth: 2, syncReply: 4, close: 7, syncStatus: 8 } as const;
const auth = { token: 0, denied: 1, authenticated: 2 } as const;
const sync = { step1: 0, step2: 1, update: 2 } as const;

export type RelayMessage =
	| { kind: 'authenticated'; readOnly: boolean }
	| { kind: 'denied'; reason: string }
	/** What the relay has. */
	| { kind: 'vector'; vector: Uint8Array }
	/** `isAnswer`: it is all that the relay has and that was missing here. */
	| { kind: 'update'; update: Uint8Array; isAnswer: boolean }
	/** What was sent is there, or was refused. */
	| { kind: 'saved'; isSaved: boolean }
	| { kind: 'closed'; reason: string };

/** Reads a message about a document. Null for what is about nothing that is asked for here. Throws for what is none. */
export function readRelayMessage(bytes: Uint8Array, name: string): RelayMessage | null {
	const decoder = decoding.createDecoder(bytes);
	if (decoding.readVarString(decoder) !== name) return null;
	switch (decoding.readVarUint(decoder)) {
		case kinds.sync:
		case kinds.syncReply:
			return readSync(decoder);
		case kinds.auth: {
			const answer = decoding.readVarUint(decoder);
			if (answer === auth.denied) return { kind: 'denied', reason: decoding.readVarString(decoder) };
			if (answer !== auth.authenticated) return null;
			return { kind: 'authenticated', readOnly: decoding.readVarString(decoder) === 'readonly' };
		}
		case kinds.syncStatus:
			return { kind: 'saved', isSaved: decoding.readVarUint(decoder) === 1 };
		case kinds.close:
			return { kind: 'closed', reason: decoding.readVarString(decoder) };
		default:
			return null;
	}
}

function readSync(decoder: decoding.Decoder): RelayMessage | null {
	const step = decoding.readVarUint(decoder);
	const bytes = decoding.readVarUint8Array(decoder);
	if (step === sync.step1) return { kind: 'vector', vector: bytes };
	if (step !== sync.step2 && step !== sync.update) return null;
	return { kind: 'update', update: bytes, isAnswer: step === sync.step2 };
}

function message(
	name: string,
	kind: number,
	write: (encoder: encoding.Encoder) => void
): Uint8Array<ArrayBuffer> {
	const encoder = encoding.createEncoder();
	encoding.writeVarString(encoder, name);
	encoding.writeVarUint(encoder, kind);
	write(encoder);
	return encoding.toUint8Array(encoder);
}

/** Opens a document: the first message about it. Knowing its name is all that a relay asks for. */
export const openDocument = (name: string): Uint8Array<ArrayBuffer> =>
	message(name, kinds.auth, (encoder) => {
		encoding.writeVarUint(encoder, auth.token);
		encoding.writeVarString(encoder, '');
	});

/** Tells what is here, and asks for the rest. */
export const askForRest = (name: string, vector: Uint8Array): Uint8Array<ArrayBuffer> =>
	message(name, kinds.sync, (encoder) => {
		encoding.writeVarUint(encoder, sync.step1);
		encoding.writeVarUint8Array(encoder, vector);
	});

export const sendUpdate = (name: string, update: Uint8Array): Uint8Array<ArrayBuffer> =>
	message(name, kinds.sync, (encoder) => {
		encoding.writeVarUint(encoder, sync.update);
		encoding.writeVarUint8Array(encoder, update);
	});
