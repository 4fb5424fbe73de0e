import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { engineTable, type EffectiveTable } from '$lib/engines/effective-table';
import { engineKeys, type EngineFile, type EngineKey } from '$lib/engines/engine';
import { engineLinks, engineSetup } from '$lib/engines/engine-setup';
import { loadEngine } from '$lib/engines/engines';
import { importSetup } from '$lib/engines/import-setup';
import { statementsIn } from '$lib/engines/statements-in';
import { withinLimits } from '$lib/engines/within-limits';
import { folded } from '../oracle/agreement';
import { histories } from '../oracle/seed';
import { exported } from './exported';
import { tangled, tangles } from './tangles';

const setups = tangles.map((tangle) => tangled(tangle));

/** Everybody's effective permissions, in one order. */
const plain = (table: EffectiveTable) =>
	[...table]
		.flatMap(([product, standings]) => [...standings].map(([id, standing]) => [product, id, standing]))
		.sort();

/** What is left of an export that went through an engine: nothing of ours but its statements. */
const stripped = (files: readonly EngineFile[]): EngineFile[] =>
	files
		.filter(({ name }) => ['tuples.json', 'relationships.txt', 'entities.json', 'policy.csv'].includes(name))
		.map(({ name, text }) => ({ name, text: text.replaceAll(/^(\/\/|#).*\n/gm, '') }));

const textOf = (files: readonly EngineFile[], name: string): string | undefined =>
	files.find((file) => file.name === name)?.text;
const membersOf = (files: readonly EngineFile[], name: string): unknown[] =>
	JSON.parse(textOf(files, name) ?? '[]') as unknown[];
const linesOf = (files: readonly EngineFile[], name: string): string[] =>
	(textOf(files, name) ?? '').split('\n').filter(Boolean);

/** A store of texts that takes deletes, then writes; a delete of what is not there, and a write of what is, is refused. */
function stepped(was: readonly string[], deletes: readonly string[], writes: readonly string[]): string[] {
	const store = new Set(was);
	for (const each of deletes) expect(store.delete(each)).toBe(true);
	for (const each of writes) {
		expect(store.has(each)).toBe(false);
		store.add(each);
	}
	return [...store].sort();
}
const texts = (members: unknown[]): string[] => members.map((each) => JSON.stringify(each));

/** What an engine stores once the second export's changes are applied to the first export, by the files alone. */
const applied: Record<EngineKey, (first: readonly EngineFile[], second: readonly EngineFile[]) => string[]> =
	{
		openfga: (first, second) =>
			stepped(
				texts(membersOf(first, 'tuples.json')),
				texts(membersOf(second, 'changes/deletes.json')),
				texts(membersOf(second, 'changes/writes.json'))
			),
		spicedb: (first, second) =>
			stepped(
				linesOf(first, 'relationships.txt'),
				linesOf(second, 'changes/deletes.txt'),
				linesOf(second, 'changes/writes.txt')
			),
		casbin: (first, second) =>
			stepped(
				linesOf(first, 'policy.csv').filter((line) => line.startsWith('g')),
				linesOf(second, 'changes/deletes.csv'),
				linesOf(second, 'changes/writes.csv')
			),
		cedar(first, second) {
			const uidIn = (entity: unknown) => JSON.stringify((entity as { uid: unknown }).uid);
			const store = new Map(membersOf(first, 'entities.json').map((each) => [uidIn(each), each]));
			for (const uid of membersOf(second, 'changes/remove.json'))
				expect(store.delete(JSON.stringify(uid))).toBe(true);
			for (const each of membersOf(second, 'changes/upsert.json')) store.set(uidIn(each), each);
			return texts([...store.values()]).sort();
		}
	};

describe.each(engineKeys)('%s', (key) => {
	test('an import of what was exported has the same effective table', async () => {
		await fc.assert(
			fc.asyncProperty(setups, async (entries) => {
				const engine = await loadEngine(key);
				const { setup } = withinLimits(engineSetup(folded(entries)).setup, engine.limits);
				const { files, report } = await exported(key, entries);
				const back = await importSetup(key, stripped(files));
				if (!back.read) throw new Error(back.why);
				expect(plain(engineTable(back.setup))).toEqual(plain(engineTable(setup)));
				expect(back.statements).toBe(report.exported.statements);
				expect(back.unread).toEqual({ unknown: [], unknownCount: 0, ownerless: [], rootless: [] });
				for (const { permissions, flagged } of back.setup.products.flatMap(engineLinks))
					expect(flagged & ~permissions).toBe(0);
				// Exported once more it is word for word the same.
				expect([...engine.statements(back.setup)]).toEqual([...engine.statements(setup)]);
			}),
			histories(60)
		);
	});

	test('of a second export, deletes and writes lead from the first to it', async () => {
		await fc.assert(
			fc.asyncProperty(setups, setups, async (one, other) => {
				const engine = await loadEngine(key);
				const first = await exported(key, one);
				const second = await exported(key, other, first.files);
				const was = new Set(statementsIn(engine, first.files));
				const is = new Set(statementsIn(engine, second.files));
				expect(was.size).toBe(first.report.exported.statements);
				expect(second.report.changes).toEqual({
					added: [...is].filter((each) => !was.has(each)).length,
					removed: [...was].filter((each) => !is.has(each)).length
				});
				expect(applied[key](first.files, second.files)).toEqual([...is].sort());
				// In step already: nothing to write or to delete.
				const third = await exported(key, other, second.files);
				expect(third.report.changes).toEqual({ added: 0, removed: 0 });
				expect(third.files.filter(({ name }) => name.startsWith('changes/'))).toEqual([]);
			}),
			histories(30)
		);
	});
});
