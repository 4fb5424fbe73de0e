import type { Snapshot } from '$lib/domain/snapshot';
import { engineSetup } from '$lib/engines/engine-setup';
import type { EngineKey } from '$lib/engines/engine';
import type { Zipped } from '$lib/engines/engine-tasks';
import { exportOffThread } from '$lib/engines/off-thread';

/**
 * Writes the setup of a state for some engines, off the page's thread.
 * @param before an earlier export, for the difference to it
 */
export function writeExport(
	snapshot: Snapshot,
	title: string,
	engines: readonly EngineKey[],
	before: Uint8Array | null
): Promise<Zipped> {
	return exportOffThread({ engines, toExport: { title, ...engineSetup(snapshot) }, before, at: Date.now() });
}
