/** What the names of this app's own files end with. */
export const endings = {
	workspace: '.grantbook.jsonl',
	partner: '.grantbook',
	draft: '.draft.json',
	recovery: '.recovery.json',
	proof: '.proof.jsonl',
	setAside: '.set-aside.json',
	setup: '.yaml'
} as const;

const last = (name: string): string => name.slice(name.lastIndexOf('.'));

/**
 * The endings that a chooser lists: of every file of this app, of pictures that carry a setup, of a text or mail that one was
 * pasted into, and of an export to an engine.
 */
export const readable: string[] = [
	...new Set([...Object.values(endings).map(last), '.svg', '.png', '.yml', '.txt', '.eml', '.zip', '.csv'])
];

/** Whether a file is called as this app calls its own. */
export const isOwnName = (name: string): boolean =>
	Object.values(endings).some((ending) => name.toLowerCase().endsWith(ending));
