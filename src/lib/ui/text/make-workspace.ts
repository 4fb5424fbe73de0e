import type { EntryId } from '$lib/domain/facts';
import { emptySnapshot } from '$lib/domain/snapshot';
import type { SetupPlan } from '$lib/setup/plan/plan';
import type { Problem } from '$lib/setup/problem';
import type { Guide, Setup } from '$lib/setup/setup';
import { withIds } from '$lib/views/draft';
import { keepGuide } from '$lib/workspace/guide/followed-guide';
import type { Workspace } from '$lib/workspace/workspace';
import { openWorkspace } from '$lib/workspace/open-workspace';
import { workspaces } from '$lib/workspace/workspaces';
import { freeName } from '../session/create';
import { refusalText } from '../words/refusal-text';
import { lookAt } from './look-at';
import { readText } from './read-text';
import { setupName } from './setup-name';

/** A text that was read, and planned for a workspace with nothing in it. */
export interface PlannedText {
	text: string;
	setup: Setup;
	plan: SetupPlan;
}

export interface MakingOptions {
	/** The workspace's name; without, the guide's title or the first organization's name, as long as no other has it. */
	name?: string;
	/** Stops it. */
	signal?: AbortSignal;
	/** How many commands are given and entries signed, of how many. */
	progress: (done: number, total: number) => void;
}

/**
 * Makes a workspace of a text, in which this browser acts for every organization: one act, written whole or not at all. It
 * keeps the text's guide, and opens as whoever is to do its first step. Answers with its id. Rejects where it was stopped or
 * could not be written; nothing of it is left then.
 */
export async function makeWorkspaceOf(
	{ text, setup, plan }: PlannedText,
	{ name, signal, progress }: MakingOptions
): Promise<string> {
	const { id } = await workspaces.create(name ?? (await freeName(setupName(setup))));
	const workspace = openWorkspace(id);
	let isMade = false;
	try {
		await workspace.opened;
		const guide = await write(workspace, plan, signal, progress);
		await workspace.stored();
		signal?.throwIfAborted();
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
	{ steps, guide }: SetupPlan,
	signal: AbortSignal | undefined,
	progress: MakingOptions['progress']
): Promise<Guide | null> {
	const action = workspace.editor.newAction();
	const planned: EntryId[] = [];
	const outcome = await workspace.editor.writeBatch(
		async (batch) => {
			for (const [done, { entry, actor, command }] of steps.entries()) {
				signal?.throwIfAborted();
				progress(done, 2 * steps.length);
				const step = { entry, action, at: Date.now(), name: command.command, actor, command };
				const { refusal } = await batch.addStep(step);
				if (refusal) return refusal;
			}
			planned.length = 0;
			for (const { as } of batch.drafts) planned.push(as!);
			return undefined;
		},
		(signed) => progress(steps.length + signed, 2 * steps.length)
	);
	if (!outcome.done) throw new Error(refusalText(workspace.snapshot, outcome.refusal));
	return withIds(guide, new Map(outcome.entries.map(({ id }, place) => [planned[place]!, id])));
}

/**
 * The same of a text that nobody has looked at: where it has mistakes, nothing is made. For what opens a text at once,
 * as a link to it or starting over.
 */
export async function makeWorkspaceOfText(
	text: string,
	options: MakingOptions
): Promise<{ id: string; problems?: undefined } | { id?: undefined; problems: readonly Problem[] }> {
	const { signal = new AbortController().signal, progress } = options;
	const { setup, problems } = await readText(text, signal);
	if (!setup) return { problems };
	const half = (from: number) => (done: number, total: number) => progress(from * total + done, 2 * total);
	const { plan } = await lookAt(setup, { now: emptySnapshot(), mode: 'add', signal, progress: half(0) });
	return { id: await makeWorkspaceOf({ text, setup, plan }, { ...options, progress: half(1) }) };
}
