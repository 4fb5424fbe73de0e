import { type Shift, shiftsOf } from '$lib/domain/permissions/difference';
import type { Entry } from '$lib/domain/entry';
import { applyEntries } from '$lib/domain/fold/apply';
import { fork } from '$lib/domain/fold/fork';
import type { Snapshot } from '$lib/domain/snapshot';

/** An act that changed what somebody effectively holds. */
export interface ChangingAct {
	action: string;
	/** What it came to in the end: what its entries gave and took again is not among it. */
	shifts: Shift[];
}

/**
 * The acts in a stretch of history that changed who holds what, oldest first: the reasons of a difference between two
 * moments. Yields how many entries it has looked at, so that a page stays responsive. Cost: folding each entry by
 * itself.
 * @param before the moment before the stretch
 */
export function* changingActs(before: Snapshot, entries: readonly Entry[]): Generator<number, ChangingAct[]> {
	const snapshot = fork(before);
	const byAction = new Map<string, Map<string, Shift>>();
	for (const [place, entry] of entries.entries()) {
		if (place > 0 && place % pace === 0) yield place;
		for (const [product, standings] of applyEntries(snapshot, [entry]))
			for (const shift of shiftsOf(
				product,
				standings,
				snapshot.products.get(product)?.standings ?? new Map()
			))
				add(byAction, entry.action, shift);
	}
	return [...byAction]
		.map(([action, shifts]) => ({ action, shifts: [...shifts.values()].filter(isShift) }))
		.filter(({ shifts }) => shifts.length > 0);
}

const pace = 64;

function add(byAction: Map<string, Map<string, Shift>>, action: string, shift: Shift): void {
	const shifts = byAction.get(action) ?? new Map<string, Shift>();
	byAction.set(action, shifts);
	const key = `${shift.organization} ${shift.product}`;
	const known = shifts.get(key);
	shifts.set(key, known ? joined(known, shift) : shift);
}

/** One change after another, as one. */
const joined = (first: Shift, then: Shift): Shift => ({
	...then,
	gained: (first.gained & ~then.lost) | (then.gained & ~first.lost),
	lost: (first.lost & ~then.gained) | (then.lost & ~first.gained)
});

const isShift = ({ gained, lost }: Shift): boolean => (gained | lost) !== 0;
