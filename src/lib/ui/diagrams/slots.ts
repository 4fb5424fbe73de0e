import { pushAll } from '$lib/domain/algorithms/push-all';
import { getOrInsertComputed } from '$lib/domain/algorithms/get-or-insert';

/**
 * Something in a rank, a node or a line that passes it. `along` is how far it reaches from rank to rank, `across` how far
 * within its own, and `at` where it begins there.
 */
export interface Slot {
	id: string;
	along: number;
	across: number;
	at: number;
}

/** A part of a line: from a slot to one of the next rank. */
export interface Stretch {
	from: string;
	to: string;
}

/** Between two slots of a rank, in pixels. */
const GAP = 18;
const SWEEPS = 4;

const mean = (values: readonly number[]): number | undefined =>
	values.length === 0 ? undefined : values.reduce((sum, each) => sum + each, 0) / values.length;

const middleOf = ({ at, across }: Slot): number => at + across / 2;

/**
 * Orders the slots of each rank, so that few lines cross, and says where each begins: as near to what it is linked with
 * as there is room for, and never over another. Cost: slots and parts.
 */
export function placeSlots(ranks: Slot[][], parts: readonly Stretch[]): void {
	const found = new Map(ranks.flat().map((slot) => [slot.id, slot]));
	const [above, below] = [new Map<string, Slot[]>(), new Map<string, Slot[]>()];
	for (const { from, to } of parts) {
		getOrInsertComputed(below, from, (): Slot[] => []).push(found.get(to)!);
		getOrInsertComputed(above, to, (): Slot[] => []).push(found.get(from)!);
	}
	for (const rank of ranks) settle(rank, () => 0);
	for (let sweep = 0; sweep < SWEEPS; sweep++) {
		const isDown = sweep % 2 === 0;
		const linked = isDown ? above : below;
		const wished = (slot: Slot) => mean((linked.get(slot.id) ?? []).map(middleOf)) ?? middleOf(slot);
		for (const rank of isDown ? ranks : ranks.toReversed()) {
			const wishes = new Map(rank.map((slot) => [slot, wished(slot)]));
			// Sorting keeps those of one wish in their order.
			rank.sort((one, other) => wishes.get(one)! - wishes.get(other)!);
			settle(rank, (slot) => wishes.get(slot)! - slot.across / 2);
		}
	}
}

/** As near to where each of a rank would like to begin as their order and gaps let them: neighbours in a crowd share. */
function settle(rank: readonly Slot[], wish: (slot: Slot) => number): void {
	let offset = 0;
	const crowds: { total: number; slots: { slot: Slot; offset: number }[] }[] = [];
	const beginOf = (crowd: (typeof crowds)[number]) => crowd.total / crowd.slots.length;
	for (const slot of rank) {
		crowds.push({ total: wish(slot) - offset, slots: [{ slot, offset }] });
		offset += slot.across + GAP;
		for (let last = crowds.at(-1)!; crowds.length > 1 && beginOf(crowds.at(-2)!) >= beginOf(last);) {
			crowds.pop();
			const before = crowds.at(-1)!;
			before.total += last.total;
			pushAll(before.slots, last.slots);
			last = before;
		}
	}
	for (const crowd of crowds)
		for (const { slot, offset: from } of crowd.slots) slot.at = beginOf(crowd) + from;
}
