import type { Entry, EntryDraft } from '$lib/domain/entry';
import type { KeyId, OrganizationId } from '$lib/domain/facts';
import { toBase64Url } from '../entries/base64url';
import type { ChainTips } from './chain-tips';
import {
	type CanonicalEntry,
	canonicalEntry,
	idOf,
	signedBytes,
	withSignature,
	type Unsigned
} from '../entries/identity';
import { entryOfDraft, factsOfDraft } from './entry-of-draft';
import type { Keys, Signer } from '../keys/keys';
import { detailOf, LedgerError } from '../ledger/ledger-error';
import { entryDraftSchema, lowestForm } from '../entries/schema';

export interface SignedEntry {
	entry: Entry;
	/** The entry's canonical form. */
	text: string;
}

export interface SigningContext {
	workspace: string;
	keys: Keys;
	tips: ChainTips;
	/** Whether a key may sign for an organization now; without it, every key that is kept for it may. */
	acts?: (organization: OrganizationId, key: KeyId) => boolean;
}

/** Throws a LedgerError (`malformed`) for what no entry may hold. */
export function checkDraft(draft: EntryDraft): void {
	const { success, error } = entryDraftSchema.safeParse(draft);
	if (success) return;
	const issue = error.issues[0];
	throw new LedgerError('malformed', `${issue?.path.map(String).join('.')}: ${issue?.message}`);
}

/**
 * Makes an entry of a draft: the next one of its organization's newest key here that acts, or, founding an organization, the first of a
 * new key, which it states as its last fact and which is kept. The tips take the entry in.
 * Rejects with a LedgerError: no-key, no-signing, malformed.
 */
export async function signDraft(draft: EntryDraft, context: SigningContext): Promise<SignedEntry> {
	const { keys, tips, workspace, acts = () => true } = context;
	const { organization } = draft;
	const founding = organization === null ? await keys.make() : null;
	const signer = founding?.signer ?? (await keys.signerOf(organization!, (key) => acts(organization!, key)));
	if (!signer) throw new LedgerError('no-key', organization!);
	const signed = await signAs(signer, draft, { workspace, tips });
	// Before the entry is anywhere: an organization without its key could never act again.
	await founding?.keep(signed.entry.id);
	tips.add(signed.entry);
	return signed;
}

/** The entry of a draft by a certain key, as the next of that key's; nothing is kept and the tips are not changed. */
export async function signAs(
	signer: Signer,
	draft: EntryDraft,
	{ workspace, tips }: { workspace: string; tips: ChainTips }
): Promise<SignedEntry> {
	const { key } = signer;
	const v = lowestForm(factsOfDraft(draft, key));
	const unsigned = entryOfDraft(draft, { id: '', v, key, ...tips.next(key), signature: '' }, workspace);
	const form = canonicalForm(unsigned);
	const signature = toBase64Url(await signer.sign(signedBytes(form)));
	return { entry: { ...unsigned, id: idOf(form), signature }, text: withSignature(form, signature) };
}

function canonicalForm(entry: Unsigned): CanonicalEntry {
	try {
		return canonicalEntry(entry);
	} catch (error) {
		throw new LedgerError('malformed', detailOf(error));
	}
}
