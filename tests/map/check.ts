import type { Import } from './imports';
import { GIVEN, MAP, type Room } from './map';

/** The room that a file of src belongs to: a folder of src/lib or of its `ui`, the routes, or the file itself. */
export function roomOf(file: string) {
	const [, first = '', second = '', third = ''] = file.split('/');
	if (first !== 'lib') return first;
	return second === 'ui' ? `ui/${third}` : second;
}

/** A sentence for every import that the map does not allow. */
export function strays(imports: readonly Import[]) {
	return imports.filter((found) => !allowed(found)).map(told);
}

const told = ({ from, to, kind }: Import) =>
	kind === 'nowhere' ? `${from} imports ${to}, which is not there` : `${from} may not import ${to}`;

function allowed({ from, to, kind }: Import) {
	const room = MAP[roomOf(from)];
	if (room === undefined || kind === 'nowhere') return false;
	return kind === 'file' ? allowsFile(room, roomOf(from), to) : allowsPackage(room, to);
}

function allowsFile(room: Room, name: string, to: string) {
	const other = roomOf(to);
	if (other === name) return true;
	return (
		other !== 'routes' &&
		to.startsWith('src/lib/') &&
		(room.rooms.includes('*') || room.rooms.includes(other))
	);
}

function allowsPackage({ packages = [] }: Room, to: string) {
	return packages.some((entry) => isOf(entry, to));
}

const isOf = (entry: string, to: string) =>
	entry.endsWith('*') ? to.startsWith(entry.slice(0, -1)) : to === entry || to.startsWith(`${entry}/`);

/**
 * A sentence for whatever the map allows and no import uses. What holds a `*` is loose on purpose, and so is what every
 * folder of `ui` may use; which of the others one uses is told.
 */
export function idle(imports: readonly Import[], map = MAP) {
	return Object.entries(map)
		.filter(([, { rooms }]) => !rooms.includes('*'))
		.flatMap(([name, { rooms, packages = [] }]) => {
			const own = imports.filter(({ from }) => roomOf(from) === name);
			const needs = (kind: Import['kind'], fits: (to: string) => boolean) =>
				own.some((found) => found.kind === kind && fits(found.to));
			const given = name.startsWith('ui/') ? GIVEN : [];
			return [
				...rooms.filter((room) => !needs('file', (to) => roomOf(to) === room)),
				...packages.filter((entry) => !entry.endsWith('*') && !needs('package', (to) => isOf(entry, to)))
			]
				.filter((entry) => !given.includes(entry))
				.map((entry) => `${name} need not import ${entry}`);
		});
}

/** Every round trip of imports, as the files on it; none where imports go one way. */
export function cycles(imports: readonly Import[]) {
	const next = new Map<string, Set<string>>();
	for (const { from, to, kind } of imports) {
		if (kind === 'file') next.set(from, (next.get(from) ?? new Set()).add(to));
	}
	const found: string[] = [];
	const done = new Set<string>();
	const path: string[] = [];
	const walk = (file: string) => {
		const at = path.indexOf(file);
		if (at >= 0) found.push([...path.slice(at), file].join(' → '));
		if (at >= 0 || done.has(file)) return;
		path.push(file);
		for (const other of next.get(file) ?? []) walk(other);
		path.pop();
		done.add(file);
	};
	for (const file of next.keys()) walk(file);
	return found;
}
