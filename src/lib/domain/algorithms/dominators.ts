/** Whether every path from the roots to `other` goes through `one`. */
export type Dominates<Node> = (one: Node, other: Node) => boolean;

/**
 * The dominators of a graph, by Lengauer and Tarjan, "A fast algorithm for finding dominators in a flowgraph" (1979),
 * with path compression alone. Several roots count as successors of one virtual root. A node dominates itself; one
 * that is not reachable neither dominates nor is dominated. Cost: the edges, times the logarithm of the nodes at
 * worst.
 */
export function dominatorsOf<Node>(
	roots: readonly Node[],
	next: (node: Node) => Iterable<Node>
): Dominates<Node> {
	const { numbers, parents, before } = depthFirst(roots, next);
	const size = parents.length;
	// By the number of a node: its semidominator, its ancestor in the forest, and the best node on the path there.
	const semi = Array.from({ length: size }, (_, at) => at);
	const best = [...semi];
	const hung = new Array<number>(size).fill(-1);
	const waiting = Array.from({ length: size }, (): number[] => []);
	const idom = new Array<number>(size).fill(0);

	const evaluate = (node: number): number => {
		if (hung[node] === -1) return node;
		const path: number[] = [];
		for (let at = node; hung[hung[at]!] !== -1; at = hung[at]!) path.push(at);
		for (const at of path.reverse()) {
			const above = hung[at]!;
			if (semi[best[above]!]! < semi[best[at]!]!) best[at] = best[above]!;
			hung[at] = hung[above]!;
		}
		return best[node]!;
	};
	for (let node = size - 1; node > 0; node--) {
		const parent = parents[node]!;
		for (const each of before[node]!) semi[node] = Math.min(semi[node]!, semi[evaluate(each)]!);
		waiting[semi[node]!]!.push(node);
		hung[node] = parent;
		for (const each of waiting[parent]!.splice(0)) {
			const lowest = evaluate(each);
			idom[each] = semi[lowest]! < semi[each]! ? lowest : parent;
		}
	}
	for (let node = 1; node < size; node++) if (idom[node] !== semi[node]) idom[node] = idom[idom[node]!]!;

	// In the dominator tree, the descendants of a node have the places after its own.
	const below = new Array<number>(size).fill(1);
	for (let node = size - 1; node > 0; node--) below[idom[node]!]! += below[node]!;
	const place = new Array<number>(size).fill(0);
	const free = new Array<number>(size).fill(1);
	for (let node = 1; node < size; node++) {
		const above = idom[node]!;
		place[node] = free[above]!;
		free[above]! += below[node]!;
		free[node] = place[node]! + 1;
	}
	return (one, other) => {
		const [a, b] = [numbers.get(one), numbers.get(other)];
		return a !== undefined && b !== undefined && place[a]! <= place[b]! && place[b]! < place[a]! + below[a]!;
	};
}

/** Every reachable node, numbered in preorder, with its parent in the depth-first tree and its predecessors. */
function depthFirst<Node>(roots: readonly Node[], next: (node: Node) => Iterable<Node>) {
	const numbers = new Map<Node, number>();
	const parents = [-1];
	const before: number[][] = [[]];
	const stack: { from: number; to: Iterator<Node> }[] = [{ from: 0, to: roots[Symbol.iterator]() }];
	while (stack.length > 0) {
		const { from, to } = stack.at(-1)!;
		const step = to.next();
		if (step.done) {
			stack.pop();
			continue;
		}
		const node = step.value;
		const known = numbers.get(node);
		if (known !== undefined) {
			before[known]!.push(from);
			continue;
		}
		const number = parents.length;
		numbers.set(node, number);
		parents.push(from);
		before.push([from]);
		stack.push({ from: number, to: next(node)[Symbol.iterator]() });
	}
	return { numbers, parents, before };
}
