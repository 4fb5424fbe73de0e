import { createContext } from 'svelte';
import { goto } from '$app/navigation';
import { page } from '$app/state';
import { hashOf, type ParamChanges, parseHash } from './hash-address';

/** How an address is gone to: `replace` leaves no way back to the one before, `stay` keeps focus and scroll. */
interface Going {
	replace?: boolean;
	stay?: boolean;
}

/**
 * Where a page is, and how one leaves it. Under the hash router `page.url.searchParams` is empty: what is chosen on a page
 * (tab, search, sort) is behind the hash, and is read and written here.
 */
export interface PageAddress {
	readonly path: string;
	readonly params: URLSearchParams;
	/** A parameter's value, '' where the address says nothing. */
	get(name: string): string;
	/** The address of this page with other parameters: for links. */
	hrefWith(changes: ParamChanges): string;
	/**
	 * Writes parameters into the address, so that links and Back carry them. `replace` for what changes at every
	 * keystroke; without it Back returns to the choice before.
	 */
	set(changes: ParamChanges, going?: Pick<Going, 'replace'>): Promise<void>;
	/** Goes to another address (`#/…`). */
	go(href: string, going?: Going): Promise<void>;
}

/** The address that the window shows. */
export class WindowAddress implements PageAddress {
	readonly #here = $derived(parseHash(page.url.hash));

	get path(): string {
		return this.#here.path;
	}

	get params(): URLSearchParams {
		return this.#here.params;
	}

	get(name: string): string {
		return this.params.get(name) ?? '';
	}

	hrefWith(changes: ParamChanges): string {
		return hashOf(this.path, this.params, changes);
	}

	async set(changes: ParamChanges, { replace = false }: Going = {}): Promise<void> {
		const next = this.hrefWith(changes);
		if (next !== this.hrefWith({})) await this.go(next, { replace, stay: true });
	}

	go(href: string, { replace = false, stay = false }: Going = {}): Promise<void> {
		return goto(href, { replaceState: replace, keepFocus: stay, noScroll: stay });
	}
}

/** The root layout sets the window's; two pages side by side have one each. Call it while a component is made. */
export const [pageAddress, setPageAddress] = createContext<PageAddress>();
