import type { Ledger } from '$lib/document/ledger/api';
import type { OrganizationId } from '../domain/facts';
import type { Gate, Heads } from '$lib/gate/api';
import { fileRequestChallenge, writePartnerFile, type PartnerFile, type FileRequest } from './partner-file';

export interface PartnerFileOptions {
	workspace: string;
	name: string;
	from: PartnerFile['from'];
	savedAt: number;
	/** The partner's last seen heads; null to save everything. */
	since: Heads | null;
	/** This browser's requests to act for organizations, with the name of its key. */
	requests: { organization: OrganizationId; name: string }[];
}

export interface SavedPartnerFile {
	text: string;
	entries: number;
}

/** Writes a file for a partner. Rejects with a LedgerError if there are requests and no key can be created. */
export async function saveForPartner(
	{ gate, ledger }: { gate: Gate; ledger: Ledger },
	{ since, requests, ...about }: PartnerFileOptions
): Promise<SavedPartnerFile> {
	const seats: FileRequest[] = [];
	for (const { organization, name } of requests) seats.push(await signRequest(ledger, organization, name));
	// Heads first: an entry that arrives in between is then sent twice rather than never.
	const heads = await gate.heads();
	const entries = await gate.missing(since);
	const holds = since === null ? 'everything' : 'lacking';
	return { text: writePartnerFile({ ...about, holds, heads, entries, seats }), entries: entries.length };
}

async function signRequest(ledger: Ledger, organization: OrganizationId, name: string): Promise<FileRequest> {
	const key = await ledger.memberKey(organization);
	const { signature } = await ledger.prove(organization, fileRequestChallenge(name));
	return { organization, key, name, proof: signature };
}
