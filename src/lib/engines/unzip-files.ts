import type { EngineFile } from './engine';
import { Misread } from './misread';

/** Bytes of all wanted files of a zip together, and files in it. */
const mostBytes = 200_000_000;
const mostFiles = 200;

/** A file as the zip's directory at its end lists it. */
interface Listed {
	name: string;
	method: number;
	crc: number;
	packed: number;
	size: number;
	at: number;
}

const DIRECTORY_END = 0x06054b50;
const LISTED = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
/** The directory's end is this long, and a comment may follow it. */
const END_SIZE = 22;
const mostComment = 65_535;

/**
 * The files of a zip of which `isWanted` says so, in its order. Throws `Misread` where it is none, is cut off or spoiled,
 * names a file twice, or holds too much; unpacking ends where a file is larger than the directory says.
 */
export async function unzipFiles(
	zip: Uint8Array,
	isWanted: (name: string) => boolean = () => true,
	most = { bytes: mostBytes, files: mostFiles }
): Promise<EngineFile[]> {
	const listed = directoryOf(zip, most.files).filter(({ name }) => !name.endsWith('/') && isWanted(name));
	if (listed.reduce((sum, { size }) => sum + size, 0) > most.bytes) throw new Misread('too-large');
	const names = new Set<string>();
	const files: EngineFile[] = [];
	for (const each of listed) {
		const { name } = each;
		if (names.has(name)) throw new Misread('file-twice', name);
		names.add(name);
		const text = await unpacked(zip, each).catch(() => null);
		if (text === null) throw new Misread('spoiled', name);
		files.push({ name, text });
	}
	return files;
}

/** Whether bytes begin as every zip does. */
export const isZip = (bytes: Uint8Array): boolean =>
	bytes.length >= 4 && [LOCAL, DIRECTORY_END].includes(viewOf(bytes).getUint32(0, true));

const viewOf = (bytes: Uint8Array): DataView =>
	new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function directoryOf(zip: Uint8Array, most: number): Listed[] {
	const view = viewOf(zip);
	let end = zip.length - END_SIZE;
	const first = Math.max(0, end - mostComment);
	while (end >= first && view.getUint32(end, true) !== DIRECTORY_END) end -= 1;
	if (end < first) throw new Misread(isZip(zip) ? 'cut-off' : 'no-zip');
	const count = view.getUint16(end + 10, true);
	if (count > most) throw new Misread('too-many-files');
	const listed: Listed[] = [];
	let at = view.getUint32(end + 16, true);
	for (let index = 0; index < count; index++) {
		if (at + 46 > end || view.getUint32(at, true) !== LISTED) throw new Misread('cut-off');
		const [nameSize, extraSize, commentSize] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
		const name = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameSize!));
		if (view.getUint16(at + 8, true) & ENCRYPTED) throw new Misread('spoiled', name);
		listed.push({
			name,
			method: view.getUint16(at + 10, true),
			crc: view.getUint32(at + 16, true),
			packed: view.getUint32(at + 20, true),
			size: view.getUint32(at + 24, true),
			at: view.getUint32(at + 42, true)
		});
		at += 46 + nameSize! + extraSize! + commentSize!;
	}
	return listed;
}

/** Its text, compared with the directory's checksum where it is deflated; null, or a rejection, where it is not what it says. */
async function unpacked(zip: Uint8Array, { at, method, packed, size, crc }: Listed) {
	const view = viewOf(zip);
	if (view.getUint32(at, true) !== LOCAL) return null;
	const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
	const bytes = zip.subarray(from, from + packed);
	if (bytes.length !== packed) return null;
	const decoder = new TextDecoder('utf-8', { fatal: true });
	if (method === STORED) return packed === size ? decoder.decode(bytes) : null;
	if (method !== DEFLATED) return null;
	// As gzip: so the browser compares the checksum.
	const trailer = new DataView(new ArrayBuffer(8));
	trailer.setUint32(0, crc, true);
	trailer.setUint32(4, size, true);
	const gzip = new Blob([Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255), bytes.slice(), trailer]);
	let [text, length] = ['', 0];
	const reader = gzip.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return length === size ? text + decoder.decode() : null;
		length += value.length;
		if (length > size) {
			await reader.cancel();
			return null;
		}
		text += decoder.decode(value, { stream: true });
	}
}
