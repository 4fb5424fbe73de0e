import { expect, test } from 'vitest';
import { encodings } from '$lib/exchange/csv/encoding-names';
import { bodyOf, encoded, foundIn } from './helpers';

/** The bytes of UTF-16, the low one first or last. */
function wide(text: string, isLow: boolean): Uint8Array<ArrayBuffer> {
	const bytes = new Uint8Array(text.length * 2);
	for (let at = 0; at < text.length; at++)
		new DataView(bytes.buffer).setUint16(at * 2, text.charCodeAt(at), isLow);
	return bytes;
}

test('a byte order mark declares the encoding; without one, valid UTF-8 is proof', async () => {
	expect(await foundIn(new TextEncoder().encode('\ufefftime'))).toEqual({ encoding: 'utf-8', by: 'mark' });
	expect(await foundIn(wide('\ufeff时间,灯', true))).toEqual({ encoding: 'utf-16le', by: 'mark' });
	expect(await foundIn(wide('\ufeff时间,灯', false))).toEqual({ encoding: 'utf-16be', by: 'mark' });
	expect(await foundIn(wide('time,type\n', true))).toEqual({ encoding: 'utf-16le', by: 'guess' });
	expect(await foundIn(wide('time,type\n', false))).toEqual({ encoding: 'utf-16be', by: 'guess' });
	expect(await foundIn(new TextEncoder().encode('time,灯'))).toEqual({ encoding: 'utf-8', by: 'proof' });
	expect(await foundIn(new Uint8Array())).toEqual({ encoding: 'utf-8', by: 'proof' });
});

test.each([
	['windows-1252', 'Zeit;Stufe;Meldung\n01.03.2026;Fehler;Gerät über 40 °C, Lüfter läuft\n'],
	['windows-1252', 'heure;niveau;détail\n9 h;info;appareil démarré\n'],
	['windows-1251', 'время,уровень,сообщение\n1,ошибка,Ошибка датчика\n'],
	['gb18030', '时间,类型,内容\n2026-03-01,警告,温度过高\n'],
	['big5', '時間,類型,內容\n2026-03-01,警告,溫度過高\n'],
	['shift_jis', '日時,種類,メッセージ\n2026-03-01,情報,装置が起動しました\n'],
	['euc-jp', '日時,種類,メッセージ\n2026-03-01,情報,装置が起動しました\n'],
	['euc-kr', '시간,종류,메시지\n2026-03-01,정보,장치가 시작되었습니다\n']
] as const)('%s is guessed from what its bytes would say: %s', async (encoding, text) => {
	const bytes = encoded(`${'1,2,3\n'.repeat(2_000)}${text}`, encoding);
	expect(await foundIn(bytes)).toEqual({ encoding, by: 'guess' });
	const { cells, separator } = await bodyOf(encoded(text, encoding), { encoding, header: 0 });
	expect(cells.map((each) => each.join(separator)).join('\n')).toBe(text.trim());
});

test('a text with one invalid byte is still UTF-8, and the byte is reported', async () => {
	const bytes = new TextEncoder().encode(`a\n${'温度过高\n'.repeat(100)}`);
	bytes[500] = 0xff;
	expect(await foundIn(bytes)).toEqual({ encoding: 'utf-8', by: 'guess' });
	expect((await bodyOf(bytes, { header: 0 })).around.unreadable).toBeGreaterThan(0);
});

test('every encoding that can be chosen is supported', () => {
	for (const encoding of encodings) expect(new TextDecoder(encoding).encoding).toBe(encoding);
});
