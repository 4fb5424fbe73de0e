import { z } from './zod';
import { type Engine, type EngineFile, type EngineKey, engineKeys } from './engine';
import { idFromEngine } from './engine-ids';
import type { EngineSetup } from './engine-setup';
import { loadEngine } from './engines';
import { Misread, type MisreadProblem } from './misread';
import { SaidTwice, SetupReader, type Unread } from './setup-reader';
import { filesOf, NAMES } from './statements-in';

/** Characters of all files together, and statements in them: of more than 200,000 grants. */
const mostRead = { characters: 200_000_000, statements: 2_000_000 };

export type EngineImport =
	| {
			read: true;
			/** Whose statements were read, and of which engines there are any. */
			engine: EngineKey;
			engines: EngineKey[];
			setup: EngineSetup;
			unread: Unread;
			statements: number;
	  }
	| ({ read: false } & MisreadProblem);

/**
 * What the statements of an engine come to; without one named, of the first that the files hold any of. The engine's own files
 * suffice; names are those of the export's `names.json`, where that is among them. Never throws.
 */
export async function importSetup(
	wanted: EngineKey | null,
	files: readonly EngineFile[],
	most = mostRead
): Promise<EngineImport> {
	try {
		if (files.reduce((sum, { text }) => sum + text.length, 0) > most.characters)
			throw new Misread('too-large', files.length === 1 ? files[0]!.name : '');
		const loaded = await Promise.all(engineKeys.map(async (key) => [key, await loadEngine(key)] as const));
		const found = loaded.filter(([, each]) => filesOf(each, files).length > 0);
		const [key, engine] = found.find(([each]) => wanted === null || each === wanted) ?? [];
		if (!key || !engine) throw new Misread('nothing-found', files.length === 1 ? files[0]!.name : '');
		const reader = new SetupReader();
		const statements = readAll(engine, filesOf(engine, files), reader, most.statements);
		if (statements === 0) throw new Misread('nothing-found', files.length === 1 ? files[0]!.name : '');
		const { setup, unread } = reader.finish(engine.isImpliedTold);
		const named = files.filter(({ name }) => name === NAMES || name.endsWith(`/${NAMES}`));
		const own = named.find(({ name }) => name === `${key}/${NAMES}`) ?? named[0];
		if (own) addNames(setup, own.text);
		return { read: true, engine: key, engines: found.map(([each]) => each), setup, unread, statements };
	} catch (error) {
		if (error instanceof Misread) return { read: false, ...error.problem };
		throw error;
	}
}

/** Tells the reader every statement of the files; answers how many there are. */
function readAll(engine: Engine, files: readonly EngineFile[], reader: SetupReader, most: number): number {
	let count = 0;
	for (const file of files) {
		const statements = engine.stated(file);
		count += statements.length;
		if (count > most) throw new Misread('too-large', file.name);
		for (const [index, statement] of statements.entries())
			try {
				if (!engine.read(statement, reader)) reader.unknown(statement);
			} catch (error) {
				if (error instanceof SaidTwice) throw new Misread('said-twice', file.name, { statement: index + 1 });
				throw error;
			}
	}
	return count;
}

const text = z.string().check(z.maxLength(10_000));
const namesSchema = z.object({
	organizations: z.record(z.string(), z.object({ name: text, account: text })),
	products: z.record(z.string(), z.object({ pid: text, name: text }))
});

/** Adds names to what has an id; without good ones it stays as it is. */
function addNames(setup: EngineSetup, written: string): void {
	let read;
	try {
		read = namesSchema.safeParse(JSON.parse(written));
	} catch {
		return;
	}
	if (!read.success) return;
	const byRawId = <T>(all: Record<string, T>) =>
		new Map(Object.entries(all).map(([id, named]) => [idFromEngine(id), named]));
	const organizations = byRawId(read.data.organizations);
	for (const each of setup.organizations) Object.assign(each, organizations.get(each.id));
	const products = byRawId(read.data.products);
	for (const each of setup.products) Object.assign(each, products.get(each.id));
}
