import type { LogType } from '$lib/domain/facts';
import { m } from '$lib/paraglide/messages';

const names: Record<LogType, () => string> = {
	info: m.operations_log_info,
	warning: m.operations_log_warning,
	error: m.operations_log_error,
	report: m.operations_log_report,
	command: m.operations_log_command
};

export const logTypeName = (type: LogType): string => names[type]();
