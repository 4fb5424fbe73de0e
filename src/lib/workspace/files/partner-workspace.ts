import type { EntryId, OrganizationId } from '$lib/domain/facts';
import { partnerExtract } from '$lib/exchange/partner-extract';
import { writeExtract } from '$lib/exchange/write-extract';
import { withIds } from '$lib/views/draft';
import type { ServerAddresses } from '../sharing/sharing-settings';
import { setServers } from '../sharing/sharing-settings';
import type { Workspace } from '../workspace';
import { openWorkspace } from '../open-workspace';
import { workspaces } from '../workspaces';

export interface PartnerWorkspaceOptions {
	me: OrganizationId;
	partner: OrganizationId;
	/** The name of the new workspace in this browser. */
	title: string;
	/** The servers to share it through, as in the original workspace. */
	addresses: ServerAddresses | null;
	/** When aborted, it stops between two steps and removes what was created. */
	signal: AbortSignal;
	progress: (done: number, total: number) => void;
}

/** The new workspace, and the acting organization in it. */
export interface CreatedPartnerWorkspace {
	workspace: string;
	organization: OrganizationId;
}

/**
 * Creates a workspace for two organizations only, by commands through its own editor. Rejects if aborted or if it could
 * not be written; then nothing of it is left.
 */
export async function makePartnerWorkspace(
	from: Workspace,
	about: PartnerWorkspaceOptions
): Promise<CreatedPartnerWorkspace> {
	const { id } = await workspaces.create(about.title);
	const workspace = openWorkspace(id);
	let made = false;
	try {
		await workspace.opened;
		const copies = await writeCopy(workspace, from, about);
		await workspace.stored();
		const { entries, organizations } = workspace.snapshot;
		await workspaces.touch(id, { entries: entries.size, organizations: organizations.size });
		if (about.addresses) await setServers(id, about.addresses);
		made = true;
		return { workspace: id, organization: copies.get(about.me)! };
	} finally {
		await workspace.close();
		if (!made) await workspaces.remove(id);
	}
}

/** Writes the extract atomically as one act; returns the new ids by the old ones. */
async function writeCopy(
	{ editor }: Workspace,
	from: Workspace,
	{ me, partner, signal, progress }: PartnerWorkspaceOptions
): Promise<Map<string, string>> {
	const waves = partnerExtract(from.snapshot, me, partner);
	const action = editor.newAction();
	const planned: EntryId[] = [];
	let copies = new Map<string, string>();
	const outcome = await editor.writeBatch(
		async (batch) => {
			planned.length = 0;
			let wave = 0;
			copies = await writeExtract(waves, async (steps) => {
				const first = planned.length;
				for (const [done, { actor, command }] of steps.entries()) {
					signal.throwIfAborted();
					progress(wave + done / steps.length, 2 * waves.length);
					const refusal = await batch.addCommand(actor, command, action);
					if (refusal) throw new Error(refusal.code);
					planned.push(batch.drafts.at(-1)!.as!);
				}
				wave += 1;
				return planned.slice(first);
			});
			return undefined;
		},
		(signed, of) => progress(waves.length * (1 + signed / of), 2 * waves.length)
	);
	if (!outcome.done) throw new Error(outcome.refusal.code);
	const ids = new Map(outcome.entries.map(({ id }, place) => [planned[place]!, id]));
	return new Map([...copies].map(([old, copy]) => [old, withIds(copy, ids)]));
}
