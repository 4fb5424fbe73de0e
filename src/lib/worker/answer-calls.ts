import { detailOf, LedgerError } from '../document/ledger/ledger-error';
import type { CallAnswer, CallArguments, Call, EventName, Events, CallInput, CallProgress } from './calls';
import type { ToPage, WorkerEnd } from './messages';

/** What belongs to a call that goes on, besides its arguments. */
export interface Ongoing<C extends Call> {
	progress: (value: CallProgress<C>) => void;
	onInput: (listener: (value: CallInput<C>) => void) => void;
	/** Aborted when nobody waits for it any more. */
	signal: AbortSignal;
}

export type CallHandler<C extends Call> = (
	ongoing: Ongoing<C>,
	...args: CallArguments<C>
) => CallAnswer<C> | Promise<CallAnswer<C>>;
/** Who answers each call. */
export type CallHandlers = { [C in Call]: CallHandler<C> };
/** Tells the page something that it did not ask for. */
export type Emit = <E extends EventName>(event: E, value: Events[E]) => void;

/** The Worker's side of all calls: answers each by its handler, and the errors of that by their problem. */
export function answerCalls(line: WorkerEnd, handlersOf: (emit: Emit) => CallHandlers): void {
	const handlers = handlersOf((event, value) => line.send({ event, value } as ToPage));
	const ongoing = new Map<number, { input: (value: CallInput<Call>) => void; controller: AbortController }>();

	async function answer<C extends Call>(call: number, name: C, args: CallArguments<C>): Promise<void> {
		const controller = new AbortController();
		const { signal } = controller;
		const own = { controller, input: (_: CallInput<Call>): void => undefined };
		ongoing.set(call, own);
		const handler = handlers[name] as CallHandler<C>;
		const aboutIt: Ongoing<C> = {
			signal,
			progress: (value) => (signal.aborted ? undefined : line.send({ progress: call, value })),
			onInput: (listener) => (own.input = listener as (value: CallInput<Call>) => void)
		};
		try {
			const value = await handler(aboutIt, ...args);
			if (!signal.aborted) line.send({ answer: call, value });
		} catch (error) {
			const { problem, detail } =
				error instanceof LedgerError ? error : { problem: 'crashed' as const, detail: detailOf(error) };
			if (!signal.aborted) line.send({ failed: call, problem, detail });
		}
		ongoing.delete(call);
	}

	line.receive((message) => {
		if ('call' in message) void answer(message.call, message.name, message.args);
		else if ('input' in message) ongoing.get(message.input)?.input(message.value);
		else {
			ongoing.get(message.cancel)?.controller.abort();
			ongoing.delete(message.cancel);
		}
	});
	line.send({ ready: true });
}
