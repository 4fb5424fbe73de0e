import type { OrganizationId } from '$lib/domain/facts';
import { organizationName } from '$lib/views/names';
import type { OpenedWorkspace } from '../session/opened';
import { me } from '../session/profile.svelte';
import { placeOf } from './place-name';

/**
 * Announces to connected peers who one is, as whom one acts and which page one looks at; of several tabs, the one looked at
 * last does. Call it while a component is made.
 */
export function announcePresence(
	app: OpenedWorkspace,
	acting: () => OrganizationId | undefined,
	path: () => string
): void {
	const seen = $derived(acting() ?? null);
	/** Whoever only looks at an organization's view does not act for it. */
	const organization = $derived(seen !== null && app.workspace.actable.has(seen) ? seen : null);
	/** Without a name, the name of the organization that one acts for, or could, is used. */
	const namesake = $derived(organization ?? [...app.workspace.actable][0]);
	const called = $derived(namesake === undefined ? '' : organizationName(app.snapshot, namesake));
	const place = $derived(placeOf(path()));
	const announce = () => {
		app.workspace.sharing.presence = { name: me.name || called, colour: me.colour, organization, place };
	};
	$effect(announce);
	$effect(() => {
		const look = () => document.visibilityState === 'visible' && announce();
		document.addEventListener('visibilitychange', look);
		addEventListener('focus', look);
		return () => {
			document.removeEventListener('visibilitychange', look);
			removeEventListener('focus', look);
		};
	});
}
