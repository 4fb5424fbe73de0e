import { fileOpen } from 'browser-fs-access';
import { readable } from './file-endings';

/** Larger than any file of this app; it would only fill the memory. */
const largest = 256 * 1024 * 1024;

/** What is in a file that the person chooses; null where they changed their mind. Rejects where it cannot be read. */
export async function chooseFile(): Promise<string | Uint8Array | null> {
	try {
		const mimeTypes = ['application/json', 'text/plain', 'image/svg+xml', 'image/png'];
		return await contentOfFile(await fileOpen({ extensions: readable, mimeTypes }));
	} catch (error) {
		if (error instanceof DOMException && error.name === 'AbortError') return null;
		throw error;
	}
}

/** The bytes of a zip that the person chooses; null where they changed their mind. Rejects where it cannot be read. */
export async function chooseZip(): Promise<{ name: string; bytes: Uint8Array } | null> {
	try {
		const file = await fileOpen({ extensions: ['.zip'], mimeTypes: ['application/zip'] });
		if (file.size > largest) throw new Error('too large');
		return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
	} catch (error) {
		if (error instanceof DOMException && error.name === 'AbortError') return null;
		throw error;
	}
}

/** How a PNG begins; no text does. */
const PNG = [0x89, 0x50, 0x4e, 0x47];

/** The text of a file, or the bytes of a PNG. Rejects where it is too large or cannot be read. */
export async function contentOfFile(file: File): Promise<string | Uint8Array> {
	if (file.size > largest) throw new Error('too large');
	const start = new Uint8Array(await file.slice(0, PNG.length).arrayBuffer());
	const isPng = PNG.every((byte, at) => start[at] === byte);
	return isPng ? new Uint8Array(await file.arrayBuffer()) : file.text();
}
