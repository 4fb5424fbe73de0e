import Inbox from '@lucide/svelte/icons/inbox';
import KeyRound from '@lucide/svelte/icons/key-round';
import Package from '@lucide/svelte/icons/package';
import ShoppingCart from '@lucide/svelte/icons/shopping-cart';
import Users from '@lucide/svelte/icons/users';
import { m } from '$lib/paraglide/messages';
import type { WorkspaceRecord } from '$lib/workspace/workspaces';
import { addresses } from '../kit/addresses';
import type { MenuEntry } from '../kit/overlays/menu-entry';
import type { Hrefs } from '../pages/page-addresses';

const authorization = () => ({ label: m.shell_place_authorization(), icon: KeyRound });

/** My Space of an organization: what is its own, and what others gave it. */
export const mySpaceIn = (href: Hrefs): MenuEntry[] => [
	{ ...authorization(), href: href.authorization() },
	{ label: m.authorization_to_me(), icon: Inbox, href: href.authorization({ list: 'to-me' }) },
	{ label: m.products_my_product(), icon: Package, href: href.products() },
	{ label: m.purchase_list_mine(), icon: ShoppingCart, href: href.purchase() },
	{ label: m.members_who_acts_for_me(), icon: Users, href: href.authorization({ tab: 'within' }) }
];

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
