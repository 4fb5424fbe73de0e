import type { Snapshot } from '$lib/domain/snapshot';
import { permissions } from '$lib/domain/permissions/permissions';
import { toList } from '$lib/domain/permissions/standing';
import { m } from '$lib/paraglide/messages';
import type { LeftOutWhy, Unsayable } from '$lib/setup/write/unsayable';
import { organizationName, productName } from '$lib/views/names';
import { listing } from '../kit/text/listing';
import { shownName } from '../kit/text/shown-name';
import { expectationText } from '../words/expectation-words';
import { permissionName } from '../words/permission-name';

const WHY: Record<LeftOutWhy, () => string> = {
	'name-empty': m.setup_unsaid_name_empty,
	'account-malformed': m.setup_unsaid_account_malformed,
	'account-second': m.setup_unsaid_account_second,
	'pid-malformed': m.setup_unsaid_pid_malformed,
	'pid-second': m.setup_unsaid_pid_second,
	'rests-on': m.setup_unsaid_rests_on
};

const COUNTS: Record<Extract<Unsayable, { kind: 'records' }>['of'], (of: { count: number }) => string> = {
	orders: m.setup_unsaid_orders,
	work: m.setup_unsaid_work,
	devices: m.setup_unsaid_devices,
	logs: m.setup_unsaid_logs,
	members: m.setup_unsaid_members,
	history: m.setup_unsaid_history,
	colours: m.setup_unsaid_colours
};

/** Names of a state's records, as they stand inside a sentence. */
export const namesIn = (snapshot: Snapshot) => ({
	organization: (id: string) => shownName(organizationName(snapshot, id)),
	product: (id: string) => shownName(productName(snapshot, id)),
	expectation: (id: string) => {
		const expectation = snapshot.expectations.get(id);
		return expectation ? expectationText(snapshot, expectation) : '';
	},
	permissions: (set: number) => listing(toList(set).map(permissionName), permissions.length)
});

/** Something that a workspace holds and its text does not say. */
export function unsaidText(snapshot: Snapshot, unsaid: Unsayable): string {
	const names = namesIn(snapshot);
	const record = (name: string, why: LeftOutWhy) => m.setup_unsaid_record({ name, why: WHY[why]() });
	switch (unsaid.kind) {
		case 'organization':
			return record(names.organization(unsaid.organization), unsaid.why);
		case 'product':
			return record(names.product(unsaid.product), unsaid.why);
		case 'maker':
			return m.setup_unsaid_maker({ product: names.product(unsaid.product) });
		case 'base':
			return m.setup_unsaid_base({ product: names.product(unsaid.product) });
		case 'partner': {
			const [from, to] = [names.organization(unsaid.from), names.organization(unsaid.to)];
			return record(m.setup_about_partner({ from, to }), 'rests-on');
		}
		case 'grants': {
			const what = m.setup_about_grants({
				...{ from: names.organization(unsaid.from), to: names.organization(unsaid.to) },
				...{ product: names.product(unsaid.product), permissions: names.permissions(unsaid.permissions) }
			});
			if (unsaid.why === 'rests-on') return record(what, unsaid.why);
			return unsaid.asPanels ? m.setup_unsaid_dormant_panels({ what }) : m.setup_unsaid_dormant({ what });
		}
		case 'expectation': {
			const text = names.expectation(unsaid.expectation);
			return unsaid.why === 'author' ? m.setup_unsaid_author({ text }) : record(text, unsaid.why);
		}
		case 'guide-step':
			return m.setup_unsaid_guide_step();
		case 'deletion': {
			const { of, id } = unsaid;
			const name = of === 'product' ? names.product(id) : names.organization(id);
			return m.setup_unsaid_deletion({ name });
		}
		case 'records':
			return COUNTS[unsaid.of]({ count: unsaid.count });
	}
}
