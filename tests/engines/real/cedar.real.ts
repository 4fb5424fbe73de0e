import { setFlagsFromString } from 'node:v8';
import {
	checkParseEntities,
	preparsePolicySet,
	preparseSchema,
	statefulIsAuthorized,
	validate
} from '@cedar-policy/cedar-wasm/nodejs';
import { expect, test } from 'vitest';
import { cedarPolicies, cedarSchema } from '$lib/engines/cedar/policies';
import type { EngineFile } from '$lib/engines/engine';
import { engineId } from '$lib/engines/engine-ids';
import { judge } from '../../oracle/oracle';
import { everyAnswer } from '../answers';
import { exported, fileIn } from '../exported';
import { seenIn, setupsToAsk, wanted } from './setups';

// Node 20 dies of a call to WebAssembly that it compiled into its caller: "unreachable code" in the deoptimizer.
setFlagsFromString('--no-turbo-inline-js-wasm-calls');

interface Uid {
	type: string;
	id: string;
}
interface Entity {
	uid: Uid;
	parents: Uid[];
}
interface CedarTest {
	request: { principal: string; action: string; resource: string };
	entities: Entity[];
	decision: string;
}

const success = { type: 'success' };

/** Cedar's decision, and whether it met an error on the way. */
function decide(action: string, principal: string, resource: string, entities: readonly Entity[]) {
	const { response } = statefulIsAuthorized({
		principal: { type: 'Organization', id: principal },
		action: { type: 'Action', id: action },
		resource: { type: 'Product', id: resource },
		context: {},
		...{ preparsedSchemaName: 'schema', validateRequest: true, preparsedPolicySetId: 'policies' },
		entities: [...entities]
	});
	return response?.diagnostics.errors.length === 0 ? response.decision : 'error';
}

/** The organization with all that it is in, and the product. */
function touchedBy(kept: ReadonlyMap<string, Entity>, principal: string, resource: string): Entity[] {
	const named = [
		JSON.stringify({ type: 'Organization', id: principal }),
		JSON.stringify({ type: 'Product', id: resource })
	];
	const found = new Set(named);
	for (const uid of found)
		for (const parent of kept.get(uid)?.parents ?? []) found.add(JSON.stringify(parent));
	return [...found].flatMap((uid) => kept.get(uid) ?? []);
}

const listIn = (files: readonly EngineFile[], name: string) =>
	JSON.parse(files.find((file) => file.name === name)?.text ?? '[]') as unknown[];

const idIn = (uid: string) => JSON.parse(uid.slice(uid.indexOf('"'))) as string;

test('Cedar, with entities kept in step by upserts and removals, answers as the rules do', async () => {
	const [schema, policies] = [cedarSchema(), { staticPolicies: cedarPolicies() }];
	expect(preparseSchema('schema', schema)).toEqual(success);
	expect(preparsePolicySet('policies', policies)).toEqual(success);
	expect(validate({ schema, policies })).toMatchObject({ validationErrors: [], validationWarnings: [] });

	const setups = setupsToAsk();
	expect(seenIn(setups)).toEqual(wanted);
	const kept = new Map<string, Entity>();
	let [asked, before]: [number, EngineFile[]] = [0, []];
	for (const entries of setups) {
		const found = await exported('cedar', entries, before);
		expect([fileIn(found, 'schema.cedarschema'), fileIn(found, 'policies.cedar')]).toEqual([
			schema,
			cedarPolicies()
		]);
		for (const uid of listIn(found.files, 'changes/remove.json') as Uid[])
			expect(kept.delete(JSON.stringify(uid))).toBe(true);
		for (const entity of listIn(found.files, 'changes/upsert.json') as Entity[])
			kept.set(JSON.stringify(entity.uid), entity);
		before = found.files;
		const entities = listIn(found.files, 'entities.json') as Entity[];
		expect(new Map(entities.map((entity) => [JSON.stringify(entity.uid), entity]))).toEqual(kept);
		expect(checkParseEntities({ entities, schema })).toEqual(success);

		let isFirst = true;
		for (const { product, organization, question, answer } of everyAnswer(judge(entries), found)) {
			const [principal, resource] = [engineId(organization), engineId(product)];
			// Cedar reads the entities again for each question: once it is given all of them, then those that it touches.
			const given = isFirst ? entities : touchedBy(kept, principal, resource);
			isFirst = false;
			expect(decide(question.action, principal, resource, given)).toBe(answer ? 'allow' : 'deny');
			asked++;
		}
		for (const each of JSON.parse(fileIn(found, 'tests.json')) as CedarTest[]) {
			const [principal, action, resource] = [
				each.request.principal,
				each.request.action,
				each.request.resource
			].map(idIn);
			expect(decide(action!, principal!, resource!, each.entities)).toBe(each.decision);
		}
	}
	console.log(`${setups.length} setups, ${asked} answers`);
});
