import { m } from '$lib/paraglide/messages';
import type { Omission, OmissionReason } from '$lib/workspace/files/partner-content';
import { phrases } from '../kit/text/listing';

type Message = (inputs: { count: number }) => string;

/** What stays behind as it is: a count and a word. */
const staying: Partial<Record<OmissionReason, Message>> = {
	organizations: m.sharing_left_organizations,
	partners: m.sharing_left_partners,
	'not-between': m.sharing_left_products,
	orders: m.sharing_count_orders,
	work: m.sharing_count_work,
	devices: m.sharing_count_devices,
	logs: m.sharing_count_logs,
	expectations: m.sharing_count_expectations
};

/** What the two will notice in the new workspace: a sentence each. */
const noticed: Partial<Record<OmissionReason, Message>> = {
	'third-owner': m.sharing_left_third_owner,
	maker: m.sharing_left_maker,
	base: m.sharing_left_base,
	'waiting-deletion': m.sharing_left_waiting_deletion,
	'third-party-grants': m.sharing_left_third_party_grants
};

const textsOf = (left: readonly Omission[], words: Partial<Record<OmissionReason, Message>>): string[] =>
	left.flatMap(({ reason, count }) => words[reason]?.({ count }) ?? []);

/** What a workspace for one partner does not hold: what stays behind, as one phrase, and what the two will notice. */
export const leftOutText = (left: readonly Omission[]): { stays: string; notices: string[] } => ({
	stays: phrases(textsOf(left, staying)),
	notices: textsOf(left, noticed)
});
