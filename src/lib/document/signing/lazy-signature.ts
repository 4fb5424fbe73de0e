import type { Entry } from '$lib/domain/entry';

/** How long is waited before it is tried again, in milliseconds: longer each time. */
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;

/** Loads what checks signatures: whoever is alone with a workspace needs none of it. Rejects where it cannot be had. */
export const loadSignatures = () => import('./signature');

/**
 * Checks as `hasValidSignature`, once that can be loaded. Until then what is foreign waits: it is not to be refused for it,
 * nor whoever sent it.
 * @param load for tests
 */
export async function isSigned(entry: Entry, load = loadSignatures): Promise<boolean> {
	for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
		const loaded = await load().catch(() => null);
		if (loaded) return loaded.hasValidSignature(entry);
		await new Promise((resolve) => setTimeout(resolve, pause));
	}
}
