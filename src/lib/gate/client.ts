import type { LedgerClient } from '../document/client';
import { tell } from '$lib/document/ledger/deliveries';
import { LedgerError } from '$lib/document/ledger/ledger-error';
import type { OrganizationId } from '../domain/facts';
import type { Admitted, Gate, GateReport, Heads, PeerEvents, PeerLine, Waiting } from './api';
import type { GateAsk, GateCall, GateCalls, GateTold } from './protocol';

interface Awaited {
	resolve: (answer: unknown) => void;
	reject: (error: Error) => void;
}

/** The gate at the other end of a ledger's line. When that has ended, calls reject and connections say nothing more. */
export class GateClient implements Gate {
	readonly #beside: LedgerClient['beside'];
	readonly #awaited = new Map<number, Awaited>();
	readonly #peers = new Map<number, PeerEvents>();
	readonly #listeners = new Set<(report: GateReport) => void>();
	#ended: LedgerError | null = null;
	#number = 0;

	constructor({ beside, ended }: Pick<LedgerClient, 'beside' | 'ended'>) {
		this.#beside = beside;
		// Only the gate speaks here, the same app's.
		beside.receive((message) => this.#receive(message as GateTold));
		void ended.then((reason) => {
			this.#ended = reason;
			for (const { reject } of this.#awaited.values()) reject(reason);
			this.#awaited.clear();
			this.#peers.clear();
		});
	}

	connect(from: string, on: PeerEvents): PeerLine {
		const number = ++this.#number;
		this.#peers.set(number, on);
		this.#send({ connect: number, from });
		return {
			hear: (message) => this.#send({ hear: number, message }),
			close: () => {
				if (this.#peers.delete(number)) this.#send({ close: number });
			}
		};
	}

	admit(texts: string[], from: string): Promise<Admitted> {
		return this.#call('admit', { texts, from });
	}

	heads(): Promise<Heads> {
		return this.#call('heads', {});
	}

	missing(heads: Heads | null): Promise<string[]> {
		return this.#call('missing', { heads });
	}

	report(): Promise<GateReport> {
		return this.#call('report', {});
	}

	decide(organizations: OrganizationId[], approval: 'let-in' | 'left-out'): Promise<void> {
		return this.#call('decide', { organizations, approval });
	}

	allWaiting(): Promise<Waiting> {
		return this.#call('allWaiting', {});
	}

	waitingWithout(organizations: OrganizationId[]): Promise<OrganizationId[]> {
		return this.#call('waitingWithout', { organizations });
	}

	onReport(listener: (report: GateReport) => void): () => void {
		const own = (report: GateReport) => listener(report);
		this.#listeners.add(own);
		return () => this.#listeners.delete(own);
	}

	#send(message: GateAsk): void {
		this.#beside.send(message);
	}

	#call<C extends GateCall>(call: C, ask: GateCalls[C]['ask']): Promise<GateCalls[C]['answer']> {
		if (this.#ended) return Promise.reject(this.#ended);
		return new Promise((resolve, reject) => {
			const number = ++this.#number;
			this.#awaited.set(number, { resolve: resolve as Awaited['resolve'], reject });
			// The call and what it asks belong together by this function's own type.
			this.#send({ number, call, ask } as GateAsk);
		});
	}

	#receive(message: GateTold): void {
		if ('say' in message) this.#peers.get(message.say)?.say(message.message);
		else if ('synced' in message) this.#peers.get(message.synced)?.synced();
		else if ('progress' in message)
			this.#peers.get(message.progress)?.progress?.(message.received, message.expected);
		else if ('ended' in message) {
			const peer = this.#peers.get(message.ended);
			this.#peers.delete(message.ended);
			peer?.ended(message.why);
		} else if ('report' in message) {
			for (const listener of this.#listeners) tell(listener, message.report);
		} else {
			const awaited = this.#awaited.get(message.number);
			this.#awaited.delete(message.number);
			if ('answer' in message) awaited?.resolve(message.answer);
			else awaited?.reject(new LedgerError('crashed', message.problem));
		}
	}
}
