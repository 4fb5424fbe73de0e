import { fileOpen } from 'browser-fs-access';

/** Larger than any file of this app; it would only fill the memory. */
const largest = 256 * 1024 * 1024;

/** The text of a file that the person chooses; null where they changed their mind. Rejects where it cannot be read. */
export async function chooseFile(): Promise<string | null> {
	try {
		const file = await fileOpen({
			extensions: ['.grantbook', '.json', '.txt'],
			mimeTypes: ['application/json']
		});
		if (file.size > largest) throw new Error('too large');
		return await file.text();
	} catch (error) {
		if (error instanceof DOMException && error.name === 'AbortError') return null;
		throw error;
	}
}
