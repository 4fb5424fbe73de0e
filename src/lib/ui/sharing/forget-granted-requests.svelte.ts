import { withdrawRequest } from '$lib/workspace/sharing/sharing-settings';
import type { OpenedWorkspace } from '../session/opened';

/** Withdraws requests for access that were granted. Call it while a component is made. */
export function forgetGrantedRequests(app: OpenedWorkspace): void {
	$effect(() => {
		for (const { organization } of app.record.sharing?.asks ?? []) {
			if (!app.workspace.actable.has(organization)) continue;
			// A request that stays stored is only sent once more.
			void withdrawRequest(app.record.id, organization).catch(() => null);
		}
	});
}
