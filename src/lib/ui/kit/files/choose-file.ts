import { fileOpen } from 'browser-fs-access';
import { readable } from './file-endings';

/** Larger than any file of this app; it would only fill the memory. */
export const largest = 256 * 1024 * 1024;

/** The files that the person chooses; null where they changed their mind. Rejects where they cannot be chosen. */
export async function chooseFiles(): Promise<File[] | null> {
	try {
		const mimeTypes = ['application/json', 'text/plain', 'application/zip', 'image/svg+xml', 'image/png'];
		return await fileOpen({ extensions: readable, mimeTypes, multiple: true });
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
