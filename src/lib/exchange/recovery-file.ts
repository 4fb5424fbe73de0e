import * as z from 'zod/mini';
import { canonical } from '$lib/document/entries/canonical';
import { checksumOf } from '$lib/document/entries/checksum';
import { abortEarly } from '$lib/document/entries/abort-early';
import { hash, moment, workspaceId } from '$lib/document/entries/ids';
import { makePair, signerWith, type Signer } from '$lib/document/keys/keys';
import { LedgerError } from '$lib/document/ledger/ledger-error';
import {
	deriveKey,
	derivationSchema,
	newDerivation,
	shortestPassphrase,
	unwrapPrivateKey,
	wrappedSchema,
	wrapPrivateKey
} from '$lib/document/keys/passphrase';
import type { KeyId, OrganizationId } from '../domain/facts';
import { fingerprint } from '../domain/fingerprint';
import { mostOfName, nameInFile, unfit, type Own, type Unread } from './own-file';

const label = z.string().check(z.maxLength(mostOfName));

const schema = z.strictObject({
	grantbook: z.literal('recovery'),
	v: z.literal(1),
	workspace: workspaceId,
	organization: z.strictObject({ id: hash, name: label }),
	/** The public key, and the short form of it that a person compares. */
	key: hash,
	fingerprint: label,
	savedAt: moment,
	derivation: derivationSchema,
	wrapped: wrappedSchema,
	checksum: hash
});

/**
 * A key of an organization, in a file instead of a browser, under a passphrase: it can do nothing but add another
 * key, once the organization has added it as its recovery key.
 */
export type RecoveryFile = z.infer<typeof schema>;

export interface RecoveryAbout {
	workspace: string;
	organization: { id: OrganizationId; name: string };
	passphrase: string;
	savedAt: number;
}

/**
 * Makes a recovery key. The private half is in the text only, under the passphrase, and nowhere else; have the
 * text saved before the organization adds the key. Rejects with a LedgerError: no-signing, malformed (passphrase).
 */
export async function makeRecoveryFile(about: RecoveryAbout): Promise<{ key: KeyId; text: string }> {
	const { workspace, organization, passphrase, savedAt } = about;
	if (passphrase.length < shortestPassphrase) throw new LedgerError('malformed', 'a short passphrase');
	const { key, privateKey } = await makePair({ toBeWrapped: true });
	const derivation = newDerivation();
	const under = await deriveKey(passphrase, derivation);
	const { id, name } = organization;
	const bound = { workspace, organization: { id, name: nameInFile(name) }, key };
	const unchecked: Omit<RecoveryFile, 'checksum'> = {
		grantbook: 'recovery',
		v: 1,
		...bound,
		fingerprint: fingerprint(key),
		savedAt,
		derivation,
		wrapped: await wrapPrivateKey(privateKey, under, whoseKey(bound))
	};
	const file: RecoveryFile = { ...unchecked, checksum: checksumOf(unchecked) };
	return { key, text: `${JSON.stringify(file, null, '\t')}\n` };
}

/** Reads a recovery file, believing nothing about it. Never throws. */
export function readRecoveryFile(own: Own | Unread): { file: RecoveryFile } | Unread {
	if ('problem' in own) return own;
	if (own.kind !== 'recovery') return { problem: 'not-ours', detail: own.kind };
	const { data: file, error } = schema.safeParse(own.value, abortEarly);
	if (!file) return unfit(error.issues);
	const { checksum, ...unchecked } = file;
	return hasChecksum(unchecked, checksum) ? { file } : { problem: 'broken', detail: 'checksum' };
}

function hasChecksum(value: unknown, checksum: string): boolean {
	try {
		return checksumOf(value) === checksum;
	} catch {
		return false;
	}
}

/** The key in the file; null for another passphrase. Takes about a second, on purpose. */
export async function openRecoveryKey(file: RecoveryFile, passphrase: string): Promise<Signer | null> {
	const under = await deriveKey(passphrase, file.derivation);
	const privateKey = await unwrapPrivateKey(file.wrapped, under, whoseKey(file));
	return privateKey && signerWith(file.key, privateKey);
}

const whoseKey = ({
	workspace,
	organization,
	key
}: Pick<RecoveryFile, 'workspace' | 'organization' | 'key'>): string =>
	canonical({ key, organization: organization.id, workspace });
