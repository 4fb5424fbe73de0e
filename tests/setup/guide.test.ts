import { describe, expect, test } from 'vitest';
import { toList, toSet } from '$lib/domain/permissions/standing';
import { stepsDone } from '$lib/setup/guide';
import { writeSetup } from '$lib/setup/write/write';
import { after, begun, lamp } from './planned';

describe('a guide', () => {
	test('counts a step as done from the moment when every step before it is, and done stays done', () => {
		const first = begun(`products: { ${lamp} }
guide:
  title: Let it buy
  steps:
    - { do: Let it buy, who: aria, done when: delta may purchase lamp }
    - { do: Take it back, no longer: delta may purchase lamp }
    - { do: Nobody else, done when: only aria may purchase lamp }`);
		const { guide, matched } = first;
		const [grantee, product] = [matched.organizations.get('delta')!, matched.products.get('lamp')!];
		expect(stepsDone(guide!, first.snapshot)).toBe(0);
		after(first, 'aria', { command: 'add-partner', account: 'delta@example.com', name: 'D' });
		const item = { product, permissions: toList(toSet(['purchase'])) };
		const granted = after(first, 'aria', {
			command: 'authorize',
			grantee,
			items: [{ ...item, thirdParty: [] }]
		});
		expect(stepsDone(guide!, granted)).toBe(1);
		const revoked = after(first, 'aria', { command: 'revoke', grantee, items: [item] });
		expect(stepsDone(guide!, revoked, 1)).toBe(3);
		expect(stepsDone(guide!, revoked)).toBe(0);
		expect(stepsDone(guide!, revoked, 3)).toBe(3);
	});

	test('is written without the steps that name what is not there any more', () => {
		const first = begun(`products: { ${lamp} }
guide: { title: T, steps: [{ do: A, done when: delta may purchase lamp }, { do: B, no longer: kilo may purchase lamp }] }`);
		const snapshot = after(first, 'delta', { command: 'delete-organization' });
		const { setup, unsayable } = writeSetup(snapshot, { guide: first.guide });
		expect(setup.guide!.steps.map((step) => step.do)).toEqual(['B']);
		expect(unsayable).toContainEqual({ kind: 'guide-step', index: 0 });
	});
});
