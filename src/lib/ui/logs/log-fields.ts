import type { Columns, CsvField } from '$lib/exchange/csv/columns';

/** What a line of a log is made of; `date` where the day has a column of its own. */
export const logFields = ['time', 'date', 'type', 'message', 'serial'] as const;
export type LogField = (typeof logFields)[number];
/** The column of each field. */
export type LogColumns = Columns<LogField>;

/** What a log's columns are called, in our exports and in others'. */
export const fields: readonly CsvField<LogField>[] = [
	{
		key: 'time',
		names: [
			...['time', 'timestamp', 'ts', 'datetime', 'date time'],
			...['event time', 'log time', 'created at', 'created'],
			...['时间', '时间戳', '日期时间', '记录时间', '發生時間', '時間', '日時', '時刻', '시간', '일시'],
			...['zeit', 'zeitstempel', 'uhrzeit', 'heure', 'horodatage', 'hora', 'orario', 'время']
		]
	},
	{ key: 'date', names: ['date', 'day', '日期', '日付', '날짜', 'datum', 'fecha', 'data', 'дата'] },
	{
		key: 'type',
		names: [
			...['type', 'level', 'severity', 'log level', 'log type', 'priority'],
			...['类型', '级别', '等级', '日志级别', '日志类型', '類型', '等級', '種類', 'レベル', '종류', '레벨'],
			...['stufe', 'niveau', 'nivel', 'tipo', 'livello', 'уровень']
		]
	},
	{
		key: 'message',
		names: [
			...['message', 'msg', 'text', 'description', 'event', 'content', 'details', 'log'],
			...['内容', '消息', '信息', '日志内容', '描述', '訊息', '內容', 'メッセージ', '메시지'],
			...['meldung', 'nachricht', 'texte', 'mensaje', 'messaggio', 'сообщение']
		]
	},
	{
		key: 'serial',
		names: [
			...['serial', 'serial number', 'serial no', 'sn', 'device serial', 'device', 'device id', 'device sn'],
			...['序列号', '设备序列号', '设备编号', '设备', '序號', '序列號', 'シリアル番号', '일련번호'],
			...['seriennummer', 'gerät', 'numéro de série', 'appareil', 'número de serie', 'dispositivo']
		]
	}
];
