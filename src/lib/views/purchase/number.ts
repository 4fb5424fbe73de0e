import type { Order } from '$lib/domain/records';

/** Figures and letters that nobody confuses when reading aloud (Crockford's). */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 5;

/**
 * What people call an order: `PO-260314-7KQ2M`, the day (UTC) it was placed and five signs made from its id. The same
 * on every replica, and for the lifetime of the order; not an identifier.
 */
export function orderNumber({ id, at }: Pick<Order, 'id' | 'at'>): string {
	let rest = hash(id);
	let signs = '';
	for (let place = 0; place < LENGTH; place++) {
		signs = SIGNS[rest % SIGNS.length]! + signs;
		rest = Math.floor(rest / SIGNS.length);
	}
	return `PO-${day(at)}-${signs}`;
}

/** FNV-1a over 32 bits. */
function hash(text: string): number {
	let value = 0x811c9dc5;
	for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
	return value >>> 0;
}

/** A claimed time may be anything. */
function day(at: number): string {
	const date = new Date(at);
	if (Number.isNaN(date.getTime())) return '000000';
	const parts = [date.getUTCFullYear() % 100, date.getUTCMonth() + 1, date.getUTCDate()];
	return parts.map((part) => String(Math.abs(part)).padStart(2, '0')).join('');
}
