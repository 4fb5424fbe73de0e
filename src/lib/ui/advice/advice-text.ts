import { includes } from '$lib/domain/permissions/standing';
import type { Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import type { Advice } from '$lib/views/advice';
import { explainedStates } from '$lib/views/authorization/reasons';
import { partnerName, productName } from '$lib/views/names';
import { shownName } from '../kit/text/shown-name';
import { stateText } from '../words/state-text';
import { permissionNames } from '../words/permission-name';

/** What would be taken back: permissions, or a third-party flag by its own words. */
export const whatText = ({ about, kind, permissions }: Advice): string =>
	about !== 'unused'
		? permissionNames(permissions)
		: kind === 'develop'
			? m.permissions_allow_develop()
			: m.permissions_allow_purchase();

/** Why it could go. Cost: a few fixed points of the product, for a grant. */
export function whyText(snapshot: Snapshot, { about, kind, permissions, link }: Advice): string {
	const partner = shownName(partnerName(snapshot, link.grantor, link.grantee));
	if (about === 'unused')
		return kind === 'develop' ? m.advice_unused_develop({ partner }) : m.advice_unused_purchase({ partner });
	return explainedStates(snapshot, snapshot.products.get(link.product)!, link, kind)
		.filter(({ permission }) => includes(permissions, permission))
		.map((state) => stateText(snapshot, state, link))
		.join(' ');
}

/** What a toast says once it is taken back. */
export function doneText(snapshot: Snapshot, { about, link }: Advice): string {
	const partner = shownName(partnerName(snapshot, link.grantor, link.grantee));
	return about === 'unused'
		? m.permissions_third_off({ partner, count: 1 })
		: m.permissions_revoked({ product: shownName(productName(snapshot, link.product)), partner, count: 1 });
}
