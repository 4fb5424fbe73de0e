import { notify } from '../document/ledger/deliveries';
import { detailOf, LedgerError } from '../document/ledger/ledger-error';
import type {
	CallAnswer,
	CallArguments,
	Call,
	Calls,
	EventName,
	Events,
	CallInput,
	CallProgress
} from './calls';
import type { PageEnd, ToPage, ToWorker } from './messages';

/** What works behind a page, at the other end of a line. */
export interface Spawned {
	line: PageEnd;
	/** Stops it, whatever it is doing. */
	end: () => void;
}

/** A call that goes on. */
export interface OngoingCall<C extends Call> {
	/** Rejects with a LedgerError: whatever the call rejects with, and `crashed` or `closed` when the Worker has ended. */
	answer: Promise<CallAnswer<C>>;
	/** Resolves when it is sent, or could not be. */
	readonly input: (value: CallInput<C>) => Promise<void>;
	/** No event of it is delivered any more, and no answer. Answers whether it was running. */
	cancel(): boolean;
}

interface Awaited {
	progress: (value: never) => void;
	resolve: (answer: never) => void;
	reject: (error: LedgerError) => void;
}

/** The page's side of all calls to one Worker. When that has ended, every call fails. */
export class CallClient {
	/** Resolves with the reason when the Worker has closed or stopped. */
	readonly ended: Promise<LedgerError>;
	readonly #spawned: Promise<Spawned>;
	readonly #awaited = new Map<number, Awaited>();
	readonly #listeners: { [E in EventName]?: (value: Events[E]) => void } = {};
	#tellEnded: (reason: LedgerError) => void = () => undefined;
	#end: LedgerError | null = null;
	#number = 0;

	constructor(spawn: () => Promise<Spawned>) {
		this.ended = new Promise((resolve) => (this.#tellEnded = resolve));
		this.#spawned = spawn().then((spawned) => {
			spawned.line.receive((message) => this.#receive(message));
			return spawned;
		});
	}

	/** One listener for each event. One that throws stops nothing else. */
	on<E extends EventName>(event: E, listener: (value: Events[E]) => void): void {
		(this.#listeners as Record<E, typeof listener>)[event] = listener;
	}

	call<C extends Call>(
		name: C,
		args: CallArguments<C>,
		progress?: (value: CallProgress<C>) => void
	): Promise<CallAnswer<C>> {
		return this.start(name, args, progress).answer;
	}

	start<C extends Call>(
		name: C,
		args: CallArguments<C>,
		progress: (value: CallProgress<C>) => void = () => undefined
	): OngoingCall<C> {
		const call = ++this.#number;
		const answer = new Promise<CallAnswer<C>>((resolve, reject) => {
			this.#awaited.set(call, { resolve, reject, progress });
			// The name and the arguments belong together by this function's own type.
			void this.#send({ call, name, args } as ToWorker, (error) => {
				this.#awaited.delete(call);
				reject(error);
			});
		});
		return {
			answer,
			input: (value) =>
				this.#send({ input: call, value }, (error) => {
					this.#take(call)?.reject(error);
					void this.#send({ cancel: call });
				}),
			cancel: () => {
				const wasGoingOn = this.#awaited.delete(call);
				if (wasGoingOn) void this.#send({ cancel: call });
				return wasGoingOn;
			}
		};
	}

	/** Functions that call what is named like them: of an interface from which `Calls` has them. */
	forward<C extends Call>(names: readonly C[]): Pick<Calls, C> {
		const forwarded = names.map((name) => [name, (...args: CallArguments<C>) => this.call(name, args)]);
		return Object.fromEntries(forwarded) as Pick<Calls, C>;
	}

	/** Ends the Worker; what is still to be answered is not. */
	async end(reason = new LedgerError('closed', '')): Promise<void> {
		if (this.#end) return;
		this.#end = reason;
		const awaited = [...this.#awaited.values()];
		this.#awaited.clear();
		this.#tellEnded(reason);
		for (const { reject } of awaited) reject(reason);
		(await this.#spawned).end();
	}

	/** Messages are sent in the order of the calls, once there is somebody to send them to. */
	#send(message: ToWorker, failed: (error: LedgerError) => void = () => undefined): Promise<void> {
		return this.#spawned.then(
			({ line }) => {
				if (this.#end) return failed(this.#end);
				try {
					line.send(message);
				} catch (error) {
					failed(new LedgerError('malformed', detailOf(error)));
				}
			},
			(error: unknown) => failed(new LedgerError('crashed', detailOf(error)))
		);
	}

	#receive(message: ToPage): void {
		if ('event' in message) this.#tell(message.event, message.value);
		else if ('progress' in message) this.#awaited.get(message.progress)?.progress(message.value as never);
		else if ('answer' in message) this.#take(message.answer)?.resolve(message.value as never);
		else if ('failed' in message)
			this.#take(message.failed)?.reject(new LedgerError(message.problem, message.detail));
		else if ('crashed' in message)
			// It may still hold locks that other tabs wait for.
			void this.end(new LedgerError('crashed', message.crashed));
	}

	#tell<E extends EventName>(event: E, value: Events[E]): void {
		const listener = (this.#listeners as Partial<Record<E, (value: Events[E]) => void>>)[event];
		if (listener) notify(listener, value);
	}

	#take(call: number): Awaited | undefined {
		const awaited = this.#awaited.get(call);
		this.#awaited.delete(call);
		return awaited;
	}
}
