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
import {
	maxNameLength,
	truncatedName,
	schemaProblem,
	type ParsedFile,
	type UnreadableFile
} from './file-format';

const label = z.string().check(z.maxLength(maxNameLength));

const schema = z.strictObject({
	grantbook: z.literal('recovery'),
	v: z.literal(1),
	workspace: workspaceId,
	organization: z.strictObject({ id: hash, name: label }),
	/** The public key, and its fingerprint for people to compare. */
	key: hash,
	fingerprint: label,
	savedAt: moment,
	derivation: derivationSchema,
	wrapped: wrappedSchema,
	checksum: hash
});

/**
 * A key of an organization in a file, encrypted with a passphrase. It can only add another key, and only once the
 * organization has added it as its recovery key.
 */
export type RecoveryFile = z.infer<typeof schema>;

export interface RecoveryFileOptions {
	workspace: string;
	organization: { id: OrganizationId; name: string };
	passphrase: string;
	savedAt: number;
}

/**
 * Creates a recovery key. The private key is only in the text, encrypted with the passphrase; have the text saved before
 * the organization adds the key. Rejects with a LedgerError: no-signing, malformed (passphrase).
 */
export async function createRecoveryFile(about: RecoveryFileOptions): Promise<{ key: KeyId; text: string }> {
	const { workspace, organization, passphrase, savedAt } = about;
	if (passphrase.length < shortestPassphrase) throw new LedgerError('malformed', 'a short passphrase');
	const { key, privateKey } = await makePair({ toBeWrapped: true });
	const derivation = newDerivation();
	const under = await deriveKey(passphrase, derivation);
	const { id, name } = organization;
	const bound = { workspace, organization: { id, name: truncatedName(name) }, key };
	const unchecked: Omit<RecoveryFile, 'checksum'> = {
		grantbook: 'recovery',
		v: 1,
		...bound,
		fingerprint: fingerprint(key),
		savedAt,
		derivation,
		wrapped: await wrapPrivateKey(privateKey, under, wrappingContext(bound))
	};
	const file: RecoveryFile = { ...unchecked, checksum: checksumOf(unchecked) };
	return { key, text: `${JSON.stringify(file, null, '\t')}\n` };
}

/** Reads a recovery file. Everything in it is untrusted. Never throws. */
export function readRecoveryFile(
	parsed: ParsedFile | UnreadableFile
): { file: RecoveryFile } | UnreadableFile {
	if ('problem' in parsed) return parsed;
	if (parsed.kind !== 'recovery') return { problem: 'not-ours', detail: parsed.kind };
	const { data: file, error } = schema.safeParse(parsed.value, abortEarly);
	if (!file) return schemaProblem(error.issues);
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

/** Decrypts the key in the file; null for a wrong passphrase. Takes about a second, by design. */
export async function openRecoveryKey(file: RecoveryFile, passphrase: string): Promise<Signer | null> {
	const under = await deriveKey(passphrase, file.derivation);
	const privateKey = await unwrapPrivateKey(file.wrapped, under, wrappingContext(file));
	return privateKey && signerWith(file.key, privateKey);
}

const wrappingContext = ({
	workspace,
	organization,
	key
}: Pick<RecoveryFile, 'workspace' | 'organization' | 'key'>): string =>
	canonical({ key, organization: organization.id, workspace });
