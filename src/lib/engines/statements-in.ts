import type { Engine, EngineFile } from './engine';

/** The folder of an export in which the difference to an earlier one is. */
export const CHANGES = 'changes/';

/** What everybody effectively holds, and whom ids stand for: files of ours, with no statement of any engine. */
export const NAMES = 'names.json';
export const TABLE = 'table.csv';

/** Whether a file, by its name, could hold statements or names: what else an export has need not be unpacked. */
export const isOfUse = (name: string): boolean =>
	/\.(json|csv|txt)$/i.test(name) &&
	!/(^|\/)(report\.json|model\.json|tests\.json|expectations\.(json|csv)|requests\.csv|table\.csv)$/.test(
		name
	) &&
	!name.includes(CHANGES);

/** The files among them that hold statements of this engine. */
export const filesOf = (engine: Engine, files: readonly EngineFile[]): EngineFile[] =>
	files.filter((file) => !file.name.includes(CHANGES) && engine.holds(file));

/** What the files of an export state, whichever of them states it. Throws `Misread` with the place where one cannot be read. */
export const statementsIn = (engine: Engine, files: readonly EngineFile[]): string[] =>
	filesOf(engine, files).flatMap((file) => engine.stated(file));
