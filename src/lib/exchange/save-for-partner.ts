import type { Ledger } from '$lib/document/ledger/api';
import type { OrganizationId } from '../domain/facts';
import type { Gate, Heads } from '$lib/gate/api';
import { seatChallenge, writePartnerFile, type PartnerFile, type SeatInFile } from './partner-file';

export interface Saving {
	workspace: string;
	name: string;
	from: PartnerFile['from'];
	savedAt: number;
	/** What the partner said last that it has; null for everything. */
	since: Heads | null;
	/** What this browser asks for: to act for an organization, under a name of its own. */
	asks: { organization: OrganizationId; name: string }[];
}

export interface Saved {
	text: string;
	entries: number;
}

/** The text to hand to a partner. Rejects with a LedgerError where a seat is asked for and no key can be made. */
export async function saveForPartner(
	{ gate, ledger }: { gate: Gate; ledger: Ledger },
	{ since, asks, ...about }: Saving
): Promise<Saved> {
	const seats: SeatInFile[] = [];
	for (const { organization, name } of asks) seats.push(await askForSeat(ledger, organization, name));
	// The heads first: what comes in between is told twice rather than never.
	const heads = await gate.heads();
	const entries = await gate.missing(since);
	const holds = since === null ? 'everything' : 'lacking';
	return { text: writePartnerFile({ ...about, holds, heads, entries, seats }), entries: entries.length };
}

async function askForSeat(ledger: Ledger, organization: OrganizationId, name: string): Promise<SeatInFile> {
	const key = await ledger.seatKey(organization);
	const { signature } = await ledger.prove(organization, seatChallenge(name));
	return { organization, key, name, proof: signature };
}
