import type { OrganizationId } from '$lib/domain/facts';
import { m } from '$lib/paraglide/messages';
import { organizationName } from '$lib/views/names';
import { nextToActAs } from '$lib/views/organizations/organizations';
import { deciding } from '$lib/workspace/editing/load-deciding';
import type { Failure } from '$lib/workspace/editing/outcome';
import { addresses } from '../kit/addresses';
import { hrefsOf } from '../pages/page-addresses';
import { perform } from '../session/perform';
import type { Session } from '../session/session';
import { cut } from '../kit/text/plain-text';

/**
 * Deletes an organization, in its own name. Who deletes the organization that the page acts as is taken to another
 * one's view first, for its own has nothing to show any more; after the last one, to the start of the workspace.
 */
export async function deleteAndLeave(app: Session, id: OrganizationId): Promise<Failure | undefined> {
	const { workspace } = app;
	const command = { command: 'delete-organization' } as const;
	const done = m.organizations_deleted({ name: cut(organizationName(workspace.snapshot, id), 60) });
	// Where it could not be loaded, nothing is deleted, and the command says so.
	const loaded = await deciding.get().catch(() => undefined);
	const mayGo = workspace.actable.has(id) && loaded?.decide(workspace.snapshot, id, command).accepted;
	const leaves = mayGo && id === app.actor;
	const next = leaves ? nextToActAs(workspace.snapshot, workspace.actable, id) : undefined;
	if (next !== undefined) await app.address.go(hrefsOf(workspace.id, next).organizations());
	const failure = await perform(workspace, id, command, done);
	if (leaves && next === undefined && !failure) await app.address.go(addresses.workspace(workspace.id));
	return failure;
}
