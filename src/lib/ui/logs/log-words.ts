import type { LogType } from '$lib/domain/facts';
import { m } from '$lib/paraglide/messages';
import type { LogField } from './log-fields';

const fieldNames: Record<LogField, () => string> = {
	time: m.operations_csv_time,
	date: m.operations_csv_date,
	type: m.operations_csv_type,
	message: m.operations_csv_message,
	serial: m.operations_csv_serial
};

/** What a field of a log's line is called. */
export const logFieldName = (field: LogField): string => fieldNames[field]();

const typeNames: Record<LogType, () => string> = {
	info: m.operations_log_info,
	warning: m.operations_log_warning,
	error: m.operations_log_error,
	report: m.operations_log_report,
	command: m.operations_log_command
};

/** What a type of a log's line is called. */
export const logTypeName = (type: LogType): string => typeNames[type]();
