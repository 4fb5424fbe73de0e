import { storeNetworkOffThread, type Watching } from '$lib/generator/store-off-thread';
import { workspaces } from '$lib/workspace/workspaces';
import { locale } from '../kit/text/locale.svelte';
import { freeName } from '../session/create';
import { scenarioTitle } from '../words/scenario-words';

/**
 * Makes a supply network of one of `networkSizes` in the background, in the language of the interface, whole or not at all.
 * Resolves with its id. Rejects where it was stopped, or could not be signed or stored.
 */
export async function createNetwork(size: number, watching: Watching): Promise<string> {
	const name = await freeName(scenarioTitle('supply-network'));
	const { id } = await workspaces.generate(name, async (workspace) => {
		const stored = await storeNetworkOffThread({ workspace, size, language: locale.current }, watching);
		watching.signal.throwIfAborted();
		return stored;
	});
	return id;
}
