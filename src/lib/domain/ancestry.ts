import { memberOf } from './member-of';

/** What a node hangs from, one level up, and what is above that. Those that say the same are the same object. */
interface Chain {
	readonly level: number;
	/** The numbers of the nodes. */
	readonly nodes: ReadonlySet<number>;
	readonly next: Chain | null;
	/** One further up, so that any level is found in few steps. */
	readonly jump: Chain | null;
}

/**
 * Tells of nodes that hang from each other, level by level, which are above which. What several have above them in common
 * is kept once: a long chain, or a ladder, costs each node the same as a short one.
 */
export class Ancestry<Node> {
	readonly #placed = new Map<Node, { number: number; level: number; above: Chain | null }>();
	readonly #made = new Map<Chain | null, Map<string, Chain>>();
	readonly #joined = new Map<Chain, Map<Chain, Chain>>();
	#given = 0;

	/** How many nodes it has taken in, those that were forgotten among them. */
	get given(): number {
		return this.#given;
	}

	/** Takes in a node and those that it hangs from, which are here and all of one level; none for a first one. */
	hang(node: Node, from: Iterable<Node>): void {
		const parents = [...from].map((parent) => this.#placed.get(parent)!);
		const nodes = new Set(parents.map(({ number }) => number));
		const chains = [...new Set(parents.map(({ above }) => above))];
		const next = chains.length === 0 ? null : chains.reduce((one, other) => this.#join(one, other));
		const above = nodes.size === 0 ? null : this.#chain(nodes, next);
		this.#placed.set(node, { number: this.#given++, level: above ? above.level + 1 : 0, above });
	}

	has(node: Node): boolean {
		return this.#placed.has(node);
	}

	/** A node that hangs there no more. What hangs from it is still told to, until it is forgotten too. */
	forget(node: Node): void {
		this.#placed.delete(node);
	}

	/** Whether the other hangs from the one, or from something that does, and so on. Cost: the logarithm of the levels. */
	isAbove(one: Node, other: Node): boolean {
		const { level, number } = this.#placed.get(one)!;
		let at = this.#placed.get(other)!.above;
		while (at && at.level > level) at = at.jump && at.jump.level >= level ? at.jump : at.next;
		return at?.level === level && at.nodes.has(number);
	}

	#chain(nodes: ReadonlySet<number>, next: Chain | null): Chain {
		const same = memberOf(this.#made, next, () => new Map<string, Chain>());
		const name = [...nodes].sort((one, other) => one - other).join(' ');
		return memberOf(same, name, () => {
			const [far, farther] = [next?.jump, next?.jump?.jump];
			// Jumps of doubling length, as the digits of a number carry.
			const carries = next && far && farther && next.level - far.level === far.level - farther.level;
			return { level: next ? next.level + 1 : 0, nodes, next, jump: carries ? farther : next };
		});
	}

	/** What is above either; both begin at one level. */
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
			memberOf(this.#joined, left, () => new Map<Chain, Chain>()).set(right, joined);
		}
		return joined;
	}
}
