import type { OrganizationId } from '$lib/domain/facts';
import type { OpenedWorkspace } from '../session/opened';

/**
 * The first arrival of a workspace that was joined: it is due from joining until one peer, or the relay, has given all it has. Make
 * it while a component is made.
 */
export class Arrival {
	readonly #app: OpenedWorkspace;
	/** It was empty when it was opened; what was there before is shown at once. */
	readonly #wasEmpty: boolean;

	constructor(app: OpenedWorkspace) {
		this.#app = app;
		this.#wasEmpty = app.snapshot.entries.size === 0;
	}

	get isDue(): boolean {
		const { workspace, record } = this.#app;
		if (!record.sharing?.on || !this.#wasEmpty) return false;
		const { peers, relay } = workspace.sharing.state;
		const isWhole = peers.some(({ synced }) => synced) || relay?.synced === true;
		return !isWhole || workspace.snapshot.organizations.size === 0;
	}

	/** As whom it opens: as last time, or as what one was invited to be. */
	get as(): OrganizationId | null {
		const { record } = this.#app;
		return record.lastActing ?? record.sharing?.asks[0]?.organization ?? null;
	}
}
