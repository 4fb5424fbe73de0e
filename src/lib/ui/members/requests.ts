import type { OrganizationId } from '$lib/domain/facts';
import type { AccessRequest } from '$lib/workspace/sharing/tab-messages';
import type { WorkspaceLens } from '$lib/workspace/lens';

/** Open requests to act for the organization, over the connection or by file, one for each key; without keys that it has already. */
export function requestsFor(workspace: WorkspaceLens, organization: OrganizationId): AccessRequest[] {
	const { snapshot, sharing, fileRequests } = workspace;
	const byKey = new Map<string, AccessRequest>();
	for (const request of [...fileRequests.all, ...sharing.state.requests])
		if (request.organization === organization && !snapshot.keys.record(organization, request.key))
			byKey.set(request.key, request);
	return [...byKey.values()];
}

/** Whether it came in a partner's file. */
export const isFromFile = ({ id }: AccessRequest): boolean => id.startsWith('file:');

/** Declines a request, however it came. */
export function decline(workspace: WorkspaceLens, request: AccessRequest): void {
	workspace.sharing.decline(request.id);
	for (const each of workspace.fileRequests.all)
		if (each.organization === request.organization && each.key === request.key)
			void workspace.fileRequests.decline(each.id);
}
