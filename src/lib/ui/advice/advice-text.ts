import { includes, toList } from '$lib/domain/permissions/standing';
import type { Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import type { Advice } from '$lib/views/advice';
import { explainedStates } from '$lib/views/authorization/reasons';
import { partnerName, productName } from '$lib/views/names';
import { shownName } from '../kit/text/shown-name';
import { stateText } from '../words/state-text';
import type { Chip } from '../words/permission-chips';

/** What would be taken back: permissions, or that they may be passed on. */
export const whatChips = ({ about, permissions }: Advice): Chip[] =>
	toList(permissions).map((permission) => ({
		permission,
		state: about === 'dormant' ? 'dormant' : 'held',
		passesOn: about === 'unused'
	}));

/** Why it could go. Cost: a few fixed points of the product, for a grant. */
export function whyText(snapshot: Snapshot, { about, kind, permissions, link }: Advice): string {
	const { partner } = adviceSubjects(snapshot, { link });
	if (about === 'unused')
		return kind === 'develop' ? m.advice_unused_develop({ partner }) : m.advice_unused_purchase({ partner });
	return explainedStates(snapshot, snapshot.products.get(link.product)!, link, kind)
		.filter(({ permission }) => includes(permissions, permission))
		.map((state) => stateText(snapshot, state, link))
		.join(' ');
}

/** Whom and what it is about, as shown in sentences. */
export const adviceSubjects = (snapshot: Snapshot, { link }: Pick<Advice, 'link'>) => ({
	partner: shownName(partnerName(snapshot, link.grantor, link.grantee)),
	product: shownName(productName(snapshot, link.product))
});

/** What a toast says once advice is followed; `left` pieces of it were not, for they are needed without the others. */
export function followedText(snapshot: Snapshot, advice: readonly Advice[], left: number): string {
	const [only, another] = advice;
	const done = only && !another ? doneText(snapshot, only) : m.advice_followed({ count: advice.length });
	return left > 0 ? `${done} ${m.advice_left({ count: left })}` : done;
}

function doneText(snapshot: Snapshot, advice: Advice): string {
	const subjects = adviceSubjects(snapshot, advice);
	return advice.about === 'unused'
		? m.permissions_third_off({ partner: subjects.partner, count: 1 })
		: m.permissions_revoked({ ...subjects, count: 1 });
}
