import { setupCode, setupCodeBody, type SetupCodeProblem } from '$lib/document/links/setup-code';
import { packed, unpacked } from './packed-text';

/** Of a setup's text, in bytes of UTF-8: in a link; in a file as much as is read of one. */
export const maxSetupBytes = { link: 1_000_000, file: 10_000_000 } as const;

/** A setup's text as a code, for a link or a picture. */
export const codeOfSetup = (text: string): string => setupCode(packed(text));

/** The text in a code: untrusted, whoever wrote it. Never throws. */
export function setupOfCode(
	code: string,
	most: number
): { text: string } | { problem: Exclude<SetupCodeProblem, 'none'> } {
	const read = setupCodeBody(code);
	if (!('problem' in read)) return unpacked(read.body, most);
	return { problem: read.problem === 'none' ? 'broken' : read.problem };
}
