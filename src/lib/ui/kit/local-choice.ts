/** Under which names preferences are remembered. Pages opened from disk share them: each says whose it is. */
export const localNames = {
	theme: 'grantbook.theme',
	shortcuts: 'grantbook.shortcuts',
	me: 'grantbook.me',
	logColumns: 'grantbook.log-columns',
	tableColumns: 'grantbook.table-columns',
	guide: (workspace: string) => `grantbook.guide.${workspace}`,
	setAsideSeen: (workspace: string) => `grantbook.set-aside.${workspace}`,
	forksSeen: (workspace: string) => `grantbook.forks.${workspace}`
} as const;

/**
 * A small preference of this browser, or null. Storage may be forbidden (blocked cookies, a private window):
 * a preference is then simply not remembered.
 */
export function readLocal(key: string): string | null {
	try {
		return localStorage.getItem(key);
	} catch {
		return null;
	}
}

/** Remembers a small preference where that is possible. */
export function writeLocal(key: string, value: string): void {
	try {
		localStorage.setItem(key, value);
	} catch {
		// Not remembered, and nothing depends on it.
	}
}
