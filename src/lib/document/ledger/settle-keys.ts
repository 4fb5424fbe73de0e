import type { KeyRegistry } from '$lib/domain/keys/key-registry';
import { timeSlices } from '../time-slices';
import { factsInSlice } from './deliveries';

/** Returns a function that works out in slices what entries changed about keys, and resolves when nothing is left. */
export function keySettler(keys: KeyRegistry): () => Promise<void> {
	let settling: Promise<void> | null = null;
	const settle = async () => {
		const rest = timeSlices();
		while (!keys.isSettled) {
			await rest.take();
			keys.settle(factsInSlice);
		}
		settling = null;
	};
	return () => (keys.isSettled ? Promise.resolve() : (settling ??= settle()));
}
