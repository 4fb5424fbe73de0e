import { getOrInsertComputed } from './get-or-insert';

/** The parents of a node, one level up, and their ancestors. Equal chains are one object. */
interface Chain {
	readonly level: number;
	/** The numbers of the nodes. */
	readonly nodes: ReadonlySet<number>;
	readonly next: Chain | null;
	/** One further up, so that any level is found in few steps. */
	readonly jump: Chain | null;
}

/**
 * Tells which nodes of a graph are ancestors of which, where nodes are added level by level and the parents of a node
 * are all of one level. Ancestors that several nodes share are kept once, so that a node in a long chain or a ladder
 * costs no more than one in a short one.
 */
export class Ancestry<Node> {
	readonly #placed = new Map<Node, { number: number; level: number; above: Chain | null }>();
	readonly #made = new Map<Chain | null, Map<string, Chain>>();
	readonly #joined = new Map<Chain, Map<Chain, Chain>>();
	#totalAdded = 0;

	/** How many nodes were ever added, removed ones included. */
	get totalAdded(): number {
		return this.#totalAdded;
	}

	/** Adds a node under its parents, which were added before and are all of one level; none for a root. */
	add(node: Node, from: Iterable<Node>): void {
		const parents = [...from].map((parent) => this.#placed.get(parent)!);
		const nodes = new Set(parents.map(({ number }) => number));
		const chains = [...new Set(parents.map(({ above }) => above))];
		const next = chains.length === 0 ? null : chains.reduce((one, other) => this.#join(one, other));
		const above = nodes.size === 0 ? null : this.#chain(nodes, next);
		this.#placed.set(node, { number: this.#totalAdded++, level: above ? above.level + 1 : 0, above });
	}

	has(node: Node): boolean {
		return this.#placed.has(node);
	}

	/** Removes a node. Its descendants keep it as an ancestor until they are removed too. */
	remove(node: Node): void {
		this.#placed.delete(node);
	}

	/** Whether `one` is an ancestor of `other`. Cost: the logarithm of the levels. */
	isAncestor(one: Node, other: Node): boolean {
		const { level, number } = this.#placed.get(one)!;
		let at = this.#placed.get(other)!.above;
		while (at && at.level > level) at = at.jump && at.jump.level >= level ? at.jump : at.next;
		return at?.level === level && at.nodes.has(number);
	}

	#chain(nodes: ReadonlySet<number>, next: Chain | null): Chain {
		const same = getOrInsertComputed(this.#made, next, () => new Map<string, Chain>());
		const name = [...nodes].sort((one, other) => one - other).join(' ');
		return getOrInsertComputed(same, name, () => {
			const [far, farther] = [next?.jump, next?.jump?.jump];
			// Jumps of doubling length, as the digits of a number carry.
			const carries = next && far && farther && next.level - far.level === far.level - farther.level;
			return { level: next ? next.level + 1 : 0, nodes, next, jump: carries ? farther : next };
		});
	}

	/** The ancestors of either; both chains begin at one level. */
	#join(one: Chain | null, other: Chain | null): Chain | null {
		const known = (a: Chain | null, b: Chain | null) => (a === b ? a : this.#joined.get(a!)?.get(b!));
		const way: [Chain, Chain][] = [];
		let [a, b] = [one, other];
		let joined = known(a, b);
		while (joined === undefined) {
			way.push([a!, b!]);
			[a, b] = [a!.next, b!.next];
			joined = known(a, b);
		}
		for (const [left, right] of way.reverse()) {
			joined = this.#chain(new Set([...left.nodes, ...right.nodes]), joined);
			getOrInsertComputed(this.#joined, left, () => new Map<Chain, Chain>()).set(right, joined);
		}
		return joined;
	}
}
