import { m } from '$lib/paraglide/messages';
import type { Disclosure } from '$lib/views/disclosure';
import { locale } from '../kit/text/locale.svelte';

/** What there is to read as one phrase: "14 partners, 38 products and 6 orders". What there is none of is left out. */
export function countsText(counts: Disclosure): string {
	const said: [number, (inputs: { count: number }) => string][] = [
		[counts.organizations, m.sharing_count_organizations],
		[counts.partners, m.sharing_count_partners],
		[counts.products, m.sharing_count_products],
		[counts.orders, m.sharing_count_orders],
		[counts.work, m.sharing_count_work],
		[counts.devices, m.sharing_count_devices],
		[counts.logLines, m.sharing_count_logs],
		[counts.deleted, m.sharing_count_deleted]
	];
	const parts = said.filter(([count]) => count > 0).map(([count, say]) => say({ count }));
	return parts.length > 0 ? new Intl.ListFormat(locale.tag).format(parts) : m.sharing_count_nothing();
}
