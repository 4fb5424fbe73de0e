import type { Entry } from './entry';
import type { EntryId, KeyId } from './facts';
import { writable, writablePart } from './fold/copy-on-write';

/** The entries of a retired key that lie on the ways back from where it ends, as far as they are here. */
export interface Way {
	readonly key: KeyId;
	/** Of those, the ones up to this number count. */
	readonly last: number;
	passed: Set<EntryId>;
	counted: Set<EntryId>;
	/** What would go on, and is not here. */
	awaited: Set<EntryId>;
}

/** A way on which nothing lies yet. */
export const newWay = (key: KeyId, last: number): Way => ({
	...{ key, last, passed: new Set(), counted: new Set(), awaited: new Set() }
});

/** Of whom the ways are: they find what is here, and copy before they write what they share. */
export interface Walker {
	entryOf: (id: EntryId) => Entry | undefined;
	/** Hears what is not here, and would go on. */
	awaits: (id: EntryId, key: KeyId) => void;
}

/**
 * Takes in what lies back from an entry, up to what was passed already. Cost: these.
 * @returns those of them that count
 */
export function goBack(walker: Walker, way: Way, from: EntryId | ''): Entry[] {
	const [passed, counted] = [writablePart(walker, way, 'passed'), writablePart(walker, way, 'counted')];
	const more: Entry[] = [];
	for (let id = from; id !== '' && !passed.has(id);) {
		const entry = walker.entryOf(id);
		if (!entry) {
			writablePart(walker, way, 'awaited').add(id);
			walker.awaits(id, way.key);
		}
		if (entry?.key !== way.key) break;
		passed.add(id);
		if (entry.seq <= way.last) {
			counted.add(id);
			more.push(entry);
		}
		id = entry.previous;
	}
	return more;
}

/** The same from what it waited for and has arrived; nothing where it waited for something else. */
export function goOn(walker: Walker, way: Way | null, put: (copy: Way) => void, arrived: EntryId): Entry[] {
	if (!way?.awaited.has(arrived)) return [];
	const own = writable(walker, way, put);
	writablePart(walker, own, 'awaited').delete(arrived);
	return goBack(walker, own, arrived);
}
