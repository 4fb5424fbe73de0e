import type { Ledger } from '../document/ledger/api';
import type { DocumentLedger } from '../document/ledger/ledger';
import { LedgerError } from '../document/ledger/ledger-error';
import { openLedger } from '../document/ledger/open-ledger';
import { authorOf, type Entry } from '../domain/entry';
import type { Gate } from '../gate/api';
import { LedgerGate } from '../gate/gate';
import { answerCalls, type Emit, type CallHandler, type CallHandlers } from './answer-calls';
import { gateCalls, ledgerCalls, type Added, type Call, type Calls } from './calls';
import { addedParts, received, textParts } from './list-parts';
import type { WorkerEnd } from './messages';
import { EntryPacker } from './packed-entries';

/** How often the page hears how far signing is, in milliseconds. */
const signedEvery = 50;

/** What is open: a ledger, and the gate of it. */
interface Open {
	ledger: DocumentLedger;
	gate: LedgerGate;
}

/**
 * Answers a page's calls about one workspace: in its Worker, or in the page where there can be none.
 * @param open opens a ledger in this thread
 */
export function serveWorkspace(
	line: WorkerEnd,
	open: (workspace: string, storedAs: string) => DocumentLedger = openLedger
): void {
	answerCalls(line, (emit) => handlersOf(emit, open));
}

function handlersOf(emit: Emit, open: (workspace: string, storedAs: string) => DocumentLedger): CallHandlers {
	let opened: Open | null = null;
	/** Entries that the page learns of as what its call has added, rather than as texts. */
	const ownEntries = new WeakSet<Entry>();
	const packer = new EntryPacker();

	const theOpen = (): Open => {
		if (opened) return opened;
		throw new LedgerError('closed', 'not open');
	};

	return {
		...passOn<Ledger, (typeof ledgerCalls)[number]>(ledgerCalls, () => theOpen().ledger),
		...passOn<Gate, (typeof gateCalls)[number]>(gateCalls, () => theOpen().gate),

		open({ progress }, workspace, storedAs) {
			const ledger = open(workspace, storedAs);
			const gate = new LedgerGate(ledger);
			opened = { ledger, gate };
			gate.onReport((report) => emit('report', report));
			ledger.onStorage((state) => emit('storage', state));
			ledger.onChecks((checks) => emit('checks', checks));
			ledger.onWithdrawn((organizations) => emit('withdrawn', organizations));
			ledger.onEntries((entries) => {
				const others = entries.filter((entry) => !ownEntries.has(entry));
				if (others.length > 0) emit('entries', packer.pack(others));
			});
			void ledger.allDelivered.then(() => progress('delivered'));
			return ledger.opened;
		},

		async append({ progress, onInput }) {
			const { ledger } = theOpen();
			await ledger.append(await received(onInput), sparingly(progress), (entries) => {
				for (const entry of entries) ownEntries.add(entry);
				const { isWithheld } = ledger.approvals;
				const added = entries.map((entry) => addedAs(entry, isWithheld(authorOf(entry))));
				for (const { items } of addedParts(added)) progress({ added: items });
			});
		},

		async admit({ onInput }, from) {
			const { gate } = theOpen();
			return gate.admit(await received(onInput), from);
		},

		async missing({ progress }, heads) {
			for (const part of textParts(await theOpen().gate.missing(heads))) progress(part);
		},

		connect: ({ progress, onInput, signal }, from) =>
			new Promise((ended) => {
				const connection = theOpen().gate.connect(from, {
					send: (message) => progress({ send: message }),
					synced: () => progress('synced'),
					progress: (received, expected) => progress({ received, expected }),
					ended
				});
				onInput((message) => connection.receive(message));
				signal.addEventListener('abort', () => connection.close());
			}),

		async copy(_, copying) {
			const { copyWorkspace } = await import('../document/workspaces/copy-workspace');
			return copyWorkspace(copying);
		}
	};
}

/** Handlers that pass calls on to the functions of those names. */
function passOn<Target extends Pick<Calls, Name>, Name extends Call & keyof Target>(
	names: readonly Name[],
	target: () => Target
): { [N in Name]: CallHandler<N> } {
	const handlers = names.map((name) => [
		name,
		(_: unknown, ...args: never[]) => (target() as Record<Name, (...args: never[]) => unknown>)[name](...args)
	]);
	return Object.fromEntries(handlers) as { [N in Name]: CallHandler<N> };
}

const addedAs = ({ id, v, key, seq, previous, signature }: Entry, isWithheld: boolean): Added => ({
	...{ id, v, key, seq, previous, signature },
	isWithheld
});

/** Tells how far signing is, and not of every draft, of which there may be thousands. */
function sparingly(progress: (value: { signed: number }) => void): (signed: number) => void {
	let last = performance.now();
	return (signed) => {
		if (performance.now() - last < signedEvery) return;
		last = performance.now();
		progress({ signed });
	};
}
