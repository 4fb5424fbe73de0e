import { z } from './zod';
import { NAMES } from './common-files';
import type { EngineFile, EngineKey } from './engine';
import { idFromEngine } from './engine-ids';
import type { EngineSetup } from './engine-setup';
import { loadEngine } from './engines';
import { SetupReader, type Unread } from './setup-reader';
import { statementsIn, UnreadableExport } from './statements-in';

/** Characters of all files together, and statements in them: of more than 200,000 grants. */
const mostRead = { characters: 200_000_000, statements: 2_000_000 };

export type EngineImport =
	| { read: true; setup: EngineSetup; unread: Unread; statements: number }
	/** What to do: choose fewer files, those of the right engine, or a file that is whole. */
	| { read: false; why: 'too-large' | 'nothing-found' }
	| { read: false; why: 'unreadable'; file: string };

/**
 * What the statements of an engine come to. The engine's own files suffice; names are those of the export's `names.json`,
 * where that is among them. Never throws.
 */
export async function importSetup(
	key: EngineKey,
	files: readonly EngineFile[],
	most = mostRead
): Promise<EngineImport> {
	if (files.reduce((sum, { text }) => sum + text.length, 0) > most.characters)
		return { read: false, why: 'too-large' };
	const engine = await loadEngine(key);
	try {
		const statements = statementsIn(engine, files);
		if (statements.length > most.statements) return { read: false, why: 'too-large' };
		if (statements.length === 0) return { read: false, why: 'nothing-found' };
		const reader = new SetupReader();
		for (const each of statements) if (!engine.read(each, reader)) reader.unknown(each);
		const { setup, unread } = reader.finish(engine.isImpliedTold);
		const named = files.find(({ name }) => name === NAMES || name.endsWith(`/${NAMES}`));
		if (named) addNames(setup, named.text);
		return { read: true, setup, unread, statements: statements.length };
	} catch (error) {
		if (error instanceof UnreadableExport) return { read: false, why: 'unreadable', file: error.file };
		throw error;
	}
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
