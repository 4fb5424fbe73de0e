import { m } from '$lib/paraglide/messages';
import type { LogField } from './log-fields';

const names: Record<LogField, () => string> = {
	time: m.operations_csv_time,
	date: m.operations_csv_date,
	type: m.operations_csv_type,
	message: m.operations_csv_message,
	serial: m.operations_csv_serial
};

export const logFieldName = (field: LogField): string => names[field]();
