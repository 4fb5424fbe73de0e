import type { ImportTask } from '$lib/engines/engine-tasks';
import type { AppFile, UnreadableFile } from '$lib/workspace/files/app-file';
import { mostInPage, readFileOffThread } from '$lib/workspace/files/read-file-off-thread';
import { largest } from '../kit/files/choose-file';

/** What somebody dropped, chose or pasted: one file or one text, not looked into yet, or the files of an engine. */
export type FileContent = { source: File | string } | ImportTask['from'] | { tooLarge: true };

/** A file of this app, or statements of an engine, which are read by whoever shows them. */
export type ShownFile = AppFile | { kind: 'engine'; from: ImportTask['from'] };

/** More than any export has that could be read: bytes of a zip, and of files of an engine together. */
const largestExport = 64 * 1024 * 1024;

/** Looks into files no further than their size allows. Rejects where one cannot be read. */
export async function contentOf(files: readonly File[]): Promise<FileContent> {
	const { isZip } = await import('$lib/engines/unzip-files');
	const [first] = files;
	const size = files.reduce((sum, file) => sum + file.size, 0);
	if (first && files.length === 1) {
		const start = new Uint8Array(await first.slice(0, 4).arrayBuffer());
		const isPacked = isZip(start);
		if (size > (isPacked ? largestExport : largest)) return { tooLarge: true };
		if (isPacked) return { zip: new Uint8Array(await first.arrayBuffer()) };
		return { source: first };
	}
	if (size > largestExport) return { tooLarge: true };
	return {
		files: await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })))
	};
}

/** What that is, or why it cannot be recognized. */
export async function whatIs(content: FileContent): Promise<ShownFile | UnreadableFile | { tooLarge: true }> {
	if ('tooLarge' in content) return content;
	if (!('source' in content)) return { kind: 'engine', from: content };
	const { source } = content;
	const read = await readFileOffThread(source);
	if (!('problem' in read)) return read;
	const { isStated } = await import('$lib/engines/engines');
	const name = typeof source === 'string' ? '' : source.name;
	if (!(await isStated({ name, text: await textOf(source, mostInPage) }))) return read;
	return { kind: 'engine', from: { files: [{ name, text: await textOf(source) }] } };
}

/** The text of a file, or its beginning. What was pasted may lack its last line end. */
const textOf = async (source: File | string, most?: number): Promise<string> =>
	typeof source === 'string' ? `${source.slice(0, most)}\n` : source.slice(0, most).text();
