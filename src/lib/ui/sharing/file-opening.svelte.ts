import { m } from '$lib/paraglide/messages';
import {
	type OpenedFile,
	openPartnerFile,
	type PartnerFile,
	readPartnerText
} from '$lib/workspace/partner-files';
import { plainText } from '../kit/plain-text';
import { chooseFile } from '../storage/choose-file';
import { problemText } from './file-problem';

/** The opening of a partner's file outside of any workspace. */
export class FileOpening {
	busy = $state(false);
	problem = $state<string>();
	result = $state.raw<OpenedFile & { file: PartnerFile }>();

	/** Asks for the file, and opens it. */
	readonly choose = async (): Promise<void> => {
		this.problem = this.result = undefined;
		const text = await chooseFile().catch(() => undefined);
		if (text === undefined) this.problem = m.sharing_files_not_read();
		else if (text !== null) await this.#open(text);
	};

	async #open(text: string): Promise<void> {
		this.busy = true;
		try {
			const read = await readPartnerText(text);
			if ('problem' in read) this.problem = problemText(read);
			else {
				const title = plainText(read.file.name).trim() || m.sharing_join_unnamed();
				this.result = { ...(await openPartnerFile(read.file, title)), file: read.file };
			}
		} catch {
			this.problem = m.workspaces_not_created();
		} finally {
			this.busy = false;
		}
	}
}
