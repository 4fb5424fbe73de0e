import * as z from 'zod/mini';
import { rebuilt } from '$lib/document/entries/canonical';
import { moment } from '$lib/document/entries/ids';
import { notes as ofBrowser, type Notes } from '$lib/document/storage/notes';
import { headsSchema } from './heads-schema';
import type { PartnerFile } from './partner-file';

const kind = 'heard';

const schema = z.strictObject({
	from: z.nullable(z.strictObject({ organization: z.string(), name: z.string() })),
	heads: headsSchema,
	savedAt: moment,
	heardAt: moment
});

/** The heads in a partner's last file, and when the file was opened here. */
export type LastSeenHeads = z.infer<typeof schema>;

/** The heads in each partner's last file, latest first; unreadable ones are ignored. */
export async function lastSeenHeads(workspace: string, notes: Notes = ofBrowser): Promise<LastSeenHeads[]> {
	const stored = await notes.all(workspace, kind);
	return stored.flatMap(readStored).sort((one, other) => other.heardAt - one.heardAt);
}

/**
 * Stores the heads of an admitted file. A file saved earlier than the last one from the same partner changes nothing; of
 * equally old ones the last opened counts. The time of saving is not signed, so it is capped at the time of opening: a
 * false date cannot make the partner's next file be ignored.
 */
export async function storeSeenHeads(
	{ workspace, from, heads, savedAt }: PartnerFile,
	heardAt: number,
	notes: Notes = ofBrowser
): Promise<void> {
	const before = (await lastSeenHeads(workspace, notes)).find(
		(seen) => seen.from?.organization === from?.organization
	);
	const saved = Math.min(savedAt, heardAt);
	if (before && Math.min(before.savedAt, before.heardAt, heardAt) > saved) return;
	const seen: LastSeenHeads = { from, heads, savedAt: saved, heardAt };
	await notes.put(workspace, kind, from?.organization ?? '', seen);
}

function readStored(value: unknown): LastSeenHeads[] {
	try {
		const { data } = schema.safeParse(rebuilt(value));
		return data ? [data] : [];
	} catch {
		return [];
	}
}
