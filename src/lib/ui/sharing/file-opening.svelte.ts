import { m } from '$lib/paraglide/messages';
import {
	type OpenedFile,
	openFileAsCopy,
	openPartnerFile,
	type PartnerFile,
	readPartnerText
} from '$lib/workspace/partner-files';
import { workspaces } from '$lib/workspace/workspaces';
import { plainText } from '../kit/plain-text';
import { chooseFile } from '../storage/choose-file';
import { problemText } from './file-problem';

/** The opening of a partner's file outside of any workspace. */
export class FileOpening {
	busy = $state(false);
	problem = $state<string>();
	/** A file of a workspace that is here already: merged with it, or opened as a copy of one's own. */
	asking = $state.raw<PartnerFile>();
	result = $state.raw<OpenedFile & { file: PartnerFile }>();

	/** Asks for the file, and opens it. */
	readonly choose = async (): Promise<void> => {
		this.problem = this.asking = this.result = undefined;
		const text = await chooseFile().catch(() => undefined);
		if (text === undefined) this.problem = m.sharing_files_not_read();
		else if (text !== null) await this.#read(text);
	};

	/** Answers what was asked. */
	readonly merge = (): Promise<void> => this.#open(this.asking!, openPartnerFile);
	readonly copy = (): Promise<void> => this.#open(this.asking!, openFileAsCopy);

	async #read(text: string): Promise<void> {
		const read = await readPartnerText(text);
		if ('problem' in read) this.problem = problemText(read);
		else if (await workspaces.get(read.file.workspace).catch(() => null)) this.asking = read.file;
		else await this.#open(read.file, openPartnerFile);
	}

	async #open(file: PartnerFile, open: typeof openPartnerFile): Promise<void> {
		this.busy = true;
		this.asking = undefined;
		try {
			const title = plainText(file.name).trim() || m.sharing_join_unnamed();
			this.result = { ...(await open(file, title)), file };
		} catch {
			this.problem = m.workspaces_not_created();
		} finally {
			this.busy = false;
		}
	}
}
