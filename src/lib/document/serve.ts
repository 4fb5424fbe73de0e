import { entryToText } from './entries/codec';
import { copyWorkspace } from './workspaces/copy-workspace';
import type { Beside } from './ledger/internal-api';
import { detailOf, LedgerError } from './ledger/ledger-error';
import { openLedgerHere } from './ledger/open-ledger';
import type { Ledger } from './ledger/api';
import type { Ask, Calls, Call, Line, Told } from './protocol';

/** How often it is told how far signing is, in milliseconds. */
const TOLD_EVERY = 50;

/**
 * Answers a page's calls about one workspace: in the Worker, or in the page where there can be none.
 * @param beside what works beside the ledger once it is open; the page talks to it over the same line
 */
export function serve(line: Line<Told, Ask>, beside?: Beside): void {
	let ledger: Ledger | null = null;
	let toBeside: (message: unknown) => void = () => undefined;

	const opened = (): Ledger => {
		if (ledger) return ledger;
		throw new LedgerError('closed', 'not open');
	};

	function open(workspace: string, storedAs: string) {
		const here = openLedgerHere(workspace, storedAs);
		ledger = here;
		if (beside) toBeside = beside(here, (message) => line.send({ beside: message }));
		ledger.onStorage((storage) => line.send({ storage }));
		ledger.onChecks((checks) => line.send({ checks }));
		ledger.onWithdrawn((withdrawn) => line.send({ withdrawn }));
		ledger.onEntries((entries) =>
			line.send({ entries: entries.map((entry) => [entry.id, entryToText(entry)]) })
		);
		return ledger.opened;
	}

	/** Tells the page how far signing is: not of every draft, of which there may be thousands. */
	function told(number: number): (signed: number) => void {
		let last = performance.now();
		return (signed) => {
			if (performance.now() - last < TOLD_EVERY) return;
			last = performance.now();
			line.send({ number, signed });
		};
	}

	async function answer(message: Extract<Ask, { call: Call }>): Promise<Calls[Call]['answer']> {
		switch (message.call) {
			case 'open':
				return open(message.ask.workspace, message.ask.storedAs);
			case 'append':
				return (await opened().append(message.ask.drafts, told(message.number))).map(({ id }) => id);
			case 'held':
				return opened().held();
			case 'seatKey':
				return opened().seatKey(message.ask.organization);
			case 'prove':
				return opened().prove(message.ask.organization, message.ask.challenge);
			case 'lockState':
				return opened().lockState();
			case 'lock':
				return opened().lock(message.ask.passphrase);
			case 'unlock':
				return opened().unlock(message.ask.passphrase);
			case 'renewKey':
				return opened().renewKey(message.ask.organization);
			case 'stored':
				return opened().stored();
			case 'exportQuarantine':
				return opened().exportQuarantine();
			case 'exportEntries':
				return opened().exportEntries();
			case 'close':
				return opened().close();
			case 'copy':
				return copyWorkspace(message.ask);
		}
	}

	line.receive((message) => {
		if ('beside' in message) {
			toBeside(message.beside);
			return;
		}
		const { number } = message;
		answer(message).then(
			(value) => line.send({ number, answer: value }),
			(error: unknown) =>
				line.send(
					error instanceof LedgerError
						? { number, problem: error.problem, detail: error.detail }
						: { number, problem: 'crashed', detail: detailOf(error) }
				)
		);
	});
	line.send({ ready: true });
}
