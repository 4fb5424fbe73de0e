/** An address behind the hash: where, and what is chosen there. */
export interface HashAddress {
	/** Begins with a slash. */
	path: string;
	params: URLSearchParams;
}

/**
 * What the router's hash says, `#/w/1?q=lamp` for example. An empty one is home. A second `#` names a part of the page, and
 * is no part of its address.
 */
export function parseHash(hash: string): HashAddress {
	const [text = ''] = hash.replace(/^#/, '').split('#');
	const at = text.indexOf('?');
	const path = at < 0 ? text : text.slice(0, at);
	return { path: path || '/', params: new URLSearchParams(at < 0 ? '' : text.slice(at + 1)) };
}

/** Values to choose; null, undefined, false and '' mean that the address no longer says so. */
export type ParamChanges = Record<string, string | number | boolean | null | undefined>;

/** The hash of an address, with its parameters changed. The order of the others is kept. */
export function hashOf(path: string, params: URLSearchParams, changes: ParamChanges = {}): string {
	const next = new URLSearchParams(params);
	for (const [name, value] of Object.entries(changes)) {
		if (value === null || value === undefined || value === false || value === '') next.delete(name);
		else next.set(name, String(value));
	}
	const query = next.toString();
	return `#${path}${query && `?${query}`}`;
}
