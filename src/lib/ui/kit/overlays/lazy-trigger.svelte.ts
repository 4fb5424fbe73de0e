import { tick } from 'svelte';
import type { LazyPart } from '../lazy-part.svelte';

/** What every overlay that a `LazyTrigger` opens is given. */
export interface OverlayParts {
	open?: boolean;
	/** Takes the props of the button, of which it has none itself. */
	take: (props: Record<string, unknown>) => void;
}

type Handler = (event: Event) => unknown;

interface OpenState {
	get: () => boolean;
	set: (open: boolean) => void;
}

/**
 * A button for something that is loaded when somebody comes near it, with a pointer or the focus. It is the same button before
 * and after: it gets its props from what was loaded, and until then opens it by itself.
 */
export class LazyTrigger {
	/** Whether anybody has been near. */
	isNear = $state(false);
	#given = $state.raw<Record<string, unknown>>({});
	/** The button has its props. */
	#isReady = $state(false);
	/** It was pressed before it had them: a click is still to come, which they would make nothing of. */
	#isPressedEarly = false;
	readonly #popup: 'menu' | 'dialog';
	readonly #part: LazyPart<unknown>;
	readonly #state: OpenState;

	/** @param state where it is kept whether it is open, if it is kept elsewhere too */
	constructor(popup: 'menu' | 'dialog', part: LazyPart<unknown>, state?: OpenState) {
		this.#popup = popup;
		this.#part = part;
		let isOpen = $state(false);
		this.#state = state ?? { get: () => isOpen, set: (open) => (isOpen = open) };
		// Opened from elsewhere.
		$effect.pre(() => {
			if (this.open) this.#comeNear();
		});
	}

	get open(): boolean {
		return this.#state.get();
	}

	set open(open: boolean) {
		this.#state.set(open);
	}

	/** Open, and the button is there to open it at. */
	get isShown(): boolean {
		return this.open && this.#isReady;
	}

	take = (props: Record<string, unknown>): void => {
		this.#given = props;
		void tick().then(() => (this.#isReady = true));
	};

	/** For the button. */
	get props(): Record<string, unknown> {
		const near = () => this.#comeNear();
		return {
			'aria-haspopup': this.#popup,
			'aria-expanded': this.open,
			...this.#given,
			onpointerenter: near,
			onfocus: near,
			onpointerdown: (event: Event) => this.#press(event, 'onpointerdown'),
			onkeydown: (event: KeyboardEvent) => {
				this.#press(event, 'onkeydown');
				if (this.#isReady) return;
				if (event.key === 'Escape') this.open = false;
				if (this.#popup !== 'menu' || event.key !== 'ArrowDown') return;
				event.preventDefault();
				this.open = true;
			},
			onclick: (event: Event) => {
				if (this.#isReady && !this.#isPressedEarly) return this.#pass(event, 'onclick');
				this.#isPressedEarly = false;
				this.open = true;
			}
		};
	}

	#press(event: Event, name: string): void {
		this.#comeNear();
		this.#isPressedEarly = !this.#isReady;
		this.#pass(event, name);
	}

	#pass(event: Event, name: string): void {
		if (this.#isReady) (this.#given[name] as Handler | undefined)?.(event);
	}

	#comeNear(): void {
		this.isNear = true;
		void this.#part.want();
	}
}
