import { m } from '$lib/paraglide/messages';
import type { AppFile, EntriesFile } from '$lib/workspace/app-file';
import { openAsCopy, openEntries, type OpenedFile } from '$lib/workspace/partner-files';
import type { Workspace } from '$lib/workspace/workspace';
import { workspaces, type WorkspaceRecord } from '$lib/workspace/workspaces';
import { unisolated } from '../isolated';
import { chooseFile, textOfFile } from '../storage/choose-file';
import { freeName } from '../workspaces/create';
import { problemText } from './problem-text';
import { workspaceName } from './what-it-is';

/** Everything that this app wrote is opened here, wherever it is asked for: first what it is, then what to do with it. */
class FileOpening {
	/** Shown in the dialog now. */
	isOpen = $state(false);
	/** What it is asked for, where it is asked for something in particular. */
	hint = $state<string>();
	busy = $state(false);
	problem = $state<string>();
	shown = $state.raw<AppFile>();
	/** The workspace that the file belongs to, where this browser has it. */
	here = $state.raw<WorkspaceRecord | null>(null);
	result = $state.raw<OpenedFile>();

	/** Opens the dialog to choose a file, or to paste its text. */
	readonly ask = (hint?: string): void => {
		this.#clear();
		this.hint = hint;
		this.isOpen = true;
	};

	/** Lets the person choose a file, then says what it is. */
	readonly choose = async (): Promise<void> => {
		try {
			const text = await chooseFile();
			if (text !== null) await this.read(text);
		} catch {
			this.#fail(m.files_problem_not_read());
		}
	};

	/** Says what a file is that was dropped. */
	readonly drop = async (file: File): Promise<void> => {
		try {
			await this.read(await textOfFile(file));
		} catch {
			this.#fail(m.files_problem_not_read());
		}
	};

	/** Says what a text is. */
	readonly read = async (text: string): Promise<void> => {
		this.#clear();
		this.isOpen = this.busy = true;
		const { readAppFile } = await import('$lib/workspace/app-file');
		const read = readAppFile(text);
		if ('problem' in read) this.problem = problemText(read);
		else {
			// Where the list cannot be read, opening says so.
			if ('workspace' in read.file) this.here = await workspaces.get(read.file.workspace).catch(() => null);
			this.shown = read;
		}
		this.busy = false;
	};

	/** Opens the entries as the workspace that they are of; `open` is that one, where it is open in this window. */
	readonly open = (file: EntriesFile, open: Workspace | undefined): Promise<void> =>
		this.#do(
			async () => openEntries(file, await freeName(workspaceName(file)), open),
			m.workspaces_not_created()
		);

	/** Makes a workspace of one's own of the entries. */
	readonly copy = (file: EntriesFile): Promise<void> =>
		this.#do(async () => {
			const name = unisolated(m.files_copy_name({ name: workspaceName(file) }));
			return openAsCopy(file, await freeName(name));
		}, m.files_not_copied());

	readonly close = (): void => {
		this.isOpen = false;
	};

	async #do(open: () => Promise<OpenedFile>, failed: string): Promise<void> {
		this.busy = true;
		this.problem = undefined;
		try {
			this.result = await open();
		} catch {
			this.problem = failed;
		} finally {
			this.busy = false;
		}
	}

	#fail(problem: string): void {
		this.#clear();
		this.problem = problem;
		this.isOpen = true;
	}

	#clear(): void {
		this.problem = this.shown = this.result = this.hint = undefined;
		this.here = null;
		this.busy = false;
	}
}

export const opening = new FileOpening();
