import type { Ledger } from './port';

/**
 * Asks the browser to keep what is stored even when the disk gets tight: once something was saved, for then a
 * person has something to lose. Nothing depends on the answer.
 */
export function persistOnFirstSave(ledger: Ledger): void {
	let written = false;
	const end = ledger.onStorage(({ state }) => {
		if (state === 'saving') written = true;
		if (state !== 'saved' || !written) return;
		written = false;
		queueMicrotask(() => end());
		void isPersisted().then((persisted) =>
			persisted ? null : navigator.storage.persist().catch(() => false)
		);
	});
}

/** Whether the browser has promised not to clear what is stored by itself. */
export async function isPersisted(): Promise<boolean> {
	const storage = navigator.storage as StorageManager | undefined;
	return storage ? storage.persisted().catch(() => false) : false;
}

/** How many bytes this browser uses for this app and how many it allows, where it says so. */
export async function storageEstimate(): Promise<{ used: number; allowed: number } | null> {
	const storage = navigator.storage as StorageManager | undefined;
	const { usage, quota } = (await storage?.estimate().catch(() => undefined)) ?? {};
	return usage === undefined || quota === undefined ? null : { used: usage, allowed: quota };
}
