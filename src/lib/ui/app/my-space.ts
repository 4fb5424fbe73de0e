import KeyRound from '@lucide/svelte/icons/key-round';
import { m } from '$lib/paraglide/messages';
import type { WorkspaceRecord } from '$lib/workspace/workspaces';
import { addresses } from '../kit/addresses';
import type { MenuEntry } from '../kit/overlays/menu-entry';

const authorization = () => ({ label: m.shell_place_authorization(), icon: KeyRound });

/** My Space of a workspace that has no organization yet: Authorization begins with the first one. */
export const mySpaceBefore = (workspace: string): MenuEntry[] => [
	{ ...authorization(), href: addresses.workspace(workspace) }
];

/**
 * My Space where no workspace is open: Authorization in the one that was changed last. Where there is none, the ways
 * to start.
 * @param there those of this browser, the one changed last first
 */
export function mySpaceOutside(
	there: readonly WorkspaceRecord[],
	ways: readonly MenuEntry[] = [{ label: m.workspaces_ways(), href: addresses.home() }]
): MenuEntry[] {
	const [last] = there;
	return last
		? [
				{ heading: m.workspaces_last({ name: last.name }) },
				{ ...authorization(), href: addresses.workspace(last.id) }
			]
		: [{ ...authorization(), disabledReason: m.workspaces_begin_first() }, { separator: true }, ...ways];
}
