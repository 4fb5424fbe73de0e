import { findSetupCode, type SetupCodeProblem } from '$lib/document/links/setup-code';
import { linkPaths } from '$lib/document/links/pasted-codes';
import { readInvitation } from '$lib/peers/invitation';

export { longestLink } from '$lib/document/links/setup-code';

/** Why a text cannot be read as a link to a setup. */
export type SetupLinkProblem =
	| SetupCodeProblem
	/** An invitation: it leads into somebody's live workspace, and carries a secret. */
	| 'invitation';

/** A link that is the setup of this code. `app` is the app's own address, without anything behind a hash. */
export const setupLink = (app: string, code: string): string => `${app}${linkPaths.setup}${code}`;

/** Finds the code in a link to a setup, or in what was pasted. Never throws. */
export function readSetupLink(pasted: string): { code: string } | { problem: SetupLinkProblem } {
	const found = findSetupCode(pasted);
	if (!('problem' in found) || found.problem !== 'none') return found;
	// Behind the wrong word, too, it is known for what it is.
	const invitation = readInvitation(pasted.replaceAll(linkPaths.setup, linkPaths.invitation));
	return 'problem' in invitation && invitation.problem === 'none' ? found : { problem: 'invitation' };
}
