const isMac = () => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** What stands on the keys of a shortcut: `g p` is two presses, `mod+k` two keys at once. */
export const keyCaps = (keys: string, mac = isMac()): string[] =>
	keys
		.split(/[ +]/)
		.filter(Boolean)
		.map((key) => (key === 'mod' ? (mac ? '⌘' : 'Ctrl') : key.length === 1 ? key.toUpperCase() : key));
