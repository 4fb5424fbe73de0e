import type { Entry, EntryDraft } from '$lib/domain/entry';
import type { Fact, KeyId } from '$lib/domain/facts';

/** What an entry has that its draft has not, besides the workspace. */
export type SignedFields = Pick<Entry, 'id' | 'v' | 'key' | 'seq' | 'previous' | 'signature'>;

/** The facts of a draft's entry: one that founds an organization states the key that signs it, as its last fact. */
export const factsOfDraft = ({ organization, facts }: EntryDraft, key: KeyId): Fact[] =>
	organization === null ? [...facts, { table: 'keys', key, name: '' }] : facts;

/** The entry that a draft has become. It shares the draft's facts, which nobody changes. */
export const entryOfDraft = (draft: EntryDraft, signed: SignedFields, workspace: string): Entry => ({
	...signed,
	workspace,
	organization: draft.organization ?? '',
	stamp: draft.stamp,
	at: draft.at,
	action: draft.action,
	command: draft.command,
	facts: factsOfDraft(draft, signed.key)
});
