import { scenarioCards } from '$lib/scenarios/scenario-cards';
import { localNames, readLocal, writeLocal } from '../kit/local-choice';
import { LazyPart } from '../kit/lazy-part.svelte';
import type { OpenedWorkspace } from '../session/opened';

/** The guide itself, with all that its steps need: most workspaces have none. */
export const guidePart = new LazyPart(async () => (await import('./Guide.svelte')).default);

/** Whether the guide of a workspace is in sight; that is remembered for this browser. */
export class GuideShown {
	readonly #workspace: () => string;
	readonly #atFirst: () => boolean;
	#chosen = $state<{ workspace: string; shown: boolean }>();

	/** @param atFirst whether it is while nobody has said anything else */
	constructor(workspace: () => string, atFirst: () => boolean) {
		this.#workspace = workspace;
		this.#atFirst = atFirst;
	}

	get current(): boolean {
		const workspace = this.#workspace();
		if (this.#chosen?.workspace === workspace) return this.#chosen.shown;
		return (readLocal(localNames.guide(workspace)) ?? (this.#atFirst() ? 'shown' : 'hidden')) === 'shown';
	}

	set current(shown: boolean) {
		const workspace = this.#workspace();
		this.#chosen = { workspace, shown };
		writeLocal(localNames.guide(workspace), shown ? 'shown' : 'hidden');
	}
}

/** Whether the workspace has steps to follow: those of a scenario, or of the text that it was made of. */
export function hasGuide({ record: { scenario }, workspace }: OpenedWorkspace): boolean {
	const card = scenarioCards.find(({ id }) => id === scenario?.id);
	return card ? card.steps.length > 0 : workspace.guide.state !== undefined;
}
