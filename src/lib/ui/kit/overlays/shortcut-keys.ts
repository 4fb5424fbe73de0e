const isMac = () => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** What stands on the keys of a shortcut: `g p` is two presses, `mod+k` two keys at once. */
export const keyCaps = (keys: string, mac = isMac()): string[] =>
	keys
		.split(/[ +]/)
		.filter(Boolean)
		.map((key) => (key === 'mod' ? (mac ? '⌘' : 'Ctrl') : key.length === 1 ? key.toUpperCase() : key));

/** The printable key of a press without modifiers (shift apart: it makes `?`), else undefined. */
export function pressedKey(
	event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>
): string | undefined {
	if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return undefined;
	return event.key.toLowerCase();
}

/** Whether a press opens and closes the palette: Ctrl/⌘-K. */
export const isPaletteKey = (event: KeyboardEvent): boolean =>
	event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;

/** Whether an input method takes a press to compose with: Safari says of the one that ends it only the code. */
export const isComposing = ({
	isComposing,
	keyCode
}: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean => isComposing || keyCode === 229;

/** Whether a press belongs to something else: a field, a composition, an open dialog or menu. */
export function isTyping(event: KeyboardEvent): boolean {
	if (isComposing(event)) return true;
	const target = event.target instanceof Element ? event.target : null;
	return Boolean(
		target?.closest(
			'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=dialog], [role=alertdialog], [role=menu], [role=listbox]'
		)
	);
}

/**
 * Which of the shortcuts a key completes, after the key `before` it (''): its index; or `begins`, where it can be the
 * first of two; else undefined.
 */
export function matchKeys(
	all: readonly string[],
	before: string,
	key: string
): number | 'begins' | undefined {
	if (before) {
		const both = all.indexOf(`${before} ${key}`);
		if (both >= 0) return both;
	}
	const alone = all.indexOf(key);
	if (alone >= 0) return alone;
	return all.some((keys) => keys.startsWith(`${key} `)) ? 'begins' : undefined;
}
