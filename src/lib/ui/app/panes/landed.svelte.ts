import { tick } from 'svelte';

/** What of a page is marked whole when something in it changed. */
const UNIT = '[role="row"]:not(:has([role="columnheader"])), li, article';

/**
 * Marks where a change of the other side landed: the rows that it touched get `data-landed` until somebody does
 * something on this side. Call it while a component is made.
 * @param root what is watched
 * @param changes read for its changes alone: the state that the page shows
 * @param isOwn whether the change was made on this side
 */
export class Landed {
	/** How many rows are marked. */
	count = $state(0);
	readonly #root: () => HTMLElement | undefined;

	constructor(
		root: () => HTMLElement | undefined,
		changes: () => unknown,
		isOwn: () => boolean,
		word: () => string
	) {
		this.#root = root;
		let observer: MutationObserver | undefined;
		/** What changes now follows from the state, and not from what is typed or scrolled. */
		let isDue = false;
		const take = (records: readonly MutationRecord[]) => {
			if (isDue && !isOwn()) this.#mark(records, word());
		};
		$effect(() => {
			const watched = root();
			if (!watched) return;
			observer = new MutationObserver(take);
			observer.observe(watched, { subtree: true, childList: true, characterData: true });
			return () => observer?.disconnect();
		});
		$effect.pre(() => {
			changes();
			observer?.takeRecords();
			isDue = true;
			void tick().then(() => {
				take(observer?.takeRecords() ?? []);
				isDue = false;
			});
		});
	}

	/** Takes the marks away. */
	clear(): void {
		if (this.count === 0) return;
		for (const unit of this.#marked()) delete unit.dataset.landed;
		this.count = 0;
	}

	#marked(): HTMLElement[] {
		return [...(this.#root()?.querySelectorAll<HTMLElement>('[data-landed]') ?? [])];
	}

	#mark(records: readonly MutationRecord[], word: string): void {
		const nodes = records.flatMap(({ target, addedNodes, type }) =>
			type === 'childList' ? [...addedNodes] : [target]
		);
		for (const unit of nodes.map(unitOf)) if (unit?.isConnected) unit.dataset.landed = word;
		const marked = this.#marked();
		this.count = marked.length;
		// Something is done on the other side: nobody is reading anything else on this one.
		marked[0]?.scrollIntoView({ block: 'nearest' });
	}
}

const unitOf = (node: Node): HTMLElement | null =>
	(node instanceof HTMLElement ? node : node.parentElement)?.closest<HTMLElement>(UNIT) ?? null;
