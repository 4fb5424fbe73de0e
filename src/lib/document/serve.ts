import { entryToText } from './codec';
import { copyWorkspace } from './copy-workspace';
import { openLedgerHere } from './open-here';
import { detailOf, LedgerError } from './ledger-error';
import type { Ledger } from './port';
import type { Ask, Calls, Call, Line, Told } from './protocol';

/** Answers a page's calls about one workspace: in the Worker, or in the page where there can be none. */
export function serve(line: Line<Told, Ask>): void {
	let ledger: Ledger | null = null;

	const opened = (): Ledger => {
		if (ledger) return ledger;
		throw new LedgerError('closed', 'not open');
	};

	function open(workspace: string) {
		ledger = openLedgerHere(workspace);
		ledger.onStorage((storage) => line.send({ storage }));
		ledger.onEntries((entries) =>
			line.send({ entries: entries.map((entry) => [entry.id, entryToText(entry)]) })
		);
		return ledger.opened;
	}

	async function answer(message: Ask): Promise<Calls[Call]['answer']> {
		switch (message.call) {
			case 'open':
				return open(message.ask.workspace);
			case 'append':
				return (await opened().append(message.ask.drafts)).map(({ id }) => id);
			case 'held':
				return opened().held();
			case 'seatKey':
				return opened().seatKey(message.ask.organization);
			case 'prove':
				return opened().prove(message.ask.organization, message.ask.challenge);
			case 'stored':
				return opened().stored();
			case 'exportQuarantine':
				return opened().exportQuarantine();
			case 'exportEntries':
				return opened().exportEntries();
			case 'close':
				return opened().close();
			case 'copy':
				return copyWorkspace(message.ask.from, message.ask.to);
		}
	}

	line.receive((message) => {
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
