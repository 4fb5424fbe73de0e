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

/** What a partner's last file said that it had, and when it was opened here. */
export type Heard = z.infer<typeof schema>;

/** What was last heard from each partner by file, the latest first; unreadable ones are left out. */
export async function heardFrom(workspace: string, notes: Notes = ofBrowser): Promise<Heard[]> {
	const stored = await notes.all(workspace, kind);
	return stored.flatMap(readHeard).sort((one, other) => other.heardAt - one.heardAt);
}

/**
 * Remembers a file that was taken in. One that was saved before the last from the same partner changes nothing; of
 * equals the one opened last counts. Nobody signs when a file was saved, so a date after its opening counts as that:
 * a made-up one cannot keep the partner's next file from being heard.
 */
export async function rememberHeard(
	{ workspace, from, heads, savedAt }: PartnerFile,
	heardAt: number,
	notes: Notes = ofBrowser
): Promise<void> {
	const before = (await heardFrom(workspace, notes)).find(
		(heard) => heard.from?.organization === from?.organization
	);
	const saved = Math.min(savedAt, heardAt);
	if (before && Math.min(before.savedAt, before.heardAt, heardAt) > saved) return;
	const heard: Heard = { from, heads, savedAt: saved, heardAt };
	await notes.put(workspace, kind, from?.organization ?? '', heard);
}

function readHeard(value: unknown): Heard[] {
	try {
		const { data } = schema.safeParse(rebuilt(value));
		return data ? [data] : [];
	} catch {
		return [];
	}
}
