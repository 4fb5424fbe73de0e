import { accountMalformed } from '../../commands/organizations';
import { tidyAccount } from '../../commands/text';
import { foldedAccount } from '../../domain/text/text';
import type { TextPosition, Problems } from '../problem';
import type { SetupOrganization } from '../setup';
import { type MapEntry, writtenText, valueOf } from '../yaml/tree';

/** Reads the organizations: each has an account by the rules, which no other of the text has. */
export function readOrganizations(
	entries: ReadonlyMap<string, MapEntry>,
	problems: Problems,
	placeOf: (offset: number) => TextPosition
): SetupOrganization[] {
	const byAccount = new Map<string, string>();
	return [...entries.values()].map(({ key, keyIs, value }) => {
		const node = valueOf(value, 'account');
		const written = writtenText(node);
		if (node && written !== undefined) {
			const form = foldedAccount(written);
			const has = byAccount.get(form);
			if (accountMalformed(written)) problems.add('account-malformed', node, { word: written });
			else if (has !== undefined) problems.add('account-taken', node, { word: written, of: has });
			else byAccount.set(form, key);
		}
		return {
			...{ key, ...placeOf(keyIs.at) },
			name: (writtenText(valueOf(value, 'name')) ?? '').toWellFormed(),
			account: tidyAccount(written ?? '')
		};
	});
}
