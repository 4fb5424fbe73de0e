import { m } from '$lib/paraglide/messages';
import { cut, plainText } from '../kit/plain-text';
import type { LogCsvProblem, LogCsvReason } from './log-csv';

const said: Record<LogCsvReason, (inputs: { text: string }) => string> = {
	'no-header': m.operations_csv_no_header,
	quote: m.operations_csv_quote,
	columns: m.operations_csv_columns,
	time: m.operations_csv_time,
	type: m.operations_csv_type,
	message: m.operations_csv_message,
	'message-long': m.operations_csv_message_long,
	'serial-missing': m.operations_csv_serial_missing,
	'serial-unknown': m.operations_csv_serial_unknown
};

/** Why a line of a CSV was not taken, and what would mend it. */
export const problemText = ({ reason, text }: LogCsvProblem): string =>
	said[reason]({ text: cut(plainText(text), 80) });
