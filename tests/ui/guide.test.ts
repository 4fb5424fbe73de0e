import { describe, expect, test } from 'vitest';
import type { Target, Control } from '$lib/ui/guide/target';
import { nextTarget } from '$lib/ui/guide/target';
import { textSteps } from '$lib/ui/guide/text-steps';
import { wayTo } from '$lib/ui/guide/way-to-goal';
import { controls } from '$lib/ui/pages/guided-controls';
import { hrefsOf } from '$lib/ui/pages/page-addresses';
import type { SetupGuideStep } from '$lib/setup/setup';
import { play } from '../scenarios/played';
import { upstreamFactory } from '$lib/scenarios/upstream-factory';

const plain: Omit<Control<string>, 'element'> = { usable: true, on: false, chosen: false, value: '' };

/** A page with these controls. */
const page = (there: Record<string, Partial<Control<string>>>) => (name: string) =>
	there[name] && { ...plain, element: name, ...there[name] };

const next = (targets: Target[], there: Record<string, Partial<Control<string>>>) =>
	nextTarget(targets, page(there))?.control.element;

describe('the control that a step needs next', () => {
	const targets: Target[] = [
		{ at: 'box', until: 'on', otherwise: [{ at: 'tab', until: 'chosen', opens: true }] },
		{ at: 'send', otherwise: [{ at: 'open', opens: true }] }
	];

	test('is the first that is there and is not yet so', () => {
		expect(next(targets, { open: {} })).toBe('open');
		expect(next(targets, { open: {}, send: { usable: false }, tab: {} })).toBe('tab');
		expect(next(targets, { open: {}, send: { usable: false }, tab: { chosen: true }, box: {} })).toBe('box');
		expect(next(targets, { open: {}, send: {}, box: { on: true } })).toBe('send');
	});

	test('is none that cannot be used', () => {
		expect(next(targets, { open: {}, send: { usable: false }, box: { on: true } })).toBeUndefined();
	});

	test('has a value, or any', () => {
		const fields: Target[] = [
			{ at: 'list', until: { value: 'kilo' } },
			{ at: 'word', until: 'filled' },
			{ at: 'off', until: 'off' }
		];
		expect(next(fields, { list: { value: 'delta' }, word: {} })).toBe('list');
		expect(next(fields, { list: { value: 'kilo' }, word: { value: ' ' } })).toBe('word');
		expect(next(fields, { list: { value: 'kilo' }, word: { value: 'x' }, off: { on: true } })).toBe('off');
	});
});

describe('a step of a text leads to', async () => {
	const { snapshot, found } = await play(upstreamFactory, true);
	const [aria, delta, kilo, fenix] = ['aria', 'delta', 'kilo', 'fenix'].map((name) =>
		found.theOrganization(`${name}@example.com`)
	) as [string, string, string, string];
	const [thermostat, purifier] = ['thermt1q8w2x6n4v', 'purifp2k9m3c7h5b'].map((pid) =>
		found.theProduct(pid)
	) as [string, string];

	const step = (given: Partial<SetupGuideStep['sentence']> & Partial<SetupGuideStep>): SetupGuideStep => ({
		do: 'It',
		who: given.who ?? null,
		when: given.when ?? 'holds',
		sentence: {
			product: given.product ?? thermostat,
			permission: given.permission ?? 'purchase',
			expected: given.expected!
		}
	});
	const wayOf = (given: Parameters<typeof step>[0], acting = aria) => {
		const guide = { title: '', story: '', steps: [step(given)] };
		const [shown] = textSteps({ guide, done: 0 }, snapshot, acting);
		return wayTo(shown!.goal!, snapshot, shown!.doer!, hrefsOf('w', shown!.doer!));
	};
	const names = (targets: readonly Target[]): string[] =>
		targets.flatMap(({ at, otherwise = [] }) => [at, ...names(otherwise)]);

	test('the picker, where somebody is to get it', () => {
		const { href, targets } = wayOf({ who: delta, expected: { kind: 'holds', organization: fenix } });
		// Delta has not added Fenix: that comes first.
		expect(href).toContain('authorization/add');
		expect(names(targets)).toEqual([controls.account, controls.confirmPartner]);
		const logs = wayOf({
			...{ who: aria, permission: 'view-logs', expected: { kind: 'holds', organization: delta } }
		});
		expect(names(logs.targets)).toContain(controls.pick('develop', thermostat));
		expect(names(logs.targets)).toContain(controls.scope('view-logs'));
	});

	test('the row, where somebody is to lose it', () => {
		const { targets } = wayOf({
			who: delta,
			when: 'no longer',
			expected: { kind: 'holds', organization: kilo }
		});
		expect(names(targets)).toContain(controls.revoke(thermostat, 'purchase'));
	});

	test('the beginning of the path, where another one gave it', () => {
		const { href, targets } = wayOf({ expected: { kind: 'lacks', organization: kilo } });
		expect(href).toBe(hrefsOf('w', aria).partner(delta));
		expect(names(targets)).toContain(controls.revoke(thermostat, 'purchase'));
	});

	test('one who stands against it', () => {
		const { href } = wayOf({ who: aria, expected: { kind: 'only-holder', organization: delta } });
		expect(href).toBe(hrefsOf('w', aria).partner(delta));
		const far = wayOf({ who: delta, expected: { kind: 'within-steps', steps: 1 } });
		expect(href).not.toBe(far.href);
		expect(names(far.targets)).toContain(controls.revoke(thermostat, 'purchase'));
	});

	test('who has what of the product, where the one who does it cannot', () => {
		const { href, targets } = wayOf({
			...{ who: fenix, product: purifier, expected: { kind: 'lacks', organization: delta } }
		});
		expect(href).toContain('products/');
		expect(targets).toEqual([]);
	});
});
