import { toBase64Url } from '../document/entries/base64url';

/*
 * What nearly every entry has beside its facts, a random id of its act and a signature, as the bytes that these texts stand
 * for.
 */

const ofAction = 16;
const ofSignature = 64;
/** How many bytes an entry has. */
export const bytesPerEntry = ofAction + ofSignature;

const dash = 0x2d;
const isUuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
const isSignature = /^[\w-]{85}[AQgw]$/;

const alphabetOf = (digits: string): Uint8Array => {
	const values = new Uint8Array(128);
	for (let value = 0; value < digits.length; value++) values[digits.charCodeAt(value)] = value;
	return values;
};
const hexDigits = '0123456789abcdef';
const hex = alphabetOf(hexDigits);
const base64 = alphabetOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');

/** Writes the bytes of an entry, and answers whether that is all that its texts say. */
export function writeBytes(bytes: Uint8Array, place: number, action: string, signature: string): boolean {
	if (!isUuid.test(action) || !isSignature.test(signature)) return false;
	const at = place * bytesPerEntry;
	writeDigits(bytes, at, action, hex, 4);
	writeDigits(bytes, at + ofAction, signature, base64, 6);
	return true;
}

/** Writes as many whole bytes as the digits of a text make, of so many bits each. */
function writeDigits(
	bytes: Uint8Array,
	at: number,
	text: string,
	values: Uint8Array,
	bitsOfDigit: number
): void {
	let to = at;
	let held = 0;
	let bits = 0;
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		if (values === hex && code === dash) continue;
		held = ((held << bitsOfDigit) | values[code]!) & 0xff_ff;
		bits += bitsOfDigit;
		if (bits < 8) continue;
		bits -= 8;
		bytes[to++] = held >> bits;
	}
}

/** The id of the act, as it was written. */
export function actionIn(bytes: Uint8Array, place: number): string {
	const codes: number[] = [];
	for (let index = 0; index < ofAction; index++) {
		if (index === 4 || index === 6 || index === 8 || index === 10) codes.push(dash);
		const byte = bytes[place * bytesPerEntry + index]!;
		codes.push(hexDigits.charCodeAt(byte >> 4), hexDigits.charCodeAt(byte & 0xf));
	}
	return String.fromCharCode(...codes);
}

/** The signature, as it was written. */
export function signatureIn(bytes: Uint8Array, place: number): string {
	const at = place * bytesPerEntry + ofAction;
	return toBase64Url(bytes.subarray(at, at + ofSignature));
}
