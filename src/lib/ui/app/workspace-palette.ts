import LayoutGrid from '@lucide/svelte/icons/layout-grid';
import Package from '@lucide/svelte/icons/package';
import Undo2 from '@lucide/svelte/icons/undo-2';
import Waypoints from '@lucide/svelte/icons/waypoints';
import type { OrganizationId } from '$lib/domain/facts';
import { partnersOf } from '$lib/domain/partners';
import type { Product } from '$lib/domain/records';
import { relationsOf, type Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import { partnerName } from '$lib/views/names';
import { addresses } from '../kit/addresses';
import type { Hrefs } from '../pages/page-addresses';
import { allPages, type PageRow } from '../pages/pages';
import type { PaletteGroup, PaletteItem } from '../kit/overlays/palette';
import type { ShellOrganization } from './shell/place';

interface Offered {
	snapshot: Snapshot;
	/** The addresses of the pages, through the lens that is looked through. */
	href: Hrefs;
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

const edits = (offered: Offered): PaletteItem[] => [
	...pagesOffered(offered, ['edit']),
	{ id: 'do:pair', label: m.chains_pair_title(), icon: Waypoints, run: offered.pair },
	{ id: 'do:undo', label: m.home_undo_last(), icon: Undo2, keys: 'mod+z', run: offered.undoLast }
];

const looks = (offered: Offered): PaletteItem[] => [
	...pagesOffered(offered, ['palette', 'menu']),
	{
		id: 'go:home',
		label: m.shell_all_workspaces(),
		icon: LayoutGrid,
		keywords: [m.home_scenarios()],
		run: () => offered.go(addresses.home())
	}
];

/** The pages that the table offers so; those of the rail are in the palette already. */
const pagesOffered = ({ href, go }: Offered, as: readonly PageRow['offered'][]): PaletteItem[] =>
	allPages
		.filter(({ offered }) => as.includes(offered))
		.map(({ name, label, icon, keys, keywords }) => ({
			...{ id: `page:${name}`, label: label(), run: () => go((href[name] as () => string)()) },
			...(icon && { icon }),
			...(keys && { keys }),
			...(keywords && { keywords: keywords() })
		}));

const actingAs = ({ organizations, go }: Offered): PaletteItem[] =>
	organizations.map((organization) => {
		const { id, name, account, colour } = organization;
		return {
			id: `as:${id}`,
			label: m.home_act_as({ name }),
			hint: account,
			organization: { name, colour },
			run: () => go(organization.href)
		};
	});

const partners = ({ snapshot, href, actor, go }: Offered): PaletteItem[] =>
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
				run: () => go(href.partner(partner))
			}
		];
	});

/** The products that the acting organization has to do with. */
function productsOf({ snapshot, actor }: Offered): Product[] {
	const { owned, holding } = relationsOf(snapshot, actor);
	return [...new Set([...owned, ...holding.products()])].flatMap((id) => {
		const product = snapshot.products.get(id);
		return product && !product.deleted ? [product] : [];
	});
}

const products = (offered: Offered): PaletteItem[] =>
	productsOf(offered).map(({ id, name, pid }) => ({
		id: `product:${id}`,
		label: name,
		hint: pid,
		icon: Package,
		run: () => offered.go(offered.href.product(id))
	}));

/** The chains of every organization, and of the products that the acting one has to do with. */
const chains = (offered: Offered): PaletteItem[] => [
	...offered.organizations.map(({ id, name, account, colour }) => ({
		id: `chains:${id}`,
		label: m.chains_of({ name }),
		hint: account,
		organization: { name, colour },
		run: () => offered.go(offered.href.chains({ organization: id }))
	})),
	...productsOf(offered).map(({ id, name, pid }) => ({
		id: `chains:${id}`,
		label: m.chains_of({ name }),
		hint: pid,
		icon: Waypoints,
		run: () => offered.go(offered.href.chains({ product: id }))
	}))
];
