import { m } from '$lib/paraglide/messages';
import type { FileProblem } from '$lib/workspace/partner-files';

/** Why a text is not a partner's file, as a sentence. */
export function problemText({ problem }: { problem: FileProblem }): string {
	switch (problem) {
		case 'not-ours':
			return m.sharing_files_not_ours();
		case 'newer':
			return m.sharing_files_newer();
		case 'broken':
			return m.sharing_files_broken();
		case 'too-large':
			return m.sharing_files_too_large();
	}
}
