import { lastFirst } from '$lib/views/chains/drawing-limits';

/** A line from one node to another, by their ids. */
export interface Ends {
	from: string;
	to: string;
}

/** The nodes rank by rank, every line leading to a later rank, but for those that close a cycle. */
export interface Ranks {
	ranks: string[][];
	/** Whether a line leads back. */
	isBack: (line: Ends) => boolean;
}

/**
 * Puts each node one rank after the last of those that lead to it, or later where that rank is full; a line that closes a
 * cycle is turned round for that. Cost: the lines.
 * @param first the nodes to begin with, beside those that nothing leads to
 * @param capacity the most nodes of one rank
 */
export function ranksOf(
	ids: readonly string[],
	lines: readonly Ends[],
	first: ReadonlySet<string>,
	capacity: number
): Ranks {
	const next = new Map<string, string[]>(ids.map((id) => [id, []]));
	for (const { from, to } of lines) next.get(from)!.push(to);
	const fed = new Set(lines.map(({ to }) => to));
	const begins = (id: string) => first.has(id) || !fed.has(id);
	// Whatever is walked last comes first in the end.
	const roots = [...ids.filter((id) => first.has(id)), ...ids.filter((id) => !first.has(id) && !fed.has(id))];
	const order = lastFirst([...roots.reverse(), ...ids.filter((id) => !begins(id))], next).reverse();
	const place = new Map(order.map((id, at) => [id, at]));
	const isBack = ({ from, to }: Ends) => place.get(from)! > place.get(to)!;
	const before = new Map<string, string[]>(ids.map((id) => [id, []]));
	for (const line of lines) {
		const [upper, lower] = isBack(line) ? [line.to, line.from] : [line.from, line.to];
		before.get(lower)!.push(upper);
	}
	const rankOf = new Map<string, number>();
	const ranks: string[][] = [];
	for (const id of order) {
		let rank = Math.max(0, ...before.get(id)!.map((each) => rankOf.get(each)! + 1));
		while ((ranks[rank]?.length ?? 0) >= capacity) rank++;
		rankOf.set(id, rank);
		(ranks[rank] ??= []).push(id);
	}
	return { ranks, isBack };
}
