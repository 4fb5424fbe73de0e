import { transformer, validator } from '@openfga/syntax-transformer';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { engineId } from '$lib/engines/engine-ids';
import { judge } from '../../oracle/oracle';
import { everyAnswer } from '../answers';
import { exported, fileIn } from '../exported';
import { type AuthorizationModel, openfgaStore, type StoredTuple } from '../openfga-interpreter';
import { seenIn, setupsToAsk, wanted } from './setups';

interface Store {
	tests: { name: string; check: Check[] }[];
}
interface Check {
	user: string;
	object: string;
	assertions: Record<string, boolean>;
}

/** The model without what only one of the two ways of writing it says: empty lists. */
const plainModel = (model: unknown) =>
	JSON.parse(
		JSON.stringify(model, (key, value: unknown) =>
			value === null || (key === 'relations' && isEmpty(value)) || isNothing(key, value) ? undefined : value
		)
	) as object;
const isEmpty = (value: unknown) => typeof value === 'object' && Object.keys(value ?? {}).length === 0;
const isNothing = (key: string, value: unknown) =>
	(key === 'module' || key === 'source_info' || key === 'conditions') && (value === '' || isEmpty(value));

test('OpenFGA’s own validator passes model, tuples and store, and the assertions agree', async () => {
	const setups = setupsToAsk();
	expect(seenIn(setups)).toEqual(wanted);
	let asked = 0;
	for (const entries of setups) {
		const found = await exported('openfga', entries);
		const dsl = fileIn(found, 'model.fga');
		validator.validateDSL(dsl);
		const model = JSON.parse(fileIn(found, 'model.json')) as AuthorizationModel;
		const jsonModel = transformer.transformDSLToJSONObject(dsl);
		expect(plainModel(jsonModel)).toEqual(plainModel(model));

		const tuples = JSON.parse(fileIn(found, 'tuples.json')) as StoredTuple[];
		const store = parse(fileIn(found, 'store.fga.yaml')) as Store;
		const validate = validator.YamlStoreValidator();
		// The validator reads no other file.
		const isValid = validate.call({ jsonModel }, { ...store, tuple_file: undefined, tuples });
		// It warns of questions about whoever no tuple names; those are meant.
		const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'valid_store_warning');
		expect(errors).toEqual([]);
		expect(isValid || validate.errors?.length !== 0).toBe(true);

		const check = openfgaStore(model, tuples);
		for (const { product, organization, question, answer } of everyAnswer(judge(entries), found)) {
			asked++;
			const [user, object] = [`organization:${engineId(organization)}`, `product:${engineId(product)}`];
			expect(check(user, question.relation, object)).toBe(answer);
		}
		let asserted = 0;
		for (const { user, object, assertions } of store.tests[0]!.check)
			for (const [relation, answer] of Object.entries(assertions)) {
				asserted++;
				expect(check(user, relation, object)).toBe(answer);
			}
		expect(asserted).toBe(found.report.asserted.yes + found.report.asserted.no);
	}
	console.log(`${setups.length} setups, ${asked} answers`);
});
