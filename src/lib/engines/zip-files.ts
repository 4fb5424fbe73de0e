import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { EngineFile } from './engine';

/** Speed before size: it is text that repeats itself. */
const LEVEL = 1;

/** One zip of all files, each at its name; `at` is their date, in milliseconds since 1970. */
export const zipFiles = (files: readonly EngineFile[], at: number): Uint8Array<ArrayBuffer> =>
	zipSync(Object.fromEntries(files.map(({ name, text }) => [name, strToU8(text)])), {
		level: LEVEL,
		mtime: at
	});

/** Bytes of all files of a zip together, and files. */
const mostBytes = 200_000_000;
const mostFiles = 200;

/** The files of a zip; null where it is none, or holds too much. */
export function unzipFiles(zip: Uint8Array): EngineFile[] | null {
	let [bytes, count] = [0, 0];
	try {
		const files = unzipSync(zip, {
			filter({ originalSize, name }) {
				if (name.endsWith('/')) return false;
				bytes += originalSize;
				count += 1;
				if (bytes > mostBytes || count > mostFiles) throw new RangeError('too much in one zip');
				return true;
			}
		});
		return Object.entries(files).map(([name, data]) => ({ name, text: strFromU8(data) }));
	} catch {
		return null;
	}
}
