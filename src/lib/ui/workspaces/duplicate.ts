import { toast } from 'svelte-sonner';
import { m } from '$lib/paraglide/messages';
import { workspaces, type WorkspaceRecord } from '$lib/workspace/workspaces';
import { unisolated } from '../isolated';
import { cut, plainText } from '../kit/plain-text';
import { toastDone, toastError } from '../kit/toasts';

/** Makes a workspace with the same history, and says what came of it; meanwhile, that it goes on. */
export async function duplicateWorkspace({ id, name }: WorkspaceRecord): Promise<void> {
	const going = m.workspaces_duplicating({ name: cut(plainText(name), 80) });
	const working = toast.loading(going, { duration: Number.POSITIVE_INFINITY });
	try {
		const { workspace, left } = await workspaces.duplicate(id, unisolated(m.workspaces_copy_name({ name })));
		if (left > 0) toastError(m.workspaces_duplicated_partly({ name: workspace.name, left }));
		else toastDone(m.workspaces_duplicated({ name: workspace.name }));
	} catch {
		toastError(m.workspaces_not_duplicated());
	} finally {
		toast.dismiss(working);
	}
}
