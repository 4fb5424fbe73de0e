import { m } from '$lib/paraglide/messages';
import { workspaces, type WorkspaceRecord } from '$lib/workspace/workspaces';
import { unisolated } from '../kit/text/isolated';
import { cut, plainText } from '../kit/text/plain-text';
import { toastDone, toastError, toastWorking } from '../kit/overlays/toasts';
import { freeName } from './create';

/** Makes a workspace with the same history; toasts show the progress and the result. Answers with its id, if it was made. */
export const duplicateWorkspace = (record: WorkspaceRecord): Promise<string | undefined> =>
	copyAs(record, unisolated(m.workspaces_copy_name({ name: record.name })));

/** The same as a workspace of one's own, where this browser may only look at the one that it has. */
export const continueAsCopy = (record: WorkspaceRecord): Promise<string | undefined> =>
	copyAs(record, unisolated(m.files_copy_name({ name: record.name })));

/** Answers with the copy's id; undefined where there is none. */
async function copyAs({ id, name }: WorkspaceRecord, wanted: string): Promise<string | undefined> {
	const isDone = toastWorking(m.workspaces_duplicating({ name: cut(plainText(name), 80) }));
	try {
		const { workspace, left } = await workspaces.duplicate(id, await freeName(wanted));
		if (left > 0) toastError(m.workspaces_duplicated_partly({ name: workspace.name, left }));
		else toastDone(m.workspaces_duplicated({ name: workspace.name }));
		return workspace.id;
	} catch {
		toastError(m.workspaces_not_duplicated());
		return undefined;
	} finally {
		isDone();
	}
}
