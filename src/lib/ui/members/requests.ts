import type { OrganizationId } from '$lib/domain/facts';
import type { AccessRequest } from '$lib/workspace/sharing-state';
import type { Seen } from '$lib/workspace/seen';

/** Who asks to act for the organization, over the connection or by file, each key once; none that it knows already. */
export function requestsFor(workspace: Seen, organization: OrganizationId): AccessRequest[] {
	const { snapshot, sharing, fileRequests } = workspace;
	const byKey = new Map<string, AccessRequest>();
	for (const request of [...fileRequests.all, ...sharing.state.requests])
		if (request.organization === organization && !snapshot.keys.record(organization, request.key))
			byKey.set(request.key, request);
	return [...byKey.values()];
}

/** It came in a partner's file. */
export const isFromFile = ({ id }: AccessRequest): boolean => id.startsWith('file:');

/** Says no, wherever it was asked. */
export function decline(workspace: Seen, request: AccessRequest): void {
	workspace.sharing.decline(request.id);
	for (const each of workspace.fileRequests.all)
		if (each.organization === request.organization && each.key === request.key)
			void workspace.fileRequests.decline(each.id);
}
