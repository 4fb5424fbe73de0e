import type { Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import type { LineSubject, PlanLine, Removal } from '$lib/setup/plan/lines';
import { printSentence } from '$lib/setup/sentence';
import { orderNumber } from '$lib/views/purchase/number';
import { plainText } from '../kit/text/plain-text';
import { shownName } from '../kit/text/shown-name';
import { refusalText } from '../words/refusal-text';
import { namesIn } from './unsaid-text';

const asWritten = { organization: shownName, product: shownName };

/** What a line is about, by the keys of its text. */
export function subjectText(snapshot: Snapshot, about: LineSubject): string {
	switch (about.kind) {
		case 'organization':
			return m.setup_about_organization({ name: shownName(about.key) });
		case 'product':
			return m.setup_about_product({ name: shownName(about.key) });
		case 'partner':
			return m.setup_about_partner({ from: shownName(about.from), to: shownName(about.to) });
		case 'grants': {
			const permissions = namesIn(snapshot).permissions(about.permissions);
			const [from, to, product] = [about.from, about.to, about.product].map(shownName) as [
				string,
				string,
				string
			];
			return m.setup_about_grants({ permissions, product, from, to });
		}
		case 'expectation':
			return m.setup_about_expectation({ text: plainText(printSentence(about.sentence, asWritten)) });
	}
}

/**
 * What a line of a text comes to.
 * @param snapshot the state as it would be
 */
export function verdictText(snapshot: Snapshot, line: PlanLine): string {
	switch (line.verdict) {
		case 'new':
			return m.setup_verdict_new();
		case 'there':
			return m.setup_verdict_there();
		case 'flags':
			return m.setup_verdict_flags();
		case 'dormant':
			return m.setup_verdict_dormant();
		case 'differs':
			return m.setup_verdict_differs({ fields: line.fields.join(', ') });
		case 'changed':
			return m.setup_verdict_changed({ fields: line.fields.join(', ') });
		case 'refused':
			return line.refusal.code === 'rests-on-refused'
				? m.setup_verdict_rests_on_refused()
				: m.setup_verdict_refused({ why: refusalText(snapshot, line.refusal) });
	}
}

/**
 * What is not in a text, and goes.
 * @param now the state in which it still is
 */
export function removalText(now: Snapshot, removal: Removal): string {
	const what = goes(now, removal);
	return removal.inTheWay ? m.setup_goes_in_the_way({ what }) : what;
}

function goes(now: Snapshot, removal: Removal): string {
	const names = namesIn(now);
	switch (removal.kind) {
		case 'organization':
			return m.setup_goes_organization({ name: names.organization(removal.organization) });
		case 'product':
			return m.setup_goes_product({ name: names.product(removal.product) });
		case 'partner':
			return m.setup_goes_partner({
				from: names.organization(removal.from),
				to: names.organization(removal.to)
			});
		case 'grants':
		case 'flags': {
			const what = m.setup_about_grants({
				...{ from: names.organization(removal.from), to: names.organization(removal.to) },
				...{ product: names.product(removal.product), permissions: names.permissions(removal.permissions) }
			});
			return removal.kind === 'grants' ? m.setup_goes_grants({ what }) : m.setup_goes_flags({ what });
		}
		case 'expectation':
			return m.setup_goes_expectation({ text: names.expectation(removal.expectation) });
		case 'order': {
			const order = now.orders.get(removal.order);
			return m.setup_goes_order({ order: order ? shownName(orderNumber(order)) : '' });
		}
		case 'deletion': {
			const { of, id } = removal;
			return m.setup_goes_deletion({ name: of === 'product' ? names.product(id) : names.organization(id) });
		}
	}
}
