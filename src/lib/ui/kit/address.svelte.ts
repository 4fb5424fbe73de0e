import { goto } from '$app/navigation';
import { page } from '$app/state';
import { hashOf, type ParamChanges, parseHash } from './hash-address';

const here = $derived(parseHash(page.url.hash));

/**
 * Where the app is. Under the hash router `page.url.searchParams` is empty: what is chosen on a page (tab, search,
 * sort) is behind the hash, and is read and written here.
 */
export const address = {
	get path(): string {
		return here.path;
	},
	get params(): URLSearchParams {
		return here.params;
	},
	/** A parameter's value, '' where the address says nothing. */
	get(name: string): string {
		return here.params.get(name) ?? '';
	}
};

/** The address of this page with other parameters: for links. */
export const hrefWith = (changes: ParamChanges): string => hashOf(here.path, here.params, changes);

/**
 * Writes parameters into the address, so that links and Back carry them. `replace` for what changes at every
 * keystroke; without it Back returns to the choice before.
 */
export async function setParams(changes: ParamChanges, { replace = false } = {}): Promise<void> {
	const next = hrefWith(changes);
	if (next === hashOf(here.path, here.params)) return;
	await goto(next, { replaceState: replace, keepFocus: true, noScroll: true });
}
