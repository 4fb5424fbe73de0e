import { checksumOf } from '../entries/checksum';
import { codesIn, linkPaths } from './pasted-codes';

/** Why a text cannot be read as a setup's code. */
export type SetupCodeProblem =
	/** No code of a setup. */
	| 'none'
	/** Truncated, or changed since it was written. */
	| 'broken'
	/** Written by a later app: update to read it. */
	| 'newer'
	/** Longer than any that this app writes. */
	| 'too-large';

/*
 * A code is a small letter for its form, the body, and a checksum of both. Every form keeps this, so that a code that is
 * damaged and one that is newer are told apart. An invitation's code begins with a capital letter, whatever its form.
 */
const newestForm = 'a';
const forms = /^[a-z]/;
const checksumLength = 8;

/** The characters of a link, its address included: what Windows passes from one program to a browser is not longer. */
export const longestLink = 32_000;

const checksumSuffix = (formAndBody: string): string => checksumOf(formAndBody).slice(0, checksumLength);

/** The code with this body (letters, digits, `-` and `_`), in the newest form. */
export const setupCode = (body: string): string => `${newestForm}${body}${checksumSuffix(newestForm + body)}`;

/** The body of a code. The checksum finds accidents, not deliberate changes: what is inside is untrusted. */
export function setupCodeBody(code: string): { body: string } | { problem: SetupCodeProblem } {
	if (!forms.test(code)) return { problem: 'none' };
	const formAndBody = code.slice(0, -checksumLength);
	if (formAndBody === '' || code !== formAndBody + checksumSuffix(formAndBody)) return { problem: 'broken' };
	return code.startsWith(newestForm) ? { body: formAndBody.slice(1) } : { problem: 'newer' };
}

/** Finds a setup's code in what was pasted: a link with words around it, or the code alone. Never throws. */
export function findSetupCode(pasted: string): { code: string } | { problem: SetupCodeProblem } {
	const isLink = pasted.slice(0, 2 * longestLink).includes(linkPaths.setup);
	if (pasted.length > 2 * longestLink) return { problem: isLink ? 'too-large' : 'none' };
	const problems = new Set<SetupCodeProblem>();
	for (const code of codesIn(pasted, 'setup', longestLink)) {
		const read = setupCodeBody(code);
		if (!('problem' in read)) return { code };
		problems.add(read.problem);
	}
	if (problems.has('newer')) return { problem: 'newer' };
	// A lone word may look like a code, and is none.
	if (!isLink) return { problem: 'none' };
	return { problem: pasted.length > longestLink ? 'too-large' : problems.has('broken') ? 'broken' : 'none' };
}
