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
import type { RailGroup } from './rail-groups';

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
	/** The group of the rail that it stands in; the palette offers it too. */
	rail?: RailGroup;
	/** Where else it is offered, besides by links. `edit` is the palette while things can be changed, `menu` the workspace's. */
	offered?: 'menu' | 'palette' | 'edit';
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
		rail: 'work',
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
		rail: 'work',
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
		rail: 'work',
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
	/** Of a product (`product`) or an organization (`organization`); of the acting one where neither is named. */
	chains: page('chains', 'chains/ChainsPage', {
		label: m.chains_title,
		icon: Waypoints,
		rail: 'insight',
		keys: 'g c'
	}),
	/** To print; of whom, as for the chains. */
	report: page('report', 'report/ReportPage', {
		under: 'chains',
		label: m.report_title,
		icon: Printer,
		offered: 'palette',
		keywords: () => [m.report_print()]
	}),
	/** A question: `organization`, `product`, `permission`. */
	ask: page('ask', 'ask/AskPage', {
		label: m.ask_title,
		icon: CircleQuestionMark,
		rail: 'insight',
		keys: 'g k'
	}),
	expectations: page('expectations', 'expectations/ExpectationsPage', {
		label: m.expectations_title,
		icon: ListChecks,
		rail: 'insight'
	}),
	/** What might be done; `from` and `to` of a difference are drafts, or now where they are left out. */
	drafts: page('drafts', 'drafts/DraftsPage', {
		isOfNow: true,
		label: m.drafts_title,
		icon: GitBranch,
		rail: 'insight',
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
		under: 'drafts',
		label: m.setup_page,
		icon: FileText,
		offered: 'menu',
		keys: 'g t'
	}),
	advice: page('advice', 'advice/AdvicePage', {
		label: m.advice_title,
		icon: Leaf,
		rail: 'insight'
	}),
	history: page('history', 'history/HistoryPage', {
		label: m.shell_place_history,
		icon: HistoryIcon,
		rail: 'insight',
		keys: 'g h'
	}),
	/** What two moments differ in: `from` and `to` are entries, no `to` is now. */
	difference: page('history/difference', 'history/DifferencePage', {
		under: 'history',
		label: m.difference_title
	}),
	organizations: page('organizations', 'organizations/OrganizationsPage', {
		label: m.shell_place_organizations,
		icon: Building2,
		rail: 'workspace',
		keys: 'g o'
	}),
	share: page('share', 'sharing/SharePage', {
		isOfNow: true,
		label: m.shell_share,
		icon: Share2,
		rail: 'workspace',
		keys: 'g r',
		keywords: () => [m.sharing_invite_title()]
	}),
	settings: page('settings', 'workspaces/SettingsPage', {
		isOfNow: true,
		label: m.shell_settings,
		icon: Settings,
		rail: 'workspace',
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
