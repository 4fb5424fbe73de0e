import type { OrganizationId } from '$lib/domain/facts';
import type { Failure } from '$lib/workspace/editing/outcome';
import { PastWorkspace } from '$lib/workspace/history/past-workspace';
import type { WorkspaceLens } from '$lib/workspace/lens';

/** Why nothing can be done as the organization in this browser; undefined if something can. */
export function cannotAct(workspace: WorkspaceLens, organization: OrganizationId): Failure | undefined {
	if (workspace instanceof PastWorkspace) return { code: 'past' };
	return workspace.actable.has(organization) ? undefined : { code: 'no-key', organization };
}

/** Why nothing about the organization's keys can be changed here. */
export const cannotSign = (workspace: WorkspaceLens, organization: OrganizationId): Failure | undefined =>
	isDraft(workspace) ? { code: 'not-in-draft' } : cannotAct(workspace, organization);

/** Whether it is a lens, and not the past. */
const isDraft = (workspace: WorkspaceLens): boolean =>
	workspace !== workspace.base && !(workspace instanceof PastWorkspace);
