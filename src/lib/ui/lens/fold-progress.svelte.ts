import { untrack } from 'svelte';
import type { SnapshotCache } from '$lib/workspace/history/snapshot-cache';
import { pauseHere } from '../kit/sliced.svelte';

/** How many entries are folded at once without a noticeable delay. */
const near = 1_024;

/**
 * Computes past states, given by how many entries each has, in steps that leave the page responsive; near ones at once.
 * Call it while a component is made.
 */
export function approach(
	moments: SnapshotCache,
	wanted: () => readonly number[]
): { readonly isThere: boolean; readonly folded: number } {
	let reached = $state.raw('');
	let folded = $state(0);
	const going = $derived(wanted().join());
	const isThere = $derived(reached === going || wanted().every((count) => moments.distance(count) < near));

	function* way(counts: readonly number[]) {
		for (const count of counts) yield* moments.computeTo(count);
	}

	const pause = pauseHere();

	$effect(() => {
		if (isThere) return;
		const there = going;
		const resume = untrack(pause);
		const steps = way(wanted());
		let timer: ReturnType<typeof setTimeout>;
		const step = () => {
			let isOver = true;
			try {
				const { done, value } = steps.next();
				if (done) reached = there;
				else folded = value;
				isOver = done === true;
			} finally {
				if (isOver) resume();
			}
			if (!isOver) timer = setTimeout(step);
		};
		timer = setTimeout(step);
		return () => {
			clearTimeout(timer);
			resume();
		};
	});

	return {
		get isThere() {
			return isThere;
		},
		get folded() {
			return folded;
		}
	};
}
