import { toastError } from './overlays/toasts';

/** Waits for something that can fail. A failure is shown as a toast; answers whether it worked. */
export async function attempt(work: Promise<unknown>, failed: string): Promise<boolean> {
	try {
		await work;
		return true;
	} catch {
		toastError(failed);
		return false;
	}
}

/** What a button starts: `busy` while it goes on, for the button's `busy`. */
export class Attempt {
	busy = $state(false);

	/** Runs it. A failure is shown as a toast; answers whether it worked. */
	async run(work: () => Promise<unknown>, failed: string): Promise<boolean> {
		this.busy = true;
		const worked = await attempt(work(), failed);
		this.busy = false;
		return worked;
	}
}
