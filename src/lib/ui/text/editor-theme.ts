import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The editor in the colours of the app: its tokens reach into the shadow root, and change with the theme. */
export const editorTheme = EditorView.theme({
	'&': {
		color: 'var(--text)',
		backgroundColor: 'var(--surface)',
		fontSize: 'var(--text-sm)',
		minHeight: '12rem',
		maxHeight: 'min(70vh, 48rem)'
	},
	'&.cm-focused': { outline: 'none' },
	'.cm-scroller': { fontFamily: 'var(--font-mono)', lineHeight: '1.6', overflow: 'auto' },
	'.cm-content': { caretColor: 'var(--text)' },
	'.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--text)' },
	'&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
		backgroundColor: 'var(--accent-soft)'
	},
	'.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
	'.cm-gutters': {
		color: 'var(--text-faint)',
		backgroundColor: 'var(--surface)',
		borderRight: '1px solid var(--line)'
	},
	'.cm-tooltip, .cm-panels': {
		color: 'var(--text)',
		backgroundColor: 'var(--raised)',
		border: '1px solid var(--line-strong)'
	},
	'.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)' },
	'.cm-tooltip-autocomplete > ul > li[aria-selected], .cm-tooltip-autocomplete ul li[aria-selected]': {
		color: 'var(--text)',
		backgroundColor: 'var(--accent-soft)'
	},
	'.cm-diagnostic': { fontFamily: 'var(--font)' },
	'.cm-diagnostic-error': { borderLeftColor: 'var(--danger)' },
	'.cm-diagnostic-warning': { borderLeftColor: 'var(--warn-text)' },
	'.cm-lintRange-error, .cm-lintRange-warning': {
		backgroundImage: 'none',
		textDecoration: 'underline wavy var(--danger-text)',
		textUnderlineOffset: '0.2em'
	},
	'.cm-lintRange-warning': { textDecorationColor: 'var(--warn-text)' }
});

export const editorColours = HighlightStyle.define([
	{ tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--accent-text)' },
	{ tag: [tags.comment, tags.lineComment], color: 'var(--text-muted)' },
	{ tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: 'var(--text-muted)' },
	{ tag: tags.string, color: 'var(--good-text)' }
]);
