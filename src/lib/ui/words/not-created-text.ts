import { m } from '$lib/paraglide/messages';
import { LedgerError } from '$lib/workspace/workspaces';

/** Why a workspace was not created: without keys, without storage, or what the error itself says. */
export function notCreatedText(error: unknown): string {
	if (error instanceof LedgerError && error.problem === 'no-signing') return m.refusals_no_signing();
	const isToBeRead = error instanceof Error && error.constructor === Error && error.message !== '';
	return isToBeRead ? error.message : m.workspaces_not_created();
}
