import type { Command } from '$lib/commands/command';
import type { OrganizationId } from '$lib/domain/facts';
import { type Kind, kindOf } from '$lib/domain/permissions/permissions';
import type { Snapshot } from '$lib/domain/snapshot';
import { m } from '$lib/paraglide/messages';
import type { Question } from '$lib/views/ask/ask';
import type { Ending } from '$lib/views/effects/endings';
import { partnerName, productName } from '$lib/views/names';
import { type Repair, withdrawnBy } from '$lib/views/ask/repairs';
import { plainText } from '../kit/text/plain-text';
import { shownName } from '../kit/text/shown-name';
import { permissionName, permissionNames, permittedAct } from '../words/permission-name';
import { shownOrganizationName } from '../words/shown-organization-name';

/** The names in a question, as they stand inside a sentence. */
export function questionNames(snapshot: Snapshot, { organization, permission, ...question }: Question) {
	const product = shownName(productName(snapshot, question.product));
	return {
		organization: shownOrganizationName(snapshot, organization),
		...{ product, permission: permissionName(permission), act: permittedAct(permission, product) }
	};
}

/** The third-party switch, as Set Permissions calls it. */
export const flagName = (kind: Kind): string =>
	kind === 'develop' ? m.permissions_allow_develop() : m.permissions_allow_purchase();

/** What an organization would do, as a sentence. */
function repairText(snapshot: Snapshot, question: Question, { actor, changes }: Repair): string {
	const { product, permission } = questionNames(snapshot, question);
	const [first, second] = changes;
	const inputs = {
		...{ product, permission, flag: flagName(kindOf(question.permission)) },
		actor: shownOrganizationName(snapshot, actor),
		grantee: shownOrganizationName(snapshot, first?.grantee ?? '')
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

/** What an organization would do to end one source of a permission, as a sentence. */
function endingText(snapshot: Snapshot, question: Question, { actor, change }: Ending): string {
	const { product, organization } = questionNames(snapshot, question);
	const inputs = { product, grantee: organization, actor: shownOrganizationName(snapshot, actor) };
	return change.what === 'end-standing'
		? m.ask_end_standing(inputs)
		: m.ask_revoke({ ...inputs, permissions: permissionNames(change.permissions) });
}

function endedText(snapshot: Snapshot, question: Question, { actor, change }: Ending): string {
	const names = questionNames(snapshot, question);
	return change.what === 'end-standing'
		? m.products_standing_ended({ maker: names.organization, name: names.product })
		: m.ask_ended({ ...names, actor: shownOrganizationName(snapshot, actor) });
}

/** Something that an organization could do about an answer, in words. */
export interface Proposal {
	actor: OrganizationId;
	commands: readonly Command[];
	sentence: string;
	/** What else it brings. */
	note?: string;
	/** What a toast says once it is done. */
	doneText: string;
	/** What a request for it gives as its reason. */
	reason: string;
}

const namesWithPid = (snapshot: Snapshot, question: Question) => ({
	...questionNames(snapshot, question),
	pid: plainText(snapshot.products.get(question.product)?.pid ?? '')
});

/** What a repair brings beside the answer. */
function noteOf(snapshot: Snapshot, repair: Repair): Pick<Proposal, 'note'> {
	const partner = withdrawnBy(snapshot, repair);
	const notes = [
		...(repair.wakes ? [m.ask_wakes()] : []),
		...(partner === undefined
			? []
			: [m.ask_withdraws({ partner: shownName(partnerName(snapshot, repair.actor, partner)) })])
	];
	return notes.length > 0 ? { note: notes.join(' ') } : {};
}

/** A repair as something to propose. */
export const repairProposal = (snapshot: Snapshot, question: Question, repair: Repair): Proposal => ({
	...{ actor: repair.actor, commands: repair.commands },
	sentence: repairText(snapshot, question, repair),
	...noteOf(snapshot, repair),
	doneText: m.ask_done(questionNames(snapshot, question)),
	reason: m.ask_request_why(namesWithPid(snapshot, question))
});

/** What would end a permission, as something to propose. */
export const endingProposal = (snapshot: Snapshot, question: Question, ending: Ending): Proposal => ({
	...{ actor: ending.actor, commands: ending.commands },
	sentence: endingText(snapshot, question, ending),
	doneText: endedText(snapshot, question, ending),
	reason: m.ask_request_end(namesWithPid(snapshot, question))
});

/** A request to whoever can act: what to do, why, and where. `link` is empty where it would lead nowhere. */
export function requestText(snapshot: Snapshot, { actor, sentence, reason }: Proposal, link: string): string {
	const request = m.ask_request({ actor: shownOrganizationName(snapshot, actor), change: sentence });
	return [request, reason, link].filter(Boolean).join('\n');
}
