import type { LedgerProblem } from '../document/ledger/ledger-error';
import type { CallAnswer, CallArguments, Call, EventName, Events, CallInput, CallProgress } from './calls';

/** From the page. Calls are numbered, so that what belongs to one finds back to it. */
export type ToWorker =
	| { [C in Call]: { call: number; name: C; args: CallArguments<C> } }[Call]
	| { input: number; value: CallInput<Call> }
	/** Nobody waits for it any more. */
	| { cancel: number };

/** To the page. */
export type ToPage =
	| { ready: true }
	| { answer: number; value: CallAnswer<Call> }
	| { failed: number; problem: LedgerProblem; detail: string }
	| { progress: number; value: CallProgress<Call> }
	| { [E in EventName]: { event: E; value: Events[E] } }[EventName]
	/** The Worker has stopped, and answers nothing any more. */
	| { crashed: string };

/** One end of the line between a page and its Worker: messages arrive in the order in which they were sent. */
export interface Line<Out, In> {
	send(message: Out): void;
	/** One listener: the latest. */
	receive(listener: (message: In) => void): void;
}

export type PageEnd = Line<ToWorker, ToPage>;
export type WorkerEnd = Line<ToPage, ToWorker>;

/**
 * Both ends of a line within one thread. What is sent arrives in a microtask of its own.
 * @param carry what becomes of a message on its way
 */
export function linePair(carry: <T>(message: T) => T = (message) => message): {
	page: PageEnd;
	worker: WorkerEnd;
} {
	let toPage: (message: ToPage) => void = () => undefined;
	let toWorker: (message: ToWorker) => void = () => undefined;
	return {
		page: {
			send(message) {
				const carried = carry(message);
				queueMicrotask(() => toWorker(carried));
			},
			receive: (listener) => (toPage = listener)
		},
		worker: {
			send(message) {
				const carried = carry(message);
				queueMicrotask(() => toPage(carried));
			},
			receive: (listener) => (toWorker = listener)
		}
	};
}
