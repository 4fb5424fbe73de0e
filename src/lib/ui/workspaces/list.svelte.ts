import { workspaces, type WorkspaceList } from '$lib/workspace/workspaces';

/** The list of workspaces as it is now, in whichever window it was changed. Make it while a component is made. */
export class ListOfWorkspaces {
	/** Undefined until it is read. */
	list = $state.raw<WorkspaceList>();
	/** The browser does not let this page store anything. */
	failed = $state(false);

	constructor() {
		$effect(() => {
			void this.#read();
			return workspaces.onChange(() => void this.#read());
		});
	}

	async #read(): Promise<void> {
		try {
			this.list = await workspaces.list();
			this.failed = false;
		} catch {
			this.failed = true;
		}
	}
}

let swept = false;

/** Clears, once, what removals and duplications left behind when their page was closed too early. */
export function sweepOnce(): void {
	if (swept) return;
	swept = true;
	// What could not be cleared now is cleared another time.
	workspaces.sweep().catch(() => undefined);
}
