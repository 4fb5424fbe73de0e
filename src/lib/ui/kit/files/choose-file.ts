import { fileOpen } from 'browser-fs-access';
import { readable } from './file-endings';

/** Larger than any file of this app; it would only fill the memory. */
const largest = 256 * 1024 * 1024;

/** The text of a file that the person chooses; null where they changed their mind. Rejects where it cannot be read. */
export async function chooseFile(): Promise<string | null> {
	try {
		return await textOfFile(
			await fileOpen({ extensions: readable, mimeTypes: ['application/json', 'text/plain'] })
		);
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

/** The text of a file. Rejects where it is too large or cannot be read. */
export async function textOfFile(file: File): Promise<string> {
	if (file.size > largest) throw new Error('too large');
	return file.text();
}
