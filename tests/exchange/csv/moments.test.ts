import { expect, test } from 'vitest';
import { momentReader, csvMoment, needsZone, detectDateOrder } from '$lib/exchange/csv/moments';
import { isZone } from '$lib/exchange/csv/wall-clock';

const utc = momentReader({ zone: 'UTC' });
const morning = Date.UTC(2026, 2, 1, 9, 30);

test.each([
	...[
		'2026-03-01T09:30:00Z',
		'2026-03-01 09:30',
		'2026/3/1 9:30:00',
		'2026年3月1日 9时30分',
		'2026.03.01 09:30'
	],
	...['2026-03-01 09:30:00 AM', '2026/3/1 上午9:30:00', '2026-03-01 9:30 a.m.', '2026-03-01T17:30:00+08:00'],
	...[
		'1 Mar 2026 09:30',
		'Sun, 01 Mar 2026 09:30:00 GMT',
		'March 1, 2026 9:30 AM',
		'01/Mar/2026:09:30:00 +0000',
		'01-Mar-26 09:30'
	],
	...['Sun Mar 01 2026 17:30:00 GMT+0800 (China Standard Time)', '2026-03-01 04:30-0500', '1772357400 s'],
	...[
		'1772357400',
		'1772357400000',
		'1772357400000000',
		'1772357400000000000',
		'1772357400.0',
		'1772357400000 ms'
	]
])('%s is read', (text) => {
	expect(utc(text)).toEqual({ at: morning });
});

test('invalid times are rejected: days and hours that do not exist, incomplete texts', () => {
	for (const text of [
		'',
		'now',
		'2026-13-01',
		'2026-02-29',
		'2026-01-01 24:00',
		'12',
		'2026-01-01 13:00 PM',
		'1 Mar 09:30',
		'1-Mar-09:30',
		'Total'
	])
		expect(utc(text)).toEqual({ trouble: 'time' });
	expect(utc('2026-03-01 12:00 AM')).toEqual({ at: Date.UTC(2026, 2, 1) });
	expect(utc('2026-03-01 12:05 pm')).toEqual({ at: Date.UTC(2026, 2, 1, 12, 5) });
	expect(utc('2026-03-01 10:00:00,25')).toEqual({ at: Date.UTC(2026, 2, 1, 10, 0, 0, 250) });
});

test('however many spaces are between its parts, a time is read, and of a hundred characters at the most', () => {
	const named = (length: number) => `2026-03-01 09:30 UTC (${'x'.repeat(length - 23)})`;
	expect(utc(named(100))).toEqual({ at: morning });
	expect(utc(named(101))).toEqual({ trouble: 'time' });
	const spaces = ' \t'.repeat(100_000);
	expect(utc(`${spaces}2026-03-01${spaces}9:30${spaces}AM${spaces}UTC${spaces}(UTC)${spaces}`)).toEqual({
		at: morning
	});
	expect(utc(`2026-03-01 1${spaces}x`)).toEqual({ trouble: 'time' });
	expect(detectDateOrder([`13/ ${spaces} 2/2026`])).toEqual({ needed: true, order: 'dmy' });
	expect(needsZone(`2026-03-01 1${spaces}x`)).toBe(true);
	expect(needsZone(`2026-03-01 09:30${spaces}`)).toBe(true);
	expect(needsZone(named(101))).toBe(false);
});

test('a numeric date is read only in the given order', () => {
	expect(utc('01/03/2026')).toEqual({ trouble: 'order' });
	const read = (order: 'ymd' | 'dmy' | 'mdy', text: string) => momentReader({ order, zone: 'UTC' })(text);
	expect(read('dmy', '01/03/2026 9:30')).toEqual({ at: morning });
	expect(read('mdy', '3/1/26 9:30 AM')).toEqual({ at: morning });
	expect(read('ymd', '26-03-01 09:30')).toEqual({ at: morning });
	expect(read('mdy', '13/01/2026')).toEqual({ trouble: 'time' });
});

test('the order is detected only by numbers that cannot be a month', () => {
	expect(detectDateOrder(['01.02.2026', '13.02.2026'])).toEqual({ needed: true, order: 'dmy' });
	expect(detectDateOrder(['01/02/2026', '2/13/2026'])).toEqual({ needed: true, order: 'mdy' });
	expect(detectDateOrder(['01/02/2026', '03/04/2026'])).toEqual({ needed: true });
	expect(detectDateOrder(['13/02/2026', '02/13/2026'])).toEqual({ needed: true });
	expect(detectDateOrder(['2026-01-02', 'x'])).toEqual({ needed: false });
});

test('summer time: a skipped hour is rejected, a repeated one is the first and is marked', () => {
	const berlin = momentReader({ zone: 'Europe/Berlin' });
	expect(berlin('2026-03-29 02:30')).toEqual({ trouble: 'gap' });
	expect(berlin('2026-03-29 03:30')).toEqual({ at: Date.UTC(2026, 2, 29, 1, 30) });
	expect(berlin('2026-10-25 02:30')).toEqual({ at: Date.UTC(2026, 9, 25, 0, 30), isDoubled: true });
	expect(berlin('2026-10-25 03:30')).toEqual({ at: Date.UTC(2026, 9, 25, 2, 30) });
	expect(berlin('2026-07-01 12:00')).toEqual({ at: Date.UTC(2026, 6, 1, 10) });
	expect(momentReader({ zone: 'Asia/Shanghai' })('2026-03-01 17:30')).toEqual({ at: morning });
	expect(momentReader({ zone: 'local' })('2026-03-01 10:00')).toEqual({
		at: new Date(2026, 2, 1, 10).getTime()
	});
	expect([isZone('local'), isZone('Europe/Berlin'), isZone('Nowhere/X')]).toEqual([true, true, false]);
});

test('only times without a zone need one', () => {
	expect(['2026-03-01 09:30', '2026-03-01', '01/03/2026 9:30 PM'].every(needsZone)).toBe(true);
	expect(
		['1772357400', '2026-03-01T09:30:00Z', '2026-03-01 09:30+08:00', '9:30:00 GMT'].some(needsZone)
	).toBe(false);
});

test('a formatted moment reads back in every format', () => {
	for (const at of [0, 1, morning, -5, Date.UTC(9999, 0), Date.UTC(12_000, 0), 8.64e15])
		expect(momentReader({ zone: 'Asia/Tokyo', order: 'mdy' })(csvMoment(at))).toEqual({ at });
});

test('moments beyond the calendar are written as they are, and rejected when read', () => {
	for (const at of [8.64e15 + 1, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER]) {
		expect(csvMoment(at)).toBe(`${at} ms`);
		expect(momentReader({ zone: 'Asia/Tokyo', order: 'mdy' })(csvMoment(at))).toEqual({ trouble: 'time' });
	}
});
