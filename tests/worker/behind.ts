import { type Entry, withFacts } from '../../src/lib/domain/entry';
import { CallClient } from '../../src/lib/worker/call-client';
import { gateClient } from '../../src/lib/worker/gate-client';
import { ledgerClient } from '../../src/lib/worker/ledger-client';
import { linePair, type ToPage, type ToWorker } from '../../src/lib/worker/messages';
import { serveWorkspace } from '../../src/lib/worker/serve-workspace';
import { memoryLedger } from '../document/helpers';

/** A page's side of a ledger and a gate that work at the other end of a line, as they do in a Worker: what crosses is cloned. */
export function behindLine(parts: Parameters<typeof memoryLedger>[0] = {}) {
	const { ledger: there, doc } = memoryLedger(parts);
	const { page, worker } = linePair(structuredClone);
	const toPage: ToPage[] = [];
	const send = (message: ToPage) => worker.send(message);
	serveWorkspace({ ...worker, send: (message) => (toPage.push(message), send(message)) }, () => there);
	let isEnded = false;
	const toWorker: ToWorker[] = [];
	const line = { ...page, send: (message: ToWorker) => (toWorker.push(message), page.send(message)) };
	const calls = new CallClient(() => Promise.resolve({ line, end: () => (isEnded = true) }));
	const gate = gateClient(calls);
	const ledger = ledgerClient(calls, there.workspace, there.workspace);
	return {
		...{ there, doc, calls, gate, ledger },
		/** Everything that was sent to the page. */
		toPage,
		/** Everything that was sent to the Worker. */
		toWorker,
		/** The Worker stops working. */
		crash: (detail: string) => send({ crashed: detail }),
		isEnded: () => isEnded
	};
}

/** What an entry says, wherever it keeps that. */
export const plain = (entry: Entry): Entry => withFacts(entry, entry.facts);
