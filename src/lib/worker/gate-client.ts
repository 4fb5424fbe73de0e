import { Listeners } from '../document/ledger/deliveries';
import { pushAll } from '../domain/algorithms/push-all';
import type { Gate, GateReport } from '../gate/api';
import { gateCalls } from './calls';
import type { CallClient } from './call-client';
import { sendParts, textParts } from './list-parts';

/** The gate of a ledger in a Worker. When that has ended, calls reject and connections say nothing more. */
export function gateClient(calls: CallClient): Gate {
	const reports = new Listeners<GateReport>();
	calls.on('report', (report) => reports.notify(report));

	return {
		...calls.forward(gateCalls),
		onReport: (listener) => reports.listen(listener),

		admit(texts, from) {
			const { answer, input } = calls.start('admit', [from]);
			void sendParts(textParts(texts), input);
			return answer;
		},

		async missing(heads) {
			const texts: string[] = [];
			await calls.call('missing', [heads], ({ items }) => pushAll(texts, items));
			return texts;
		},

		connect(from, on) {
			const connection = calls.start('connect', [from], (event) => {
				if (event === 'synced') on.synced();
				else if ('send' in event) on.send(event.send);
				else on.progress?.(event.received, event.expected);
			});
			connection.answer.then(
				(why) => on.ended(why),
				() => undefined
			);
			return { receive: (message) => void connection.input(message), close: () => void connection.cancel() };
		}
	};
}
