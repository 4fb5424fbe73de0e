import type { OrganizationId } from '$lib/domain/facts';
import type { PageAddress } from '../kit/address.svelte';
import { hrefsOf } from '../pages/page-addresses';
import type { OpenedWorkspace } from '../session/opened';
import { setSession } from '../session/session';
import { shownOrganizationName } from '../words/shown-organization-name';

/**
 * Sets the session of the components inside. Call it while a component is made.
 * @param wrap puts an address into one that also keeps the other side of the window
 */
export function provideSession(
	app: OpenedWorkspace,
	address: PageAddress,
	actor: () => OrganizationId,
	wrap?: (href: string) => string
): void {
	const href = $derived(hrefsOf(app.workspace.id, actor(), wrap));
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
