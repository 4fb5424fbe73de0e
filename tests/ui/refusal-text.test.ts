import { emptySnapshot } from '$lib/domain/snapshot';
import { refusalText } from '$lib/ui/words/refusal-text';
import { describe, expect, test } from 'vitest';

describe('the text of a refusal', () => {
	test('shows what would turn its reading direction as a mark, and cuts what is far too long', () => {
		const account = `\u202Emoc.elpmaxe@${'x'.repeat(10_000)}`;
		const text = refusalText(emptySnapshot(), { code: 'account-malformed', account });
		expect(text).toContain('\uFFFDmoc.elpmaxe@xxx');
		expect(text).not.toContain('\u202E');
		expect(text.length).toBeLessThan(300);
	});

	test('asks for an account where there is none, and quotes nothing', () =>
		expect(refusalText(emptySnapshot(), { code: 'account-malformed', account: ' ' })).toBe(
			'Enter an account. It looks like name@company.com.'
		));
});
