import { expect, test } from 'vitest';
import { countSteps } from '../steps';

const stepsOf = countSteps();
const { alices, lived, outsiders, small } = await import('../gate/lived');

test('strangers that a file or a peer brings cost each, from its bytes to the list of who waits, as much as few do', async () => {
	const costs = await Promise.all(
		[12, 42].map(async (size) => {
			const many = await Promise.all(Array.from({ length: size }, () => lived(0)));
			return { size, texts: many.flatMap(({ texts }) => texts) };
		})
	);
	const steps: number[] = [];
	for (const { size, texts } of costs) {
		const at = await alices();
		steps.push(
			await stepsOf(async () => {
				await at.gate.admit(texts, 'a file');
				expect((await outsiders(at)).waiting).toBe(size - small.strangersEach.organizations);
			})
		);
	}
	expect(steps[1]! / steps[0]!).toBeLessThan(4.2);
});
