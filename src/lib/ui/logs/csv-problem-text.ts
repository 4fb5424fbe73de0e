import { m } from '$lib/paraglide/messages';
import { cut, plainText } from '../kit/text/plain-text';
import type { LogCsvProblem, LogCsvReason } from './log-csv';

const said: Record<LogCsvReason, (inputs: { text: string }) => string> = {
	quote: m.csv_quote,
	columns: m.csv_cells_missing,
	extra: m.csv_cells_extra,
	time: m.csv_time,
	order: m.csv_time_order,
	gap: m.csv_time_gap,
	type: m.operations_csv_type_unknown,
	message: m.operations_csv_message_empty,
	'message-long': m.operations_csv_message_long,
	'serial-missing': m.operations_csv_serial_missing,
	'serial-unknown': m.operations_csv_serial_unknown
};

/** Why a line of a CSV was not taken, and what would mend it. */
export const csvProblemText = ({ reason, text }: LogCsvProblem): string =>
	said[reason]({ text: cut(plainText(text), 80) });
