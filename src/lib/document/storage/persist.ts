import type { Ledger } from '../ledger/api';

/** What of it a browser has: some have none of it, some a part. */
const storage = (): Partial<StorageManager> => (navigator as { storage?: StorageManager }).storage ?? {};

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
		void isPersisted().then((persisted) => persisted || askToPersist());
	});
}

/** Whether the browser has promised not to clear what is stored by itself. */
export async function isPersisted(): Promise<boolean> {
	return (
		(await storage()
			.persisted?.()
			.catch(() => false)) ?? false
	);
}

/** Asks the browser to keep what is stored even when the disk gets tight; it may refuse, or not know the question. */
export async function askToPersist(): Promise<boolean> {
	return (
		(await storage()
			.persist?.()
			.catch(() => false)) ?? false
	);
}

/** How many bytes this browser uses for this app and how many it allows, where it says so. */
export async function storageEstimate(): Promise<{ used: number; allowed: number } | null> {
	const { usage, quota } =
		(await storage()
			.estimate?.()
			.catch(() => undefined)) ?? {};
	return usage === undefined || quota === undefined ? null : { used: usage, allowed: quota };
}
