import { withdrawRequest } from '$lib/workspace/sharing/sharing-settings';
import type { OpenedWorkspace } from '../session/opened';

/** Asks no longer for what this browser was given. Call it while a component is made. */
export function forgetGrantedRequests(app: OpenedWorkspace): void {
	$effect(() => {
		for (const { organization } of app.record.sharing?.asks ?? []) {
			if (!app.workspace.actable.has(organization)) continue;
			// What stays noted is only asked for once more.
			void withdrawRequest(app.record.id, organization).catch(() => null);
		}
	});
}
