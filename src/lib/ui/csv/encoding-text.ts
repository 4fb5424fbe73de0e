import type { Encoding } from '$lib/exchange/csv/encoding-names';
import type { FoundEncoding } from '$lib/exchange/csv/encodings';
import { m } from '$lib/paraglide/messages';

const names: Record<Encoding, () => string> = {
	'utf-8': () => 'Unicode (UTF-8)',
	'utf-16le': () => 'Unicode (UTF-16 LE)',
	'utf-16be': () => 'Unicode (UTF-16 BE)',
	gb18030: m.csv_encoding_gb18030,
	big5: m.csv_encoding_big5,
	shift_jis: m.csv_encoding_shift_jis,
	'euc-jp': m.csv_encoding_euc_jp,
	'euc-kr': m.csv_encoding_euc_kr,
	'windows-1250': m.csv_encoding_windows_1250,
	'windows-1251': m.csv_encoding_windows_1251,
	'windows-1252': m.csv_encoding_windows_1252,
	'windows-1253': m.csv_encoding_windows_1253,
	'windows-1254': m.csv_encoding_windows_1254,
	'windows-874': m.csv_encoding_windows_874
};

export const encodingName = (encoding: Encoding): string => names[encoding]();

const reasons: Record<FoundEncoding['by'], () => string> = {
	mark: m.csv_encoding_by_mark,
	proof: m.csv_encoding_by_proof,
	guess: m.csv_encoding_by_guess
};

/** How sure it is that a file has an encoding. */
export const encodingReason = (encoding: Encoding, found: FoundEncoding): string =>
	encoding === found.encoding ? reasons[found.by]() : m.csv_encoding_by_person();
