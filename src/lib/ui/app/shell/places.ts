import Building2 from '@lucide/svelte/icons/building-2';
import CircleQuestionMark from '@lucide/svelte/icons/circle-question-mark';
import HistoryIcon from '@lucide/svelte/icons/history';
import KeyRound from '@lucide/svelte/icons/key-round';
import Package from '@lucide/svelte/icons/package';
import ShoppingCart from '@lucide/svelte/icons/shopping-cart';
import { m } from '$lib/paraglide/messages';
import { addresses } from '../../kit/addresses';
import type { Place } from './place';

const all = [
	{ name: 'authorization', label: m.shell_place_authorization, icon: KeyRound, keys: 'g a' },
	{ name: 'products', label: m.shell_place_products, icon: Package, keys: 'g p' },
	{ name: 'purchase', label: m.shell_place_purchase, icon: ShoppingCart, keys: 'g u' },
	{ name: 'organizations', label: m.shell_place_organizations, icon: Building2, keys: 'g o' },
	{ name: 'history', label: m.shell_place_history, icon: HistoryIcon, keys: 'g h' },
	{ name: 'ask', label: m.ask_title, icon: CircleQuestionMark, keys: 'g k' }
] as const;

/** The places of a workspace as the acting organization sees them; `path` says which of them one is in. */
export const placesOf = (workspace: string, organization: string, path: string): Place[] =>
	all.map(({ name, label, icon, keys }) => ({
		label: label(),
		href: addresses[name](workspace, organization),
		icon,
		keys,
		current: path.split('/')[4] === name
	}));
