import { type EngineFile, type EngineKey, engineKeys } from './engine';
import type { EngineReport } from './engine-report';
import { exportSetup, type ToExport } from './export-setup';
import { type EngineImport, importSetup } from './import-setup';
import { Misread, type MisreadProblem } from './misread';
import { type EngineSetupText, setupTextOf } from './setup-text';
import { isOfUse } from './statements-in';
import { unzipFiles } from './unzip-files';
import { zipFiles } from './zip-files';

/** A zip with a folder for each engine; `before` is an earlier one, `at` the date of its files, in milliseconds since 1970. */
export interface ExportTask {
	engines: readonly EngineKey[];
	toExport: Omit<ToExport, 'before'>;
	before: Uint8Array | null;
	at: number;
}

export type Zipped =
	| { written: true; zip: Uint8Array<ArrayBuffer>; names: string[]; reports: EngineReport[] }
	/** The earlier export cannot be read. */
	| { written: false; problem: MisreadProblem };

/** A zip as it was exported, or of an engine's own files, or those files themselves; `engine` where one is wanted. */
export interface ImportTask {
	engine: EngineKey | null;
	from: { zip: Uint8Array } | { files: readonly EngineFile[] };
}

/** What was read, also as the text of a new workspace: at 20,000 grants that takes a second, which no page can spare. */
export type ReadExport =
	| Extract<EngineImport, { read: false }>
	| (Extract<EngineImport, { read: true }> & { asNew: EngineSetupText });

/** Writes for each engine, with the difference to its part of the earlier zip, where it has one. */
export async function zipExport({ engines, toExport, before, at }: ExportTask): Promise<Zipped> {
	const [files, reports]: [EngineFile[], EngineReport[]] = [[], []];
	try {
		const earlier = before && (await unzipFiles(before, isOfUse));
		if (earlier && !engineKeys.some((key) => ofEngine(earlier, key).length > 0))
			throw new Misread('nothing-found');
		for (const key of engines) {
			const own = earlier && ofEngine(earlier, key);
			const found = await exportSetup(key, { ...toExport, ...(own?.length && { before: own }) });
			for (const { name, text } of found.files) files.push({ name: `${key}/${name}`, text });
			reports.push(found.report);
		}
	} catch (error) {
		if (error instanceof Misread) return { written: false, problem: error.problem };
		throw error;
	}
	return { written: true, zip: await zipFiles(files, at), names: files.map(({ name }) => name), reports };
}

/** Reads the statements of an engine out of a zip, or of files. */
export async function readExport({ engine, from }: ImportTask): Promise<ReadExport> {
	try {
		const files = 'files' in from ? from.files : await unzipFiles(from.zip, isOfUse);
		const found = await importSetup(engine, files);
		return found.read ? { ...found, asNew: setupTextOf(found.setup, null) } : found;
	} catch (error) {
		if (error instanceof Misread) return { read: false, ...error.problem };
		throw error;
	}
}

const ofEngine = (files: readonly EngineFile[], key: EngineKey): EngineFile[] =>
	files.filter(({ name }) => name.startsWith(`${key}/`));

/** Either task, as it crosses to another thread. */
export type EngineTask = { export: ExportTask } | { import: ImportTask };
export type EngineAnswer = Zipped | ReadExport;

export const doEngineTask = (task: EngineTask): Promise<EngineAnswer> =>
	'export' in task ? zipExport(task.export) : readExport(task.import);

/** What the other thread says: that it is there, then what came of its one task. */
export type EngineWord = 'ready' | { answer: EngineAnswer } | { failed: string };
