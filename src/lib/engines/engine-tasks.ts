import type { EngineFile, EngineKey } from './engine';
import type { EngineReport } from './engine-report';
import { exportSetup, type ToExport } from './export-setup';
import { type EngineImport, importSetup } from './import-setup';
import { UnreadableExport } from './statements-in';
import { unzipFiles, zipFiles } from './zip-files';

/** A zip with a folder for each engine; `before` is an earlier one, `at` the date of its files, in milliseconds since 1970. */
export interface ExportTask {
	engines: readonly EngineKey[];
	toExport: Omit<ToExport, 'before'>;
	before: Uint8Array | null;
	at: number;
}

export type Zipped =
	| { written: true; zip: Uint8Array<ArrayBuffer>; reports: EngineReport[] }
	/** The earlier export is no zip, too large, or spoiled. */
	| { written: false; why: 'earlier-unreadable' };

/** A zip as it was exported, or of an engine's own files. */
export interface ImportTask {
	engine: EngineKey;
	zip: Uint8Array;
}

export type Unzipped = EngineImport | { read: false; why: 'no-zip' };

/** Writes for each engine, with the difference to its part of the earlier zip, where it has one. */
export async function zipExport({ engines, toExport, before, at }: ExportTask): Promise<Zipped> {
	const earlier = before && unzipFiles(before);
	if (before && !earlier) return { written: false, why: 'earlier-unreadable' };
	const [files, reports]: [EngineFile[], EngineReport[]] = [[], []];
	try {
		for (const key of engines) {
			const own = earlier && ofEngine(earlier, key);
			const found = await exportSetup(key, { ...toExport, ...(own?.length && { before: own }) });
			files.push(...found.files.map(({ name, text }) => ({ name: `${key}/${name}`, text })));
			reports.push(found.report);
		}
	} catch (error) {
		if (error instanceof UnreadableExport) return { written: false, why: 'earlier-unreadable' };
		throw error;
	}
	return { written: true, zip: zipFiles(files, at), reports };
}

/** Reads one engine's part of a zip, or all of one that has no folder for it. */
export async function readZip({ engine, zip }: ImportTask): Promise<Unzipped> {
	const files = unzipFiles(zip);
	if (!files) return { read: false, why: 'no-zip' };
	const own = ofEngine(files, engine);
	return importSetup(engine, own.length > 0 ? own : files);
}

const ofEngine = (files: readonly EngineFile[], key: EngineKey): EngineFile[] =>
	files.filter(({ name }) => name.startsWith(`${key}/`));

/** Either task, as it crosses to another thread. */
export type EngineTask = { export: ExportTask } | { import: ImportTask };
export type EngineAnswer = Zipped | Unzipped;

export const doEngineTask = (task: EngineTask): Promise<EngineAnswer> =>
	'export' in task ? zipExport(task.export) : readZip(task.import);

/** What the other thread says: that it is there, then what came of its one task. */
export type EngineWord = 'ready' | { answer: EngineAnswer } | { failed: string };
