import type { Entry, EntryDraft } from '$lib/domain/entry';
import type { EntryId, KeyId, OrganizationId } from '$lib/domain/facts';
import type { KeyRegistry } from '$lib/domain/keys/key-registry';
import { ChainTips } from './chain-tips';
import type { Keys } from '../keys/keys';
import { LedgerError } from '../ledger/ledger-error';
import { ProvisionalIds } from './provisional-ids';
import { longestEntry } from '../entries/schema';
import { checkDraft, signDraft, type SignedEntry } from './sign-draft';

/** What drafts are to go on from. */
interface AppendContext {
	workspace: string;
	keys: Keys;
	tips: ChainTips;
	registry: KeyRegistry;
	entries: ReadonlyMap<EntryId, Entry>;
}

/**
 * Signs drafts that belong together, one after the other; they may name what those before them found. Nothing that is
 * handed in is changed: a part of them is never written.
 * Rejects with a LedgerError: malformed, unknown-organization, no-key, no-signing.
 * @param progress called with how many are signed
 */
export async function signDrafts(
	drafts: readonly EntryDraft[],
	{ workspace, keys, tips, registry, entries }: AppendContext,
	progress: (signed: number) => void = () => undefined
): Promise<SignedEntry[]> {
	check(drafts, (organization) => entries.get(organization)?.organization === '');
	const ids = new ProvisionalIds();
	const acts = (organization: OrganizationId, key: KeyId) =>
		ids.founded(organization) || registry.acts(organization, key);
	const context = { workspace, keys, tips: new ChainTips(tips), acts };
	const signed: SignedEntry[] = [];
	for (const draft of drafts) {
		const made = await signDraft(ids.resolve(draft), context);
		ids.assign(draft, made.entry.id);
		signed.push(made);
		progress(signed.length);
	}
	for (const { text } of signed)
		if (text.length > longestEntry) throw new LedgerError('malformed', `${text.length} characters`);
	return signed;
}

function check(drafts: readonly EntryDraft[], isFounded: (organization: OrganizationId) => boolean): void {
	const founding = new Set<EntryId>();
	for (const draft of drafts) {
		checkDraft(draft);
		const { organization, as } = draft;
		if (organization === null) {
			if (as !== undefined) founding.add(as);
		} else if (!founding.has(organization) && !isFounded(organization)) {
			throw new LedgerError('unknown-organization', organization);
		}
	}
}
