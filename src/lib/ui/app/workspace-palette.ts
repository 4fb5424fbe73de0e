import GitBranch from '@lucide/svelte/icons/git-branch';
import KeyRound from '@lucide/svelte/icons/key-round';
import LayoutGrid from '@lucide/svelte/icons/layout-grid';
import Leaf from '@lucide/svelte/icons/leaf';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Package from '@lucide/svelte/icons/package';
import Settings from '@lucide/svelte/icons/settings';
import Share2 from '@lucide/svelte/icons/share-2';
import ShoppingCart from '@lucide/svelte/icons/shopping-cart';
import Undo2 from '@lucide/svelte/icons/undo-2';
import Waypoints from '@lucide/svelte/icons/waypoints';
import type { OrganizationId } from '$lib/domain/facts';
import { partnersOf } from '$lib/domain/partners';
import { relationsOf, type Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import { partnerName } from '$lib/views/names';
import { addresses } from '../kit/addresses';
import type { PaletteGroup, PaletteItem } from '../kit/overlays/palette';
import type { ShellOrganization } from './shell/place';

interface Offered {
	snapshot: Snapshot;
	/** The workspace as it is looked at: past moments and drafts have ids of their own. */
	workspace: string;
	/** The workspace as it is now. */
	base: string;
	/** Whether anything can be changed here: of what was, only looking is offered. */
	edits: boolean;
	actor: OrganizationId;
	organizations: readonly ShellOrganization[];
	undoLast: () => void;
	/** Asks for two organizations to set permissions between. */
	pair: () => void;
	/** Goes to an address. */
	go: (href: string) => void;
}

/** What the command palette offers in a workspace beside the places: what to do, whom to act as, partners, products. */
export function workspacePalette(offered: Offered): PaletteGroup[] {
	return [
		{ heading: m.shell_group_do(), items: [...(offered.edits ? edits(offered) : []), ...looks(offered)] },
		{ heading: m.shell_acting_as(), items: actingAs(offered) },
		{ heading: m.home_palette_partners(), items: partners(offered) },
		{ heading: m.shell_place_products(), items: products(offered) },
		{ heading: m.chains_show(), items: chains(offered) }
	];
}

const edits = ({ workspace, actor, undoLast, pair, go }: Offered): PaletteItem[] => [
	{
		id: 'do:add-authorization',
		label: m.authorization_add(),
		icon: KeyRound,
		run: () => go(addresses.addAuthorization(workspace, actor))
	},
	{
		id: 'do:new-order',
		label: m.purchase_new(),
		icon: ShoppingCart,
		run: () => go(addresses.newOrder(workspace, actor))
	},
	{ id: 'do:pair', label: m.chains_pair_title(), icon: Waypoints, run: pair },
	{ id: 'do:undo', label: m.home_undo_last(), icon: Undo2, keys: 'mod+z', run: undoLast }
];

const looks = ({ workspace, base, actor, go }: Offered): PaletteItem[] => [
	{
		id: 'go:advice',
		label: m.advice_title(),
		icon: Leaf,
		run: () => go(addresses.advice(workspace, actor))
	},
	{
		id: 'go:chains',
		label: m.chains_title(),
		icon: Waypoints,
		keys: 'g c',
		run: () => go(addresses.chains(workspace, actor))
	},
	{
		id: 'go:expectations',
		label: m.expectations_title(),
		icon: ListChecks,
		run: () => go(addresses.expectations(workspace, actor))
	},
	{
		id: 'go:share',
		label: m.shell_share(),
		icon: Share2,
		keys: 'g r',
		keywords: [m.sharing_invite_title()],
		run: () => go(addresses.share(base, actor))
	},
	{
		id: 'go:drafts',
		label: m.drafts_title(),
		icon: GitBranch,
		keys: 'g d',
		keywords: [m.drafts_new()],
		run: () => go(addresses.drafts(base, actor))
	},
	{
		id: 'go:settings',
		label: m.shell_settings(),
		icon: Settings,
		keys: 'g s',
		run: () => go(addresses.settings(base, actor))
	},
	{
		id: 'go:home',
		label: m.shell_all_workspaces(),
		icon: LayoutGrid,
		keywords: [m.home_scenarios()],
		run: () => go(addresses.home())
	}
];

const actingAs = ({ organizations, go }: Offered): PaletteItem[] =>
	organizations.map(({ id, name, account, colour, href }) => ({
		id: `as:${id}`,
		label: m.home_act_as({ name }),
		hint: account,
		organization: { name, colour },
		run: () => go(href)
	}));

const partners = ({ snapshot, workspace, actor, go }: Offered): PaletteItem[] =>
	partnersOf(snapshot, actor).flatMap(({ partner }): PaletteItem[] => {
		const organization = snapshot.organizations.get(partner);
		if (!organization) return [];
		const { account, colour } = organization;
		const name = partnerName(snapshot, actor, partner);
		return [
			{
				id: `partner:${partner}`,
				label: name,
				hint: account,
				organization: { name, colour },
				run: () => go(addresses.partner(workspace, actor, partner))
			}
		];
	});

function products({ snapshot, workspace, actor, go }: Offered): PaletteItem[] {
	const { owned, holding } = relationsOf(snapshot, actor);
	return [...new Set([...owned, ...holding])].flatMap((id): PaletteItem[] => {
		const product = snapshot.products.get(id);
		if (!product || product.deleted) return [];
		return [
			{
				id: `product:${id}`,
				label: product.name,
				hint: product.pid,
				icon: Package,
				run: () => go(addresses.product(workspace, actor, id))
			}
		];
	});
}

/** The chains of every organization, and of the products that the acting one has to do with. */
function chains({ snapshot, workspace, actor, organizations, go }: Offered): PaletteItem[] {
	const { owned, holding } = relationsOf(snapshot, actor);
	return [
		...organizations.map(({ id, name, account, colour }): PaletteItem => ({
			...{ id: `chains:${id}`, label: m.chains_of({ name }), hint: account },
			organization: { name, colour },
			run: () => go(addresses.chains(workspace, actor, { organization: id }))
		})),
		...[...new Set([...owned, ...holding])].flatMap((id): PaletteItem[] => {
			const product = snapshot.products.get(id);
			if (!product || product.deleted) return [];
			return [
				{
					...{ id: `chains:${id}`, label: m.chains_of({ name: product.name }) },
					...{ hint: product.pid, icon: Waypoints },
					run: () => go(addresses.chains(workspace, actor, { product: id }))
				}
			];
		})
	];
}
