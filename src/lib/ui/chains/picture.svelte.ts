import type { OrganizationId } from '$lib/domain/facts';
import type { Snapshot } from '$lib/domain/snapshot';
import { type Chain, edgesThrough } from '$lib/views/chains';
import { foldedAtFirst, type ShownChain, shownChain } from '$lib/views/chains-shown';

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
	#toggled = $state.raw<ReadonlySet<OrganizationId>>(new Set());
	#opened = $state.raw<ReadonlySet<string>>(new Set());

	constructor(of: Pictured) {
		this.of = of;
	}

	readonly #collapsed = $derived.by(() => {
		const folded = foldedAtFirst(this.of.chain, this.of.actor);
		const nodes = this.of.chain.nodes.map(({ id }) => id);
		return new Set(nodes.filter((id) => folded.has(id) !== this.#toggled.has(id)));
	});

	/** What is in sight. */
	readonly shown: ShownChain = $derived.by(() => {
		const { actor, through, chain } = this.of;
		const kept = new Set([actor, ...(through ? [through] : []), ...(this.selected ? [this.selected] : [])]);
		return shownChain(chain, { collapsed: this.#collapsed, opened: this.#opened, kept });
	});

	/** The nodes, bundles and edges on the paths through what is pointed at; undefined while nothing is. */
	readonly lit: ReadonlySet<string> | undefined = $derived.by(() => {
		const at = this.hovered ?? this.focused ?? this.selected;
		if (at === undefined) return undefined;
		const { snapshot, chain } = this.of;
		const { edges, bundles } = this.shown;
		const edge = edges.find(({ id }) => id === at);
		if (edge) return new Set([edge.id, edge.grantor, edge.grantee]);
		const bundle = bundles.find(({ id }) => id === at);
		const through = edgesThrough(snapshot, chain, bundle?.members[0]?.id ?? at);
		for (const { id, grantor, members } of bundles)
			if (members.some((member) => through.has(`${grantor} ${member.id}`))) through.add(`${grantor} ${id}`);
		const lit = new Set([at]);
		for (const { id, grantor, grantee } of edges)
			if (through.has(id)) for (const each of [id, grantor, grantee]) lit.add(each);
		return lit;
	});

	isCollapsed(id: OrganizationId): boolean {
		return this.#collapsed.has(id);
	}

	/** Whether anything at all is folded away. */
	readonly isFolded: boolean = $derived.by(() => this.#collapsed.size > 0 || this.shown.bundles.length > 0);

	toggle(id: OrganizationId): void {
		const next = new Set(this.#toggled);
		if (!next.delete(id)) next.add(id);
		this.#toggled = next;
	}

	open(bundle: string): void {
		this.#opened = new Set([...this.#opened, bundle]);
	}

	unfoldAll(): void {
		this.#toggled = foldedAtFirst(this.of.chain, this.of.actor);
		// Opening one bundle changes no other, so those of the whole chain are all there are.
		const kept = new Set([this.of.actor]);
		const whole = shownChain(this.of.chain, { collapsed: new Set(), opened: new Set(), kept });
		this.#opened = new Set(whole.bundles.map(({ id }) => id));
	}
}
