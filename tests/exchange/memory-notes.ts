import type { Notes } from '../../src/lib/document/storage/notes';

/** Notes that are kept in memory, as a browser would keep them: copies, by workspace, kind and name. */
export function memoryNotes(): Notes & { stored: Map<string, unknown> } {
	const stored = new Map<string, unknown>();
	return {
		stored,
		all: (workspace, kind) =>
			Promise.resolve(
				[...stored]
					.filter(([at]) => at.startsWith(`${workspace}/${kind}/`))
					.sort(([a], [b]) => (a < b ? -1 : 1))
					.map(([, value]) => value)
			),
		put: (workspace, kind, name, value) => {
			stored.set(`${workspace}/${kind}/${name}`, structuredClone(value));
			return Promise.resolve();
		},
		putAll: (workspace, kind, values) => {
			for (const [name, value] of values) stored.set(`${workspace}/${kind}/${name}`, structuredClone(value));
			return Promise.resolve();
		},
		delete: (workspace, kind, name) => {
			stored.delete(`${workspace}/${kind}/${name}`);
			return Promise.resolve();
		},
		deleteAll: () => Promise.resolve()
	};
}
