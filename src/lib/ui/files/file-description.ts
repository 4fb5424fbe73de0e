import { fingerprint } from '$lib/domain/fingerprint';
import { m } from '$lib/paraglide/messages';
import type { EntriesFile, UnreadableFile } from '$lib/workspace/files/app-file';
import { shownName } from '../kit/text/shown-name';
import { whenAbsolute } from '../kit/text/when';
import { locale } from '../kit/text/locale.svelte';
import type { ShownFile } from './content';

/** The name of the workspace in a file. */
export const workspaceName = ({ name }: Pick<EntriesFile, 'name'>): string =>
	shownName(name).trim() || m.sharing_join_unnamed();

/** Who saved a file, as it says. */
export const senderName = (file: EntriesFile): string =>
	('from' in file && file.from && shownName(file.from.name).trim()) || m.files_somebody();

/** What a file is, in a sentence: as the file claims. */
export function fileDescription(shown: ShownFile): string {
	const when = (time: number) => whenAbsolute(time, locale.tag);
	switch (shown.kind) {
		case 'workspace': {
			const { file } = shown;
			return m.files_is_workspace({ name: workspaceName(file), when: when(file.savedAt), ...counts(shown) });
		}
		case 'partner': {
			const { file } = shown;
			const say = file.holds === 'everything' ? m.files_is_everything : m.files_is_lacking;
			const about = { name: workspaceName(file), from: senderName(file), when: when(file.savedAt) };
			return say({ ...about, ...counts(shown) });
		}
		case 'recovery': {
			const { organization, key, savedAt } = shown.file;
			const name = shownName(organization.name);
			return m.files_is_recovery({ name, fingerprint: fingerprint(key), when: when(savedAt) });
		}
		case 'draft': {
			const { name, steps } = shown.file;
			return m.files_is_draft({
				name: shownName(name),
				changes: m.drafts_changes({ count: steps.length })
			});
		}
		case 'proof': {
			const { file } = shown;
			return m.files_is_proof({ name: workspaceName(file), when: when(file.savedAt), ...counts(shown) });
		}
		case 'set-aside':
			return m.files_is_set_aside({ count: shown.file.rows.length });
		case 'invitation':
			return m.files_is_invitation();
		case 'setup-link':
			return m.files_is_setup_link();
		case 'setup':
			return shown.file.inPicture ? m.files_is_picture() : m.files_is_setup();
		case 'engine':
			return m.engines_is_export();
	}
}

const counts = ({ file, organizations }: { file: EntriesFile; organizations: number }) => ({
	organizations: m.sharing_count_organizations({ count: organizations }),
	entries: m.files_entries({ count: file.entries.length })
});

const problems: Record<UnreadableFile['problem'], (about: { field: string }) => string> = {
	'not-ours': m.files_problem_not_ours,
	'no-setup': m.files_problem_no_setup,
	newer: m.files_problem_newer,
	older: m.files_problem_older,
	'unknown-field': m.files_problem_unknown_field,
	cut: m.files_problem_cut,
	rewrapped: m.files_problem_rewrapped,
	broken: m.files_problem_broken,
	'too-large': m.files_problem_too_large
};

/** Why a file or a text cannot be read, and what to do about it. */
export function problemText({ problem, detail }: UnreadableFile): string {
	if (problem === 'broken' && detail === 'link') return m.files_problem_link();
	if (problem === 'broken' && detail === 'picture') return m.files_problem_picture();
	return problems[problem]({ field: shownName(detail) });
}
