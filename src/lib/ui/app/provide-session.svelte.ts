import type { OrganizationId } from '$lib/domain/facts';
import type { PageAddress } from '../kit/address.svelte';
import { hrefsOf } from '../pages/page-addresses';
import type { OpenedWorkspace } from '../session/opened';
import { setSession } from '../session/session';
import { shownOrganizationName } from '../words/shown-organization-name';

/**
 * Gives what is inside its session. Call it while a component is made.
 * @param through makes an address one that keeps what else is on screen
 */
export function provideSession(
	app: OpenedWorkspace,
	address: PageAddress,
	actor: () => OrganizationId,
	through?: (href: string) => string
): void {
	const href = $derived(hrefsOf(app.workspace.id, actor(), through));
	setSession({
		get workspace() {
			return app.workspace;
		},
		get snapshot() {
			return app.snapshot;
		},
		get actor() {
			return actor();
		},
		get actorName() {
			return shownOrganizationName(app.snapshot, actor());
		},
		address,
		get href() {
			return href;
		}
	});
}
