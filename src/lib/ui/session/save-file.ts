import { fileSave } from 'browser-fs-access';
import { workspaceFileText } from '$lib/workspace/files/saved-files';
import type { WorkspaceLens } from '$lib/workspace/lens';
import { endings } from '../kit/files/file-endings';

/** A file's name may not hold everything that a workspace's name may. */
const fileName = (name: string): string =>
	name
		.replace(/[^\p{Letter}\p{Number} ._-]+/gu, ' ')
		.trim()
		.slice(0, 80) || 'workspace';

/** Offers the whole workspace as a file. Answers false where the person changed their mind. */
export const saveWorkspaceFile = async (workspace: WorkspaceLens, name: string): Promise<boolean> =>
	save(
		await workspaceFileText(workspace, name),
		`${fileName(name)}${endings.workspace}`,
		'application/x-ndjson'
	);

/** Offers a text for a partner as a file. Answers false where the person changed their mind. */
export const savePartnerFile = (text: string, name: string): Promise<boolean> =>
	save(text, `${fileName(name)}${endings.partner}`, 'application/json');

/** Offers the commands of a draft as a file. Answers false where the person changed their mind. */
export const saveDraftFile = (text: string, name: string): Promise<boolean> =>
	save(text, `${fileName(name)}${endings.draft}`, 'application/json');

/** Offers a setup as a text. Answers false where the person changed their mind. */
export const saveSetupFile = (text: string, name: string): Promise<boolean> =>
	save(text, `${fileName(name)}${endings.setup}`, 'application/yaml');

/** Offers an export for engines. Answers false where the person changed their mind. */
export const saveZipFile = (zip: BlobPart, name: string): Promise<boolean> =>
	save(zip, `${fileName(name)}.zip`, 'application/zip');

/** Offers one file of such an export, under its own name. Answers false where the person changed their mind. */
export const saveEngineFile = (text: string, name: string): Promise<boolean> =>
	save(text, name, 'text/plain');

/** Offers a recovery key as a file. Answers false where the person changed their mind. */
export const saveRecoveryFile = (text: string, name: string): Promise<boolean> =>
	save(text, `${fileName(name)}${endings.recovery}`, 'application/json');

/** Offers entries as proof of what somebody signed. */
export const saveProofFile = (text: string, name: string): Promise<boolean> =>
	save(text, `${fileName(name)}${endings.proof}`, 'application/x-ndjson');

/** Offers what was set aside as a file. */
export const saveQuarantineFile = async (workspace: WorkspaceLens, name: string): Promise<boolean> =>
	save(await workspace.exportQuarantine(), `${fileName(name)}${endings.setAside}`, 'application/json');

/** Offers a picture as a file. Answers false where the person changed their mind. */
export const savePictureFile = (content: BlobPart, name: string, kind: 'svg' | 'png'): Promise<boolean> =>
	save(content, `${fileName(name)}.${kind}`, kind === 'svg' ? 'image/svg+xml' : 'image/png');

async function save(content: BlobPart, name: string, type: string): Promise<boolean> {
	try {
		await fileSave(new Blob([content], { type }), { fileName: name });
		return true;
	} catch (error) {
		if (error instanceof DOMException && error.name === 'AbortError') return false;
		throw error;
	}
}
