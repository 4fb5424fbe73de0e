import type { OrganizationId } from '$lib/domain/facts';
import type { Viewport } from './viewport.svelte';

/** So far a pointer may go, in pixels, before what it does is a drag. */
const CLICK = 6;
/** A wheel that turns by lines, in pixels a line. */
const LINE = 20;
/** How far the picture goes, of what a wheel turns. */
const WHEEL = 0.5;
/** So near to an edge, in pixels, a drag between organizations brings what is beyond it into sight. */
const EDGE = 40;
const EDGE_SPEED = 8;

const isMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac');

interface Place {
	x: number;
	y: number;
}

interface Pointer extends Place {
	id: number;
}

/** A drag from an organization: where its end is, and which organization it is over. */
interface Pairing extends Place {
	from: OrganizationId;
	to: OrganizationId | undefined;
}

interface Options {
	viewport: Viewport;
	/** Whether a node is an organization, and not several. */
	isOrganization: (id: string) => boolean;
	/** A drag from one organization to another; without it, a drag only moves the picture. */
	pair: () => ((from: OrganizationId, to: OrganizationId) => void) | undefined;
}

/** What pointers, fingers and the wheel do to a picture: they move it, zoom it, and drag from one organization to another. */
export class Gestures {
	pairing = $state.raw<Pairing>();
	isPanning = $state(false);
	readonly #options: Options;
	/** Where the pointers are that are down, in the window of the picture. */
	#down: readonly Pointer[] = [];
	#start: (Place & { from: OrganizationId | undefined }) | undefined;
	/** What was a drag is no click. */
	#wasDrag = false;
	#nudging = 0;

	constructor(options: Options) {
		this.#options = options;
	}

	readonly onpointerdown = (event: PointerEvent): void => {
		// Where a finger ended a drag, no click came.
		this.#wasDrag = false;
		if (event.button !== 0) return;
		const button = (event.target as Element).closest<HTMLElement>('button');
		const node = button?.dataset.chainNode;
		if (button && node === undefined) return;
		const at = placeOf(event);
		// Of a first finger or a mouse none other is down: what became of an earlier one was not told.
		if (event.isPrimary) this.#down = [];
		this.#down = [...this.#others(event), { id: event.pointerId, ...at }];
		this.#wasDrag = this.#down.length > 1;
		this.#stopPairing();
		const { isOrganization, pair } = this.#options;
		this.#start = { ...at, from: pair() && node !== undefined && isOrganization(node) ? node : undefined };
	};

	readonly onpointermove = (event: PointerEvent): void => {
		const before = this.#down.find(({ id }) => id === event.pointerId);
		if (!before || !this.#start) return;
		// It was let go outside.
		if (event.buttons === 0) return this.onpointercancel(event);
		const at = placeOf(event);
		if (this.#down.length === 1 && !this.#wasDrag) {
			if (Math.hypot(at.x - this.#start.x, at.y - this.#start.y) < CLICK) return;
			this.#wasDrag = true;
		}
		(event.currentTarget as Element).setPointerCapture(event.pointerId);
		const [other] = this.#others(event);
		this.#down = [...this.#others(event), { id: event.pointerId, ...at }];
		const { viewport } = this.#options;
		if (other) {
			viewport.zoomBy(distance(at, other) / Math.max(1, distance(before, other)), middle(before, other));
			viewport.panBy((at.x - before.x) / 2, (at.y - before.y) / 2);
		} else if (this.#start.from !== undefined) {
			this.#pairTo(event, at, this.#start.from);
		} else {
			this.isPanning = true;
			viewport.panBy(at.x - before.x, at.y - before.y);
		}
	};

	readonly onpointerup = (event: PointerEvent): void => {
		const paired = this.#down.length === 1 ? this.pairing : undefined;
		this.onpointercancel(event);
		if (paired?.to !== undefined) this.#options.pair()?.(paired.from, paired.to);
	};

	readonly onpointercancel = (event: PointerEvent): void => {
		this.#down = this.#others(event);
		this.#stopPairing();
		this.isPanning = false;
		// Of two fingers one is left: it moves the picture.
		const [rest] = this.#down;
		this.#start = rest && { ...rest, from: undefined };
	};

	/** Where a drag ends, the browser tells of a click. */
	readonly onclickcapture = (event: MouseEvent): void => {
		if (this.#wasDrag && event.detail > 0) event.stopPropagation();
		this.#wasDrag = false;
	};

	readonly onwheel = (event: WheelEvent): void => {
		event.preventDefault();
		const { viewport } = this.#options;
		const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1;
		// Browsers tell of two fingers on a pad as of a wheel with this key.
		if (event.ctrlKey)
			return viewport.zoomBy(2 ** (-event.deltaY * unit * (isMac ? 0.02 : 0.002)), placeOf(event));
		const isAside = event.shiftKey && !isMac;
		const [x, y] = isAside ? [event.deltaY, 0] : [event.deltaX, event.deltaY];
		viewport.panBy(-x * unit * WHEEL, -y * unit * WHEEL);
	};

	#others({ pointerId }: PointerEvent): readonly Pointer[] {
		return this.#down.filter(({ id }) => id !== pointerId);
	}

	#pairTo(event: PointerEvent, at: Place, from: OrganizationId): void {
		const under = document
			.elementFromPoint(event.clientX, event.clientY)
			?.closest<HTMLElement>('[data-chain-node]');
		const node = under?.dataset.chainNode;
		const to = node !== undefined && node !== from && this.#options.isOrganization(node) ? node : undefined;
		this.pairing = { from, to, ...this.#options.viewport.inPicture(at) };
		this.#nudge(at);
	}

	/** Moves the picture for as long as the end of a drag is near an edge. */
	#nudge(at: Place): void {
		cancelAnimationFrame(this.#nudging);
		const { viewport } = this.#options;
		const beyond = (place: number, size: number) => (place < EDGE ? 1 : place > size - EDGE ? -1 : 0);
		const [x, y] = [beyond(at.x, viewport.width), beyond(at.y, viewport.height)];
		if (x === 0 && y === 0) return;
		this.#nudging = requestAnimationFrame(() => {
			if (!this.pairing) return;
			viewport.panBy(x * EDGE_SPEED, y * EDGE_SPEED);
			this.pairing = { ...this.pairing, ...viewport.inPicture(at) };
			this.#nudge(at);
		});
	}

	#stopPairing(): void {
		cancelAnimationFrame(this.#nudging);
		this.pairing = undefined;
	}
}

function placeOf({ currentTarget, clientX, clientY }: MouseEvent): Place {
	const { left, top } = (currentTarget as Element).getBoundingClientRect();
	return { x: clientX - left, y: clientY - top };
}

const distance = (one: Place, other: Place): number => Math.hypot(one.x - other.x, one.y - other.y);
const middle = (one: Place, other: Place): Place => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
