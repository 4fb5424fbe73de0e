import { m } from '$lib/paraglide/messages';
import type { EntriesFile } from '$lib/workspace/files/app-file';
import type { OpenedFile } from '$lib/workspace/files/partner-files';
import type { Workspace } from '$lib/workspace/workspace';
import { LazyModule } from '$lib/workspace/lazy-module';
import { workspaces, type WorkspaceRecord } from '$lib/workspace/workspaces';
import { unisolated } from '../kit/text/isolated';
import { freeName } from '../session/create';
import type { FileContent, ShownFile } from './content';

/** What reads files, and what opens them: loaded when there is one. */
const reading = () => Promise.all([import('./content'), import('./file-description')]);
const opener = () =>
	Promise.all([import('$lib/workspace/files/partner-files'), import('./file-description')]);

/** What lets a person choose files. It is wanted ahead: browsers ask for one soon after a press only. */
export const choosing = new LazyModule(() => import('../kit/files/choose-file'));

/** Opens every file of this app, wherever that is started from: first what it is, then what can be done with it. */
class FileOpening {
	/** Shown in the dialog now. */
	isOpen = $state(false);
	/** Which file is wanted, where it is a particular one. */
	hint = $state<string>();
	busy = $state(false);
	problem = $state<string>();
	shown = $state.raw<ShownFile>();
	/** The text that is shown, where it was pasted: it can be mended, and read again. */
	pasted = $state('');
	/** The workspace that the file belongs to, where this browser has it. */
	here = $state.raw<WorkspaceRecord | null>(null);
	result = $state.raw<OpenedFile>();
	/** The workspace that is open on this page. */
	into = $state.raw<Workspace>();
	/** The last file that was chosen is shown, whichever is read first. */
	#turn = 0;
	/** Of a file that is being opened; another one waits for it. */
	#opened: Promise<void> | undefined;

	/** Sets `into` until the returned function is called. */
	readonly goInto = (workspace: Workspace): (() => void) => {
		this.into = workspace;
		return () => {
			if (this.into === workspace) this.into = undefined;
		};
	};

	/** Opens the dialog to choose a file, or to paste its text. */
	readonly ask = (hint?: string): void => {
		this.#turn++;
		this.#clear();
		this.pasted = '';
		this.hint = hint;
		this.isOpen = true;
	};

	/** Lets the person choose a file, then shows what it is. */
	readonly choose = async (): Promise<void> => {
		try {
			const { chooseFiles } = await choosing.get();
			const files = await chooseFiles();
			if (files !== null) await this.drop(files);
		} catch {
			this.#fail(m.files_problem_not_read());
		}
	};

	/** Shows what a dropped file is, or what several are together. */
	readonly drop = (files: readonly File[]): Promise<void> => {
		this.pasted = '';
		return this.#look(async () => {
			const [{ contentOf }] = await reading();
			return contentOf(files);
		});
	};

	/** Shows what a text is that was typed or pasted. */
	readonly read = (text: string): Promise<void> => {
		this.pasted = text;
		return this.#look(() => Promise.resolve({ source: text }));
	};

	/** Opens the entries as the workspace that they are of; `open` is that one, where it is open in this window. */
	readonly open = (file: EntriesFile, open: Workspace | undefined): Promise<void> =>
		this.#do(async () => {
			const [{ openEntries }, { workspaceName }] = await opener();
			return openEntries(file, await freeName(workspaceName(file)), open);
		}, m.workspaces_not_created());

	/** Makes a workspace of one's own of the entries. */
	readonly copy = (file: EntriesFile): Promise<void> =>
		this.#do(async () => {
			const [{ openAsCopy }, { workspaceName }] = await opener();
			const name = unisolated(m.files_copy_name({ name: workspaceName(file) }));
			return openAsCopy(file, await freeName(name));
		}, m.files_not_copied());

	readonly close = (): void => {
		this.isOpen = false;
	};

	async #look(contentOfIt: () => Promise<FileContent>): Promise<void> {
		const turn = ++this.#turn;
		await this.#opened;
		if (turn !== this.#turn) return;
		this.#clear();
		this.isOpen = this.busy = true;
		try {
			const [{ whatIs }, { problemText }] = await reading();
			const read = await whatIs(await contentOfIt());
			const workspace = 'file' in read && 'workspace' in read.file ? read.file.workspace : undefined;
			// Where the list cannot be read, opening says so.
			const here = workspace === undefined ? null : await workspaces.get(workspace).catch(() => null);
			if (turn !== this.#turn) return;
			this.here = here;
			if ('tooLarge' in read) this.problem = m.engines_misread_too_large();
			else if ('problem' in read) this.problem = problemText(read);
			else this.shown = read;
		} catch {
			if (turn !== this.#turn) return;
			this.problem = m.files_problem_not_read();
		}
		this.busy = false;
	}

	#do(open: () => Promise<OpenedFile>, failed: string): Promise<void> {
		this.busy = true;
		this.problem = undefined;
		this.#opened = open()
			.then(
				(result) => void (this.result = result),
				() => void (this.problem = failed)
			)
			.finally(() => (this.busy = false));
		return this.#opened;
	}

	#fail(problem: string): void {
		this.#turn++;
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
