import { normalise } from '../domain/snapshot';

/** What a list is searched with: answers whether any of the texts holds what was typed. Nothing typed finds everything. */
export function finder(query: string): (...texts: string[]) => boolean {
	const wanted = normalise(query);
	if (wanted === '') return () => true;
	return (...texts) => texts.some((text) => normalise(text).includes(wanted));
}
