import { m } from '$lib/paraglide/messages';
import { workspaces } from '$lib/workspace/workspaces';
import { unisolated } from '../kit/text/isolated';
import { scenarioTitle } from '../words/scenario-words';

/** A name that no other workspace of this browser has. */
export async function freeName(wanted: string): Promise<string> {
	const { workspaces: there } = await workspaces.list();
	const names = new Set(there.map(({ name }) => name));
	for (let number = 2, name = wanted; ; number += 1) {
		if (!names.has(name)) return name;
		name = unisolated(m.scenarios_numbered_name({ name: wanted, number }));
	}
}

/** Makes a workspace for a scenario, which is played when it is opened. Rejects where nothing can be stored. */
export async function createScenario(id: string, finished: boolean, hasStory: boolean): Promise<string> {
	const title = scenarioTitle(id);
	const wanted = finished && hasStory ? m.scenarios_finished_name({ title }) : title;
	return (await workspaces.create(await freeName(wanted), { scenario: { id, finished } })).id;
}

/** Makes an empty workspace. Rejects where nothing can be stored. */
export const createBlank = async (): Promise<string> =>
	(await workspaces.create(await freeName(m.workspaces_blank_name()))).id;
