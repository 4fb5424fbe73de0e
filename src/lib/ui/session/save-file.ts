import { fileSave } from 'browser-fs-access';
import { workspaceFile } from '$lib/workspace/files/saved-files';
import type { WorkspaceLens } from '$lib/workspace/lens';
import { endings } from '../kit/files/file-endings';

/** A file's name may not hold everything that a workspace's name may. */
const fileName = (name: string): string =>
	name
		.replace(/[^\p{Letter}\p{Number} ._-]+/gu, ' ')
		.trim()
		.slice(0, 80) || 'workspace';

/** Offers to save a content under a name; answers false where the person changed their mind. */
const saver =
	(ending: string, type: string) =>
	async (content: BlobPart, name: string): Promise<boolean> => {
		try {
			await fileSave(new Blob([content], { type }), { fileName: `${fileName(name)}${ending}` });
			return true;
		} catch (error) {
			if (error instanceof DOMException && error.name === 'AbortError') return false;
			throw error;
		}
	};

/** Offers a text for a partner as a file. */
export const savePartnerFile = saver(endings.partner, 'application/json');

/** Offers the commands of a draft as a file. */
export const saveDraftFile = saver(endings.draft, 'application/json');

/** Offers a setup as a text. */
export const saveSetupFile = saver(endings.setup, 'application/yaml');

/** Offers an export for engines. */
export const saveZipFile = saver('.zip', 'application/zip');

/** Offers one file of such an export, under its own name. */
export const saveEngineFile = saver('', 'text/plain');

/** Offers a recovery key as a file. */
export const saveRecoveryFile = saver(endings.recovery, 'application/json');

/** Offers entries as proof of what somebody signed. */
export const saveProofFile = saver(endings.proof, 'application/x-ndjson');

const savePicture = { svg: saver('.svg', 'image/svg+xml'), png: saver('.png', 'image/png') };

/** Offers a picture as a file. */
export const savePictureFile = (content: BlobPart, name: string, kind: 'svg' | 'png'): Promise<boolean> =>
	savePicture[kind](content, name);

const saveWholeWorkspace = saver(endings.workspace, 'application/x-ndjson');
const saveSetAsideText = saver(endings.setAside, 'application/json');

/** Offers the whole workspace as a file. */
export const saveWorkspaceFile = async (workspace: WorkspaceLens, name: string): Promise<boolean> =>
	saveWholeWorkspace(await workspaceFile(workspace, name), name);

/** Offers what was set aside as a file. */
export const saveQuarantineFile = async (workspace: WorkspaceLens, name: string): Promise<boolean> =>
	saveSetAsideText(await workspace.exportQuarantine(), name);
