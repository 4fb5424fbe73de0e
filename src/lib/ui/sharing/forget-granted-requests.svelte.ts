import type { OrganizationId } from '$lib/domain/facts';
import type { OpenedWorkspace } from '../session/opened';

/** Withdraws requests for access that were granted. Call it while a component is made. */
export function forgetGrantedRequests(app: OpenedWorkspace): void {
	$effect(() => {
		for (const { organization } of app.record.sharing?.asks ?? []) {
			if (!app.workspace.actable.has(organization)) continue;
			// A request that stays stored is only sent once more.
			void withdraw(app.record.id, organization).catch(() => null);
		}
	});
}

async function withdraw(workspace: string, organization: OrganizationId): Promise<void> {
	const { withdrawRequest } = await import('$lib/workspace/sharing/sharing-settings');
	await withdrawRequest(workspace, organization);
}
