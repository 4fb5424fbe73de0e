import type { Kind } from '$lib/domain/permissions';
import { kindOf } from '$lib/domain/permissions';
import type { Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import type { Question } from '$lib/views/ask';
import { organizationName, productName } from '$lib/views/names';
import type { Repair } from '$lib/views/repairs';
import { cut, plainText } from '../kit/plain-text';
import { permissionName } from '../permission-name';

const shown = (name: string): string => cut(plainText(name), 60);

/** The names in a question, as they stand inside a sentence. */
export const questionNames = (snapshot: Snapshot, { organization, product, permission }: Question) => ({
	organization: shown(organizationName(snapshot, organization)),
	product: shown(productName(snapshot, product)),
	permission: permissionName(permission)
});

/** The third-party switch, as Set Permissions calls it. */
export const flagName = (kind: Kind): string =>
	kind === 'develop' ? m.permissions_allow_develop() : m.permissions_allow_purchase();

/** What an organization would do, as a sentence. */
export function repairText(snapshot: Snapshot, question: Question, { actor, changes }: Repair): string {
	const { product, permission } = questionNames(snapshot, question);
	const [first, second] = changes;
	const inputs = {
		...{ product, permission, flag: flagName(kindOf(question.permission)) },
		actor: shown(organizationName(snapshot, actor)),
		grantee: shown(organizationName(snapshot, first?.grantee ?? ''))
	};
	switch (first?.what) {
		case 'switch-on':
			return m.ask_switch_on(inputs);
		case 'add-partner':
			return m.ask_add_and_grant(inputs);
		case 'give-back-standing':
			return m.ask_give_back(inputs);
		default:
			return second ? m.ask_grant_with(inputs) : m.ask_grant(inputs);
	}
}

/** What is sent to whoever can: what to do, what for, and where. `link` is empty where it would lead nowhere. */
export function requestText(snapshot: Snapshot, question: Question, repair: Repair, link: string): string {
	const inputs = {
		...questionNames(snapshot, question),
		pid: plainText(snapshot.products.get(question.product)?.pid ?? '')
	};
	return [
		m.ask_request({
			actor: shown(organizationName(snapshot, repair.actor)),
			change: repairText(snapshot, question, repair)
		}),
		m.ask_request_why(inputs),
		link
	]
		.filter(Boolean)
		.join('\n');
}
