/** The keys of preferences in `localStorage`. Pages opened from disk share it, so each key is prefixed. */
export const localNames = {
	theme: 'grantbook.theme',
	shortcuts: 'grantbook.shortcuts',
	me: 'grantbook.me',
	logColumns: 'grantbook.log-columns',
	tableColumns: 'grantbook.table-columns',
	shownColumns: 'grantbook.shown-columns',
	guide: (workspace: string) => `grantbook.guide.${workspace}`,
	setAsideSeen: (workspace: string) => `grantbook.set-aside.${workspace}`,
	forksSeen: (workspace: string) => `grantbook.forks.${workspace}`
} as const;

/**
 * A small preference of this browser, or null. Storage may be forbidden (blocked cookies, a private window):
 * the preference is then not stored.
 */
export function readLocal(key: string): string | null {
	try {
		return localStorage.getItem(key);
	} catch {
		return null;
	}
}

/** Stores a small preference where that is possible. */
export function writeLocal(key: string, value: string): void {
	try {
		localStorage.setItem(key, value);
	} catch {
		// Not stored, and nothing depends on it.
	}
}
