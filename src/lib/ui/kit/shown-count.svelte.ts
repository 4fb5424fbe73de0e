import { afterPaint } from './after-paint';

/** How many more are drawn before the page is painted again. */
const atOnce = 25;

/** How many of a long list are shown: the first few, or all, which are drawn some at a time so that none hold the page up. */
export class ShownCount {
	/** How many there may be. */
	most = $state(0);

	/** @param most how many are shown at first */
	constructor(most: number) {
		this.most = most;
	}

	/**
	 * Shows all of them. Resolves when none is left to be drawn.
	 * @param all how many there are by now
	 */
	async showAll(all: () => number): Promise<void> {
		while (this.most < all()) {
			this.most += atOnce;
			await afterPaint();
		}
		this.most = Infinity;
	}
}
