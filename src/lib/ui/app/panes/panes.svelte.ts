import { MediaQuery } from 'svelte/reactivity';
import type { PageAddress } from '../../kit/address.svelte';
import { BESIDE, type Side, SideAddress } from './side-address.svelte';

/** The two sides of a window: whether it shows both, and on which something is done. */
export class Panes {
	readonly left: SideAddress;
	readonly right: SideAddress;
	/** The side that the last key, click or focus was on. */
	current = $state<Side>('left');
	readonly #window: PageAddress;
	readonly #isWide = new MediaQuery('min-width: 64rem');

	/** @param workspace its part of the address, with the lens */
	constructor(window: PageAddress, workspace: () => string) {
		this.#window = window;
		this.left = new SideAddress(window, 'left', workspace);
		this.right = new SideAddress(window, 'right', workspace);
	}

	/** Whether both are shown: the address says so, and there is room. */
	get areShown(): boolean {
		return this.isAsked && this.#isWide.current;
	}

	/** Whether the address says so, be there room or not. */
	get isAsked(): boolean {
		return this.#window.get(BESIDE) !== '';
	}

	/** The address of the side that something is done on; the window's where only one page is shown. */
	get address(): PageAddress {
		return this.areShown ? this[this.current] : this.#window;
	}

	/** Shows a second side, given by what its address has behind the workspace. */
	open(beside: string): void {
		this.current = 'left';
		void this.#window.set({ [BESIDE]: beside });
	}

	/** Leaves the window to the other side. */
	close(side: Side): void {
		const left = side === 'left' ? this.right : this.left;
		const query = left.params.toString();
		void this.#window.go(`#${left.path}${query && `?${query}`}`);
	}
}
