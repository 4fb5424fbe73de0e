/** Supported encodings by their `TextDecoder` names, the most likely first. */
export const encodings = [
	'utf-8',
	'utf-16le',
	'utf-16be',
	'gb18030',
	'big5',
	'shift_jis',
	'euc-jp',
	'euc-kr',
	'windows-1252',
	'windows-1250',
	'windows-1251',
	'windows-1253',
	'windows-1254',
	'windows-874'
] as const;
export type Encoding = (typeof encodings)[number];
