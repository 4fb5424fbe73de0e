import type { EntryId, OrganizationId } from '../domain/facts';
import { partnerExtract } from '../exchange/partner-extract';
import { writeExtract } from '../exchange/write-extract';
import { withIds } from '../views/draft';
import type { Addresses } from './shared';
import { setAddresses } from './shared';
import type { Workspace } from './workspace';
import { openWorkspace, workspaces } from './workspaces';

export { leftOut, type LeftOut, type LeftOutReason } from '../exchange/left-out';
export { productsBetween } from '../exchange/partner-extract';

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

/** Writes the extract as one act, whole or not at all; answers with the new ids by the old ones. */
async function play(
	{ door }: Workspace,
	from: Workspace,
	{ me, partner, signal, progress }: ForPartner
): Promise<Map<string, string>> {
	const waves = partnerExtract(from.snapshot, me, partner);
	const action = door.newAction();
	const planned: EntryId[] = [];
	let copies = new Map<string, string>();
	const outcome = await door.together(
		async (plan) => {
			planned.length = 0;
			let wave = 0;
			copies = await writeExtract(waves, async (steps) => {
				const first = planned.length;
				for (const [done, { actor, command }] of steps.entries()) {
					signal.throwIfAborted();
					progress(wave + done / steps.length, 2 * waves.length);
					const refusal = await plan.do(actor, command, action);
					if (refusal) throw new Error(refusal.code);
					planned.push(plan.drafts.at(-1)!.as!);
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
