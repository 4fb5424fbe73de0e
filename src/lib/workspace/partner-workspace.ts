import type { Entry } from '../domain/entry';
import type { OrganizationId } from '../domain/facts';
import { partnerExtract } from '../exchange/partner-extract';
import { writeExtract } from '../exchange/write-extract';
import type { Addresses } from './shared';
import { setAddresses } from './shared';
import type { Workspace } from './workspace';
import { openWorkspace, workspaces } from './workspaces';

export { leftOut, type LeftOut, type LeftOutReason } from '../exchange/left-out';
export { productsBetween } from '../exchange/partner-extract';

/** How many steps are decided, signed and stored at once: progress is shown in between, and it can be stopped. */
const batch = 60;

export interface ForPartner {
	me: OrganizationId;
	partner: OrganizationId;
	/** What the new workspace is called here. */
	title: string;
	/** By which servers it will be found, as the one it is made from. */
	addresses: Addresses | null;
	/** Aborted, it stops between two steps, and what is there by then is removed. */
	signal: AbortSignal;
	progress: (done: number, total: number) => void;
}

/** The new workspace, and the acting organization in it. */
export interface MadeForPartner {
	workspace: string;
	organization: OrganizationId;
}

/**
 * Makes a workspace for two organizations alone, by commands through its own door. Rejects where it was stopped or
 * could not be written; nothing of it is left then.
 */
export async function makePartnerWorkspace(from: Workspace, about: ForPartner): Promise<MadeForPartner> {
	const { id } = await workspaces.create(about.title);
	const workspace = openWorkspace(id);
	let made = false;
	try {
		await workspace.opened;
		const copies = await play(workspace, from, about);
		await workspace.stored();
		const { entries, organizations } = workspace.snapshot;
		await workspaces.touch(id, { entries: entries.size, organizations: organizations.size });
		if (about.addresses) await setAddresses(id, about.addresses);
		made = true;
		return { workspace: id, organization: copies.get(about.me)! };
	} finally {
		await workspace.close();
		if (!made) await workspaces.remove(id);
	}
}

/** Writes the extract as one act; answers with the new ids by the old ones. */
function play(
	workspace: Workspace,
	from: Workspace,
	{ me, partner, signal, progress }: ForPartner
): Promise<Map<string, string>> {
	const waves = partnerExtract(from.snapshot, me, partner);
	let wave = 0;
	return workspace.door.act((act) =>
		writeExtract(waves, async (steps) => {
			const entries: Entry[] = [];
			for (let done = 0; done < steps.length; done += batch) {
				signal.throwIfAborted();
				progress(wave + done / steps.length, waves.length);
				const outcome = await act.all(steps.slice(done, done + batch));
				if (!outcome.done) throw new Error(outcome.refusal.code);
				entries.push(...outcome.entries);
			}
			wave += 1;
			return entries;
		})
	);
}
