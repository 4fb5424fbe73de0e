import type { Command, CommandName } from '$lib/commands/command';
import { m } from '$lib/paraglide/messages';

const names: Partial<Record<CommandName, () => string>> = {
	'add-organization': m.drafts_do_add_organization,
	'edit-organization': m.drafts_do_edit_organization,
	'delete-organization': m.drafts_do_delete_organization,
	'add-product': m.drafts_do_add_product,
	'edit-product': m.drafts_do_edit_product,
	'delete-product': m.drafts_do_delete_product,
	'set-maker-standing': m.drafts_do_set_maker_standing,
	'add-partner': m.drafts_do_add_partner,
	'rename-partner': m.drafts_do_rename_partner,
	'delete-partner': m.drafts_do_delete_partner,
	authorize: m.drafts_do_authorize,
	'change-scope': m.drafts_do_adjust,
	'set-third-party': m.drafts_do_set_third_party,
	revoke: m.drafts_do_revoke,
	adjust: m.drafts_do_adjust,
	'withdraw-deletion': m.drafts_do_withdraw_deletion,
	'place-order': m.drafts_do_place_order,
	'cancel-order': m.drafts_do_cancel_order,
	'complete-order': m.drafts_do_complete_order,
	'add-expectation': m.drafts_do_add_expectation,
	'delete-expectation': m.drafts_do_delete_expectation
};

/** What a command wants, in a few words; the rarer ones by a word for all of them. */
export const commandName = ({ command }: Command): string => (names[command] ?? m.drafts_do_other)();
