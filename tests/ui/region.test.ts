import { numberText } from '$lib/ui/kit/text/number-text';
import { regionalTag } from '$lib/ui/kit/text/region';
import { whenAbsolute } from '$lib/ui/kit/text/when';
import { expect, test } from 'vitest';

test.each([
	['en', ['en-GB', 'en'], 'en-GB'],
	['en', ['de-DE', 'en-AU', 'en-US'], 'en-AU'],
	['en', ['zh-CN'], 'en'],
	['en', ['en'], 'en'],
	['en', [], 'en'],
	['en', ['not a tag', 'en-IN'], 'en-IN'],
	['zh', ['en-GB', 'zh-CN'], 'zh-Hans-CN'],
	// Our Chinese is in simplified characters in every region.
	['zh', ['zh-Hant-TW'], 'zh-Hans-TW'],
	['zh', ['zh-Hans'], 'zh-Hans']
] as const)('%s, where the browser prefers %j, is written as in %s', (locale, preferred, tag) =>
	expect(regionalTag(locale, preferred)).toBe(tag)
);

test('a date and a number follow the region', () => {
	const time = new Date(2026, 10, 28, 18, 5).getTime();
	expect(whenAbsolute(time, 'en-GB')).toContain('28 Nov 2026');
	expect(whenAbsolute(time, 'en')).toContain('Nov 28, 2026');
	expect(numberText(1_234_567, 'en-GB')).toBe('1,234,567');
	expect(numberText(1_234_567, 'en-IN')).toBe('12,34,567');
});
