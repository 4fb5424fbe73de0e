import type { EntryId } from '$lib/domain/facts';
import { m } from '$lib/paraglide/messages';
import type { Guide, Setup } from '$lib/setup/setup';
import { withIds } from '$lib/views/draft';
import { runInSlices } from '$lib/workspace/editing/run-in-slices';
import { keepGuide } from '$lib/workspace/guide/followed-guide';
import type { Workspace } from '$lib/workspace/workspace';
import { openWorkspace, workspaces } from '$lib/workspace/workspaces';
import { shownName } from '../kit/text/shown-name';
import { freeName } from '../session/create';
import { refusalText } from '../words/refusal-text';
import { planningInto } from './plan-into';

/** A text that was read, as what it says. */
export interface ReadText {
	text: string;
	setup: Setup;
}

export interface MakingOptions {
	/** The workspace's name; without, the guide's title or the first organization's name, as long as no other has it. */
	name?: string;
	/** How many entries are signed, of how many. */
	progress: (done: number, total: number) => void;
}

/**
 * Makes a workspace of a text, in which this browser acts for every organization: one act, written whole or not at all. It
 * keeps the text's guide, and opens as whoever is to do its first step. Answers with its id. Rejects where it could not be
 * written; nothing of it is left then.
 */
export async function makeWorkspaceOf(
	{ text, setup }: ReadText,
	{ name, progress }: MakingOptions
): Promise<string> {
	const called = setup.guide?.title ?? setup.organizations[0]?.name ?? m.workspaces_blank_name();
	const { id } = await workspaces.create(name ?? (await freeName(shownName(called))));
	const workspace = openWorkspace(id);
	let isMade = false;
	try {
		await workspace.opened;
		const guide = await write(workspace, setup, progress);
		await workspace.stored();
		if (guide) await keepGuide(id, guide, text);
		const { entries, organizations } = workspace.snapshot;
		const lastActing = guide?.steps.find(({ who }) => who !== null)?.who ?? null;
		await workspaces.touch(id, { entries: entries.size, organizations: organizations.size, lastActing });
		isMade = true;
		return id;
	} finally {
		await workspace.close();
		if (!isMade) await workspaces.remove(id);
	}
}

/** @returns the text's guide, speaking of the workspace's ids */
async function write(
	workspace: Workspace,
	setup: Setup,
	progress: MakingOptions['progress']
): Promise<Guide | null> {
	const action = workspace.editor.newAction();
	const planned: EntryId[] = [];
	let guide: Guide | null = null;
	const outcome = await workspace.editor.writeBatch(async (batch) => {
		const { result: plan } = await runInSlices(
			() => batch.snapshot,
			(now) => planningInto(setup, now, 'add')
		);
		for (const { entry, actor, command } of plan.steps) {
			const step = { entry, action, at: Date.now(), name: command.command, actor, command };
			const { refusal } = await batch.addStep(step);
			if (refusal) return refusal;
		}
		planned.length = 0;
		planned.push(...batch.drafts.map(({ as }) => as!));
		({ guide } = plan);
		return undefined;
	}, progress);
	if (!outcome.done) throw new Error(refusalText(workspace.snapshot, outcome.refusal));
	return withIds(guide, new Map(outcome.entries.map(({ id }, place) => [planned[place]!, id])));
}
