import type { OrganizationId } from '$lib/domain/facts';
import { requestsFor } from '../members/requests';
import type { OpenedWorkspace } from '../session/opened';

/** Whether there may be something to say on every page of a workspace: `WorkspaceNotices` says what. */
export function hasWorkspaceNotices({ workspace, record }: OpenedWorkspace, acting: OrganizationId): boolean {
	return (
		workspace.lock === 'locked' ||
		record.sharing?.on === true ||
		!workspace.actable.has(acting) ||
		workspace.diagnostics.report.forks.length + workspace.outsiders.report.waiting > 0 ||
		[...workspace.actable].some((id) => requestsFor(workspace, id).length > 0)
	);
}
