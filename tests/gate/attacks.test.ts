import { describe, expect, test } from 'vitest';
import { steps as usual } from '../../src/lib/gate/steps';
import { attacks, world, type World } from './attacks';
import { idsIn, reasons } from './parties';
import { without } from './without';

const told = async ({ at, line }: World) => [
	...reasons(line.ended),
	...reasons((await at.gate.report()).refused)
];

describe('what a peer tries, and why it is refused', () => {
	test.each(attacks)('$name: $reason', async (attack) => {
		const here = await world({ limits: attack.limits ?? {} });
		const before = idsIn(here.at);
		await attack.launch(here);
		expect(await attack.succeeded(here)).toBe(false);
		if (attack.reason !== null) expect(await told(here)).toContain(attack.reason);
		// Nothing got in but the fine entry that came with it, and nothing that was here has gone.
		const after = idsIn(here.at).filter((id) => id !== here.fine.entry.id);
		expect(after).toEqual(before);
		expect(here.texts.every(([id, text]) => here.at.texts.get(id) === text)).toBe(true);
	});
});

describe('every step of the gate is needed', () => {
	test.each(attacks)('without $step, it succeeds: $name', async (attack) => {
		let here: World | null = null;
		const fewer = { ...usual, [attack.step]: without(() => here!)[attack.step] };
		here = await world({ limits: attack.limits ?? {}, steps: fewer });
		await attack.launch(here);
		expect(await attack.succeeded(here)).toBe(true);
	});

	test('each of them is taken away in one of these', () => {
		expect(new Set(attacks.map(({ step }) => step))).toEqual(new Set(Object.keys(usual)));
	});
});
