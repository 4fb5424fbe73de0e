import { type LogType, logTypes } from '$lib/domain/facts';
import { folded } from '$lib/domain/text/text';

/** What others call the levels of a log, as the types that are kept. */
const alike: Partial<Record<string, LogType>> = {
	...of('error', 'err', 'e', 'fatal', 'f', 'critical', 'crit'),
	...of('error', 'alert', 'emergency', 'emerg', 'panic', 'severe'),
	...of('error', '错误', '严重', '致命', '錯誤', '嚴重', 'エラー', '오류', 'fehler', 'erreur', 'ошибка'),
	...of('warning', 'warn', 'w', '警告', '告警', '경고', 'warnung', 'avertissement', 'advertencia'),
	...of('info', 'i', 'information', 'informational', 'notice', 'debug', 'd', 'trace', 'verbose', 'v', 'fine'),
	...of('info', '信息', '提示', '调试', '資訊', '情報', '정보'),
	...of('report', '报告', '上报', '報告'),
	...of('command', 'cmd', '命令', '指令')
};

function of(type: LogType, ...words: string[]): Record<string, LogType> {
	return Object.fromEntries(words.map((word) => [word, type]));
}

/** A level as it is compared and remembered: "[WARN]" and "warn" are one. */
export const levelKey = (text: string): string =>
	folded(text)
		.replace(/^[[(<]+|(?<![\])>:])[\])>:]+$/g, '')
		.trim();

/** Whether a level is one of ours, by our own word for it. */
export const isOwnLevel = (key: string): boolean => logTypes.some((type) => type === key);

/** The type that a level stands for: as a person chose, else as it is commonly understood. */
export function typeOfLevel(key: string, chosen: ReadonlyMap<string, LogType>): LogType | undefined {
	return (
		chosen.get(key) ??
		logTypes.find((type) => type === key) ??
		(Object.hasOwn(alike, key) ? alike[key] : undefined)
	);
}

/** The levels with what one of them is taken for. */
export const withLevel = (levels: ReadonlyMap<string, LogType>, level: string, type: LogType) =>
	new Map([...levels, [level, type]]);
