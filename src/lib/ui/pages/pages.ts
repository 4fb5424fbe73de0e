import Building2 from '@lucide/svelte/icons/building-2';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import FileText from '@lucide/svelte/icons/file-text';
import GitBranch from '@lucide/svelte/icons/git-branch';
import HistoryIcon from '@lucide/svelte/icons/history';
import KeyRound from '@lucide/svelte/icons/key-round';
import Leaf from '@lucide/svelte/icons/leaf';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Package from '@lucide/svelte/icons/package';
import Printer from '@lucide/svelte/icons/printer';
import Settings from '@lucide/svelte/icons/settings';
import Share2 from '@lucide/svelte/icons/share-2';
import ShoppingCart from '@lucide/svelte/icons/shopping-cart';
import Waypoints from '@lucide/svelte/icons/waypoints';
import { m } from '$lib/paraglide/messages';
import type { Icon } from '../kit/icon';

/** One page of a workspace, as an organization sees it. */
export interface PageRow {
	/** Its address, behind workspace and organization. `:product` stands for an id, which the component gets as a prop. */
	path: string;
	/** Its component: the file below `ui/`, without `.svelte`. */
	component: string;
	/** What it is called in the rail, menus, the palette and to others who are here. */
	label: () => string;
	icon?: Icon;
	/** The page that it belongs to: that one is marked in the rail, and gone up to. */
	under?: string;
	/** Where it is offered, besides by links. `edit` is the palette while things can be changed, `menu` the workspace's too. */
	offered?: 'rail' | 'menu' | 'palette' | 'edit';
	/** The keys that go there: `g p`. */
	keys?: string;
	/** Other words to find it by in the palette. */
	keywords?: () => string[];
	/** It is about this browser and the workspace as it is now: it has no past moment and is not part of a draft. */
	isOfNow?: true;
	/** Its record is there for every organization: who acts as another one stays on it. */
	isForAll?: true;
}

/** A row; its path's own type says which ids it asks for. */
const page = <const Path extends string>(
	path: Path,
	component: string,
	row: Omit<PageRow, 'path' | 'component'>
): PageRow & { path: Path } => ({ path, component, ...row });

/**
 * Every page of a workspace, in the order in which they are offered. Addresses, the rail, the palette, shortcuts, the
 * presence that others see, and what a past moment shows all come from here.
 */
export const pages = {
	authorization: page('authorization', 'authorization/AuthorizationPage', {
		label: m.shell_place_authorization,
		icon: KeyRound,
		offered: 'rail',
		keys: 'g a'
	}),
	addAuthorization: page('authorization/add', 'authorization/AddAuthorizationPage', {
		under: 'authorization',
		label: m.authorization_add,
		icon: KeyRound,
		offered: 'edit'
	}),
	/** Set Permissions, for one partner. */
	partner: page('authorization/partners/:partner', 'authorization/SetPermissionsPage', {
		label: m.permissions_title,
		under: 'authorization'
	}),
	/** What one organization granted to the acting one. */
	grantedFrom: page('authorization/from/:grantor', 'authorization/GrantedFromPage', {
		label: m.shell_place_authorization,
		under: 'authorization'
	}),
	products: page('products', 'products/ProductsPage', {
		label: m.shell_place_products,
		icon: Package,
		offered: 'rail',
		keys: 'g p'
	}),
	product: page('products/:product', 'products/ProductPage', {
		under: 'products',
		label: m.shell_place_products,
		isForAll: true
	}),
	purchase: page('purchase', 'purchase/PurchasePage', {
		label: m.shell_place_purchase,
		icon: ShoppingCart,
		offered: 'rail',
		keys: 'g u'
	}),
	newOrder: page('purchase/new', 'purchase/NewOrderPage', {
		under: 'purchase',
		label: m.purchase_new,
		icon: ShoppingCart,
		offered: 'edit'
	}),
	order: page('purchase/:order', 'purchase/OrderPage', {
		under: 'purchase',
		label: m.shell_place_purchase
	}),
	organizations: page('organizations', 'organizations/OrganizationsPage', {
		label: m.shell_place_organizations,
		icon: Building2,
		offered: 'rail',
		keys: 'g o'
	}),
	history: page('history', 'history/HistoryPage', {
		label: m.shell_place_history,
		icon: HistoryIcon,
		offered: 'rail',
		keys: 'g h'
	}),
	/** What two moments differ in: `from` and `to` are entries, no `to` is now. */
	difference: page('history/difference', 'history/DifferencePage', {
		under: 'history',
		label: m.difference_title
	}),
	/** A question: `organization`, `product`, `permission`. */
	ask: page('ask', 'ask/AskPage', {
		label: m.ask_title,
		icon: CircleQuestionMark,
		offered: 'rail',
		keys: 'g k'
	}),
	advice: page('advice', 'advice/AdvicePage', {
		under: 'authorization',
		label: m.advice_title,
		icon: Leaf,
		offered: 'palette'
	}),
	/** Of a product (`product`) or an organization (`organization`); of the acting one where neither is named. */
	chains: page('chains', 'chains/ChainsPage', {
		label: m.chains_title,
		icon: Waypoints,
		offered: 'palette',
		keys: 'g c'
	}),
	/** To print; of whom, as for the chains. */
	report: page('report', 'report/ReportPage', {
		under: 'authorization',
		label: m.report_title,
		icon: Printer,
		offered: 'palette',
		keywords: () => [m.report_print()]
	}),
	expectations: page('expectations', 'expectations/ExpectationsPage', {
		under: 'ask',
		label: m.expectations_title,
		icon: ListChecks,
		offered: 'palette'
	}),
	share: page('share', 'sharing/SharePage', {
		isOfNow: true,
		label: m.shell_share,
		icon: Share2,
		offered: 'menu',
		keys: 'g r',
		keywords: () => [m.sharing_invite_title()]
	}),
	/** What might be done; `from` and `to` of a difference are drafts, or now where they are left out. */
	drafts: page('drafts', 'drafts/DraftsPage', {
		isOfNow: true,
		label: m.drafts_title,
		icon: GitBranch,
		offered: 'menu',
		keys: 'g d',
		keywords: () => [m.drafts_new()]
	}),
	draftDifference: page('drafts/difference', 'drafts/DraftDifferencePage', {
		under: 'drafts',
		label: m.drafts_difference_title,
		isOfNow: true
	}),
	/** The setup as a text; in a draft it is edited. */
	text: page('text', 'text/AsTextPage', {
		label: m.setup_page,
		icon: FileText,
		offered: 'menu',
		keys: 'g t'
	}),
	settings: page('settings', 'workspaces/SettingsPage', {
		isOfNow: true,
		label: m.shell_settings,
		icon: Settings,
		offered: 'menu',
		keys: 'g s'
	}),
	diagnostics: page('diagnostics', 'diagnostics/DiagnosticsPage', {
		under: 'settings',
		label: m.members_diagnostics,
		isOfNow: true
	})
};

export type PageName = keyof typeof pages;

/** A row whose columns may be missing. */
export const pageRow = (name: PageName): PageRow => pages[name];

/** All rows with their names, in the table's order. */
export const allPages: readonly (PageRow & { name: PageName })[] = Object.keys(pages).map((name) => ({
	name: name as PageName,
	...pageRow(name as PageName)
}));

/** The page that one is in, seen from the rail: the topmost that a page belongs to. */
export function topOf(name: PageName): PageName {
	const { under } = pageRow(name);
	return under === undefined ? name : topOf(under as PageName);
}
