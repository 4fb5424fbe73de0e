import type { Act } from '$lib/workspace/editing/ledger-editor';
import type { OrganizationId } from '$lib/domain/facts';
import type { Outcome } from '$lib/workspace/editing/outcome';

/** What a person typed about a partner to add. */
export interface PartnerDraft {
	account: string;
	name: string;
}

/**
 * Creates the organization of an account that nobody has and adds it as a partner: one act, written whole or not at all,
 * so that undoing takes both back. `partner` is the organization's id where it was created.
 */
export async function createAndAdd(
	act: Act,
	actor: OrganizationId,
	{ account, name }: PartnerDraft,
	organization: { name: string; colour: string }
): Promise<{ outcome: Outcome; partner: OrganizationId | undefined }> {
	const outcome = await act.all([
		{ actor: null, command: { command: 'add-organization', account, ...organization } },
		{ actor, command: { command: 'add-partner', account, name } }
	]);
	return { outcome, partner: outcome.done ? outcome.entries[0]?.id : undefined };
}

/** A name to suggest for the organization of an account: the first word of its domain. */
export function nameFor(account: string): string {
	const word = (account.split('@')[1] ?? '').split('.')[0] ?? '';
	return word
		.split(/[-_]/)
		.filter(Boolean)
		.map((part) => part.charAt(0).toUpperCase() + part.slice(1))
		.join(' ');
}
