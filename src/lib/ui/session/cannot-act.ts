import type { OrganizationId } from '$lib/domain/facts';
import type { Failure } from '$lib/workspace/outcome';
import { Draft } from '$lib/workspace/draft';
import { Past } from '$lib/workspace/past';
import type { Seen } from '$lib/workspace/seen';

/** Why nothing can be done as the organization here, whatever it is; undefined where it can. */
export function cannotAct(workspace: Seen, organization: OrganizationId): Failure | undefined {
	if (workspace instanceof Past) return { code: 'past' };
	return workspace.actable.has(organization) ? undefined : { code: 'no-key', organization };
}

/** Why nothing about the organization's keys can be changed here. */
export const cannotSign = (workspace: Seen, organization: OrganizationId): Failure | undefined =>
	workspace instanceof Draft ? { code: 'not-in-draft' } : cannotAct(workspace, organization);
