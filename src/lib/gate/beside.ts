import type { Beside } from '$lib/document/ledger/internal-api';
import { detailOf } from '$lib/document/ledger/ledger-error';
import { LedgerGate } from './gate';
import type { PeerLine } from './api';
import type { GateAsk, GateCall, GateCalls, GateTold } from './protocol';

/** The gate beside a ledger, answering the page's side of it. */
export const gateBeside: Beside = (inside, say) => {
	const gate = new LedgerGate(inside);
	const peers = new Map<number, PeerLine>();
	const send = (message: GateTold) => say(message);
	gate.onReport((report) => send({ report }));

	function connect(number: number, from: string): void {
		const line = gate.connect(from, {
			say: (message) => send({ say: number, message }),
			ended: (why) => {
				peers.delete(number);
				send({ ended: number, why });
			},
			synced: () => send({ synced: number }),
			progress: (received, expected) => send({ progress: number, received, expected })
		});
		peers.set(number, line);
	}

	function answer(message: Extract<GateAsk, { call: GateCall }>): Promise<GateCalls[GateCall]['answer']> {
		switch (message.call) {
			case 'admit':
				return gate.admit(message.ask.texts, message.ask.from);
			case 'heads':
				return gate.heads();
			case 'missing':
				return gate.missing(message.ask.heads);
			case 'report':
				return gate.report();
			case 'decide':
				return gate.decide(message.ask.organizations, message.ask.approval);
			case 'allWaiting':
				return gate.allWaiting();
			case 'waitingWithout':
				return gate.waitingWithout(message.ask.organizations);
		}
	}

	return (asked) => {
		// Only the page's side speaks here, the same app's.
		const message = asked as GateAsk;
		if ('connect' in message) connect(message.connect, message.from);
		else if ('hear' in message) peers.get(message.hear)?.hear(message.message);
		else if ('close' in message) {
			peers.get(message.close)?.close();
			peers.delete(message.close);
		} else {
			const { number } = message;
			answer(message).then(
				(value) => send({ number, answer: value }),
				(error: unknown) => send({ number, problem: detailOf(error) })
			);
		}
	};
};
