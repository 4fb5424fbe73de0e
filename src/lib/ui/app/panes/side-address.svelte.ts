import type { PageAddress } from '../../kit/address.svelte';
import { hashOf, type ParamChanges, parseHash } from '../../kit/hash-address';

/** The parameter that holds the second side: what its address has behind the workspace, parameters included. */
export const BESIDE = 'beside';

/** The side of the pane that a page is in. */
export type Side = 'left' | 'right';

/**
 * The address of one of two pages side by side. The window's is the left one's, with the right one in a parameter:
 * `#/w/<workspace>/<organization>/authorization?beside=<organization>/products`.
 */
export class SideAddress implements PageAddress {
	readonly #window: PageAddress;
	readonly #workspace: () => string;
	readonly #side: Side;

	/** @param workspace its part of the address, with the lens */
	constructor(window: PageAddress, side: Side, workspace: () => string) {
		this.#window = window;
		this.#side = side;
		this.#workspace = workspace;
	}

	get #root(): string {
		return `/w/${encodeURIComponent(this.#workspace())}/`;
	}

	get #here(): { path: string; params: URLSearchParams } {
		if (this.#side === 'right') return parseHash(`#${this.#root}${this.#window.get(BESIDE)}`);
		const params = new URLSearchParams(this.#window.params);
		params.delete(BESIDE);
		return { path: this.#window.path, params };
	}

	get path(): string {
		return this.#here.path;
	}

	get params(): URLSearchParams {
		return this.#here.params;
	}

	get(name: string): string {
		return this.params.get(name) ?? '';
	}

	/** The address of both sides, this one at another page. An address outside this workspace gets the whole window. */
	beside(href: string): string {
		const { path, params } = parseHash(href);
		if (!path.startsWith(this.#root) || params.has(BESIDE)) return href;
		return this.#side === 'left'
			? hashOf(path, params, { [BESIDE]: this.#window.get(BESIDE) })
			: this.#window.hrefWith({ [BESIDE]: hashOf(path, params).slice(1 + this.#root.length) });
	}

	hrefWith(changes: ParamChanges): string {
		const { path, params } = this.#here;
		return this.beside(hashOf(path, params, changes));
	}

	async set(changes: ParamChanges, { replace = false } = {}): Promise<void> {
		const next = this.hrefWith(changes);
		if (next !== this.hrefWith({})) await this.#window.go(next, { replace, stay: true });
	}

	go(href: string, going?: { replace?: boolean; stay?: boolean }): Promise<void> {
		return this.#window.go(this.beside(href), going);
	}
}
