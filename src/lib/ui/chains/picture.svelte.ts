import type { OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import type { Chain } from '$lib/views/chains';
import { foldedAtFirst, type ShownChain, shownChain } from '$lib/views/chains-shown';
import { bundlesIn, collapsedIn, isInSight, litAt, setOf, toggledIn } from './folds';

/** What a picture is of; its members change with the workspace and the address. */
interface Pictured {
	readonly snapshot: Snapshot;
	readonly chain: Chain;
	readonly actor: OrganizationId;
	/** The organization to whose paths the chain is cut down. */
	readonly through: OrganizationId | undefined;
	/** The chain is over several products. */
	readonly spans: boolean;
}

/** What a person does to a picture without changing anything: folds, points at, selects. */
export class Picture {
	readonly of: Pictured;
	/** The node, bundle or edge under the pointer, and the node with the keyboard's focus. */
	hovered = $state.raw<string>();
	focused = $state.raw<string>();
	selected = $state.raw<OrganizationId>();
	/** Against what was folded at first. */
	#toggled = $state.raw(setOf<OrganizationId>());
	#opened = $state.raw(setOf<string>());

	constructor(of: Pictured) {
		this.of = of;
	}

	/** Whoever is to be in sight from the beginning. */
	readonly #towards = $derived.by(() => this.of.through ?? this.of.actor);
	readonly #collapsed = $derived.by(() => collapsedIn(this.of.chain, this.#towards, this.#toggled));

	/** What is in sight. */
	readonly shown: ShownChain = $derived.by(() => {
		const kept = setOf(this.of.actor, this.of.through);
		return shownChain(this.of.chain, { collapsed: this.#collapsed, opened: this.#opened, kept });
	});

	/** What lies on the paths through what is pointed at; undefined while nothing is. */
	readonly lit: ReadonlySet<string> | undefined = $derived.by(() => {
		const at = [this.hovered, this.focused, this.selected].find(
			(each) => each && isInSight(this.shown, each)
		);
		return at === undefined ? undefined : litAt(this.of.snapshot, this.of.chain, this.shown, at);
	});

	/** Whether anything at all is folded away. */
	readonly isFolded: boolean = $derived.by(() => this.#collapsed.size > 0 || this.shown.bundles.length > 0);

	isCollapsed(id: OrganizationId): boolean {
		return this.#collapsed.has(id);
	}

	/** Folds what is below the organization, or unfolds it. */
	toggle(id: OrganizationId): void {
		this.#toggled = toggledIn(this.#toggled, id);
	}

	/** Shows the organizations of a bundle one by one. */
	open(bundle: string): void {
		this.#opened = setOf(...this.#opened, bundle);
	}

	unfoldAll(): void {
		this.#toggled = foldedAtFirst(this.of.chain, this.#towards);
		this.#opened = bundlesIn(this.of.chain, this.of.actor);
	}
}
