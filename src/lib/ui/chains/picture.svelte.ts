import type { OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import type { Chain, ChainEdge, ChainNode } from '$lib/views/chains/chains';
import type { Bundle } from '$lib/views/chains/bundles';
import { collapsedByDefault, nextScreens, pathsDownTo, granteesDrawn } from '$lib/views/chains/collapse';
import { type VisibleChain, visibleChain } from '$lib/views/chains/visible-chain';
import { isInSight, highlightedAt, mapOf, setOf, withMember } from './folds';

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
	/** The organization or link that is selected. */
	selected = $state.raw<string>();
	/** How much is unfolded by itself: so many screens full. */
	#screens = $state(1);
	/** What a person folded and unfolded against that, which bundles they opened, how many more of a rest they asked for. */
	#folded = $state.raw(setOf<OrganizationId>());
	#unfolded = $state.raw(setOf<OrganizationId>());
	#opened = $state.raw(setOf<string>());
	#more = $state.raw(mapOf<OrganizationId, number>());

	constructor(of: Pictured) {
		this.of = of;
	}

	readonly #collapsed: ReadonlySet<OrganizationId> = $derived.by(() => {
		const { chain, through, actor } = this.of;
		const byItself = collapsedByDefault(chain, through ?? actor, this.#screens);
		return setOf(...[...byItself, ...this.#folded].filter((id) => !this.#unfolded.has(id)));
	});

	/** The selected organization, and the selected link, while they are there. */
	readonly selectedNode: ChainNode | undefined = $derived.by(() =>
		this.of.chain.nodes.find(({ id }) => id === this.selected)
	);
	readonly selectedEdge: ChainEdge | undefined = $derived.by(() =>
		this.of.chain.edges.find(({ id }) => id === this.selected)
	);
	readonly isSelected: boolean = $derived(this.selectedNode !== undefined || this.selectedEdge !== undefined);

	/** What is in sight. */
	readonly shown: VisibleChain = $derived.by(() => {
		const { chain, actor, through } = this.of;
		const { way, from } = pathsDownTo(chain, [actor, through ?? actor], this.#screens);
		return visibleChain(chain, {
			collapsed: this.#collapsed,
			isOpened: (bundle) => this.#screens === Infinity || this.#opened.has(bundle),
			portionOf: (grantor) => granteesDrawn(this.#screens) + (this.#more.get(grantor) ?? 0),
			...{ kept: way, from }
		});
	});

	/** What lies on the paths through what is pointed at; undefined while nothing is. */
	readonly highlighted: ReadonlySet<string> | undefined = $derived.by(() => {
		const at = [this.hovered, this.focused, this.selected].find(
			(each) => each && isInSight(this.shown, each)
		);
		return at === undefined ? undefined : highlightedAt(this.of.snapshot, this.of.chain, this.shown, at);
	});

	/** What unfolding more would unfold; undefined where all is in sight, or more would not be readable. */
	readonly more: 'all' | 'some' | undefined = $derived.by(() => {
		const isFolded = this.#collapsed.size > 0 || this.shown.bundles.length > 0;
		const screens = isFolded ? nextScreens(this.#screens, this.of.chain) : undefined;
		if (screens === undefined) return undefined;
		return screens === Infinity ? 'all' : 'some';
	});

	/** The pointer came to a node, bundle or edge: not where it rests, and that came to it as the picture moved. */
	pointAt(id: string, { movementX, movementY }: PointerEvent): void {
		if (movementX !== 0 || movementY !== 0) this.hovered = id;
	}

	/** Selects an organization or a link, or nothing where it is selected already. */
	toggleSelected(id: string): void {
		this.selected = this.selected === id ? undefined : id;
		this.hovered = undefined;
	}

	isCollapsed(id: OrganizationId): boolean {
		return this.#collapsed.has(id);
	}

	/** Folds what is below the organization, or unfolds it. */
	toggle(id: OrganizationId): void {
		const isCollapsed = this.isCollapsed(id);
		this.#folded = withMember(this.#folded, id, !isCollapsed);
		this.#unfolded = withMember(this.#unfolded, id, isCollapsed);
	}

	/** Shows the organizations of a bundle one by one: all that are alike, or the next of the rest. */
	open({ id, kind, grantor }: Bundle): void {
		if (kind === 'alike') this.#opened = withMember(this.#opened, id, true);
		else this.#more = mapOf(...this.#more, [grantor, (this.#more.get(grantor) ?? 0) + granteesDrawn(1)]);
	}

	unfoldMore(): void {
		this.#screens = nextScreens(this.#screens, this.of.chain) ?? this.#screens;
		this.#folded = setOf();
	}
}
