import { expect, test, vi } from 'vitest';
import { EffectsConfirmation } from '$lib/ui/session/effects-confirmation.svelte';
import type { WorkspaceLens } from '$lib/workspace/lens';
import { Story } from '../commands/story';

/** Nova has authorized a lamp to Kilo; how often that act is looked at is counted. */
function opened() {
	const story = new Story();
	const { Nova, Kilo } = story.organizations('Nova', 'Kilo');
	const lamp = story.product(Nova, 'lamp');
	const { action } = story.authorizes(Nova, Kilo, lamp, ['purchase']);
	const workspace = { snapshot: { ...story.snapshot }, actable: new Set([Nova]) };
	const looks = vi.spyOn(story.snapshot.actions, 'get');
	return { workspace, looks, action };
}

test('what undoing would do is looked at again only where the state, or who may act, has changed', async () => {
	const { workspace, looks, action } = opened();
	const lens = workspace as unknown as WorkspaceLens;
	const confirmation = new EffectsConfirmation();
	const undo = () =>
		confirmation.undo(
			lens,
			action,
			() => Promise.resolve(),
			() => undefined
		);
	await Promise.all(confirmation.foreseeUndo(lens, action));
	expect(looks).toHaveBeenCalledTimes(1);
	expect(await undo()).toBe(true);
	expect(looks).toHaveBeenCalledTimes(1);

	workspace.snapshot = { ...workspace.snapshot };
	expect(await undo()).toBe(true);
	expect(looks).toHaveBeenCalledTimes(2);

	await Promise.all(confirmation.foreseeUndo(lens, action));
	workspace.actable = new Set(workspace.actable);
	await undo();
	expect(looks).toHaveBeenCalledTimes(4);
});
