import fc from 'fast-check';
import { expect, test } from 'vitest';
import { engineId } from '$lib/engines/engine-ids';
import { chains, crowds } from '../oracle/plan';
import { judge } from '../oracle/oracle';
import { everything } from '../oracle/play';
import { histories } from '../oracle/seed';
import { everyAnswer } from './answers';
import { exported, fileIn } from './exported';
import { type AuthorizationModel, openfgaStore, type StoredTuple } from './openfga-interpreter';
import { tangled, tangles } from './tangles';

test('OpenFGA answers from the model and the tuples as the rules do', async () => {
	let asked = 0;
	const setups = fc.oneof(
		tangles.map((tangle) => tangled(tangle)),
		crowds(40).map(everything),
		chains(16).map(everything)
	);
	await fc.assert(
		fc.asyncProperty(setups, async (entries) => {
			const found = await exported('openfga', entries);
			const model = JSON.parse(fileIn(found, 'model.json')) as AuthorizationModel;
			const check = openfgaStore(model, JSON.parse(fileIn(found, 'tuples.json')) as StoredTuple[]);
			for (const { product, organization, question, answer } of everyAnswer(judge(entries), found)) {
				const user = `organization:${engineId(organization)}`;
				expect(check(user, question.relation, `product:${engineId(product)}`)).toBe(answer);
				asked++;
			}
			// Circles are cut without anybody losing anything.
			expect(found.report.lost).toEqual([]);
		}),
		histories(120)
	);
	expect(asked).toBeGreaterThan(500);
});
