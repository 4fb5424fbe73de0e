import type { ImportTask } from '$lib/engines/engine-tasks';
import type { AppFile, UnreadableFile } from '$lib/workspace/files/app-file';
import { largest } from '../kit/files/choose-file';

/** What is in what somebody dropped, chose or pasted: one text, the bytes of a PNG, or the files of an engine. */
export type FileContent =
	| { name: string; text: string }
	| { png: Uint8Array }
	| ImportTask['from']
	| { tooLarge: true };

/** A file of this app, or statements of an engine, which are read by whoever shows them. */
export type ShownFile = AppFile | { kind: 'engine'; from: ImportTask['from'] };

/** More than any export has that could be read: bytes of a zip, and of files of an engine together. */
const largestExport = 64 * 1024 * 1024;

/** How a PNG begins; no text does. */
const PNG = [0x89, 0x50, 0x4e, 0x47];

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
		if (PNG.every((byte, at) => start[at] === byte))
			return { png: new Uint8Array(await first.arrayBuffer()) };
		return { name: first.name, text: await first.text() };
	}
	if (size > largestExport) return { tooLarge: true };
	return {
		files: await Promise.all(files.map(async (file) => ({ name: file.name, text: await file.text() })))
	};
}

/** What that is, or why it cannot be recognized. */
export async function whatIs(content: FileContent): Promise<ShownFile | UnreadableFile | { tooLarge: true }> {
	if ('tooLarge' in content) return content;
	if (!('text' in content || 'png' in content)) return { kind: 'engine', from: content };
	const { readAnyFile } = await import('$lib/workspace/files/app-file');
	const read = await readAnyFile('png' in content ? content.png : content.text);
	if (!('problem' in read) || 'png' in content) return read;
	const { isStated } = await import('$lib/engines/engines');
	// What was pasted may lack its last line end.
	const text = content.name === '' ? `${content.text}\n` : content.text;
	const file = { name: content.name, text };
	if (await isStated(file)) return { kind: 'engine', from: { files: [file] } };
	return read;
}
