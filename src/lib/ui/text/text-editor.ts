import {
	autocompletion,
	closeBrackets,
	closeBracketsKeymap,
	type CompletionContext,
	completionKeymap
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { completionsAt, type KnownKeys } from './completion';
import { editorColours, editorTheme } from './editor-theme';

/** Something to say at a place of the text, both from 1. */
export interface TextRemark {
	line: number;
	column: number;
	/** How many signs it is about; to the end of the line where it is not known. */
	length?: number | undefined;
	message: string;
	severity: 'error' | 'warning';
}

export interface TextEditorOptions {
	text: string;
	/** What it is, for a screen reader. */
	label: string;
	isReadOnly: boolean;
	/** What the editor itself says, by its English words. */
	phrases: Record<string, string>;
	known: () => KnownKeys;
	onchange: (text: string) => void;
}

/** The editor of a setup text in a shadow root of its own: its style sheets are constructed there, which the policy allows. */
export class TextEditor {
	readonly #view: EditorView;

	/** @param host an element without content */
	constructor(host: HTMLElement, { text, label, isReadOnly, phrases, known, onchange }: TextEditorOptions) {
		const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
		const complete = (context: CompletionContext) => {
			const { options, typed } = completionsAt(context.state.sliceDoc(0, context.pos), known());
			if (options.length === 0 || (typed === 0 && !context.explicit)) return null;
			return {
				from: context.pos - typed,
				options: options.map((option) => ({ label: option })),
				validFor: /^[\p{L}\p{Nd}\p{M}_.-]*$/u
			};
		};
		const extensions = [
			...[lineNumbers(), lintGutter(), history(), drawSelection(), EditorView.lineWrapping],
			...[bracketMatching(), yaml(), syntaxHighlighting(editorColours), editorTheme],
			EditorState.phrases.of(phrases),
			EditorState.readOnly.of(isReadOnly),
			EditorView.contentAttributes.of({
				'aria-label': label,
				tabindex: '0',
				...(isReadOnly && { 'aria-readonly': 'true' })
			}),
			keymap.of([
				...completionKeymap,
				...closeBracketsKeymap,
				...lintKeymap,
				...historyKeymap,
				...defaultKeymap
			]),
			...(isReadOnly
				? []
				: [
						...[keymap.of([indentWithTab]), closeBrackets(), autocompletion({ override: [complete] })],
						EditorView.updateListener.of(({ docChanged, state }) => {
							if (docChanged) onchange(state.doc.toString());
						})
					])
		];
		this.#view = new EditorView({ state: EditorState.create({ doc: text, extensions }), parent: root, root });
	}

	/** Shows these remarks, instead of those before. */
	remark(remarks: readonly TextRemark[]): void {
		const { doc } = this.#view.state;
		const diagnostics = remarks.map(({ line, column, length, message, severity }): Diagnostic => {
			const at = doc.line(Math.min(line, doc.lines));
			const from = Math.min(at.from + column - 1, at.to);
			return { from, to: Math.min(length === undefined ? at.to : from + length, at.to), message, severity };
		});
		this.#view.dispatch(setDiagnostics(this.#view.state, diagnostics));
	}

	destroy(): void {
		this.#view.destroy();
	}
}
