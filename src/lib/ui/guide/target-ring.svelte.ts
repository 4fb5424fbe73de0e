import type { OrganizationId } from '$lib/domain/facts';
import { tick } from 'svelte';
import { actingIn } from '../pages/guided-controls';
import { type Target, type Control, nextTarget } from './target';

/** What a ring is put around: the controls that a step needs, and whose they are. */
export interface Ringed {
	targets: readonly Target[];
	/** Who does the step: what others do beside it is not looked at. */
	doer: OrganizationId;
	/** Shown at the ring's corner. */
	number: number;
}

/** What a change of makes another control the next one. */
const watched = ['aria-disabled', 'aria-selected', 'data-control', 'disabled', 'hidden'];
const inputs = 'input, select, textarea';

/**
 * The ring around the control that a step needs next: the element gets `data-ring`. It follows what is done on the page.
 * Call it while a component is made.
 */
export class TargetRing {
	readonly #wanted: () => Ringed | undefined;
	#element: HTMLElement | undefined;
	/** Somebody was just taken there: what only leads to the control is pressed, and the control gets the focus. */
	#isArriving = false;
	#look: () => void = () => undefined;

	/** @param wanted nothing while no ring is to be seen */
	constructor(wanted: () => Ringed | undefined) {
		this.#wanted = wanted;
		$effect(() => {
			if (wanted()) return this.#follow();
		});
	}

	/** Leads to the control at its next appearance, or now. */
	arrive(): void {
		this.#isArriving = true;
		void tick().then(this.#look);
	}

	#follow(): () => void {
		let frame = 0;
		const soon = () => (frame ||= requestAnimationFrame(look));
		const look = () => {
			frame = 0;
			this.#show();
		};
		const leave = () => {
			this.#isArriving = false;
		};
		this.#look = soon;
		const observer = new MutationObserver(soon);
		observer.observe(document.body, { subtree: true, childList: true, attributeFilter: watched });
		const events = ['input', 'change', 'click'] as const;
		for (const name of events) addEventListener(name, soon);
		for (const name of ['pointerdown', 'keydown'] as const) addEventListener(name, leave, true);
		soon();
		return () => {
			observer.disconnect();
			cancelAnimationFrame(frame);
			for (const name of events) removeEventListener(name, soon);
			for (const name of ['pointerdown', 'keydown'] as const) removeEventListener(name, leave, true);
			this.#look = () => undefined;
			this.#mark(undefined, 0);
		};
	}

	#show(): void {
		const wanted = this.#wanted();
		const next = wanted && nextTarget(wanted.targets, (name) => controlAt(name, wanted.doer));
		this.#mark(next?.control.element, wanted?.number ?? 0);
		if (!next || !this.#isArriving) return;
		const { target, control } = next;
		if (target.fill !== undefined) return type(control.element, target.fill);
		if (target.opens) return operated(control.element).click();
		this.#isArriving = false;
		control.element.scrollIntoView({ block: 'center' });
		operated(control.element).focus({ preventScroll: true });
	}

	#mark(element: HTMLElement | undefined, number: number): void {
		if (this.#element !== element) delete this.#element?.dataset.ring;
		// What is next may be elsewhere on the page.
		if (element && this.#element !== element) element.scrollIntoView({ block: 'nearest' });
		this.#element = element;
		if (element && element.dataset.ring !== String(number)) element.dataset.ring = String(number);
	}
}

/** What of an element is pressed or typed into. */
const operated = (element: HTMLElement): HTMLElement =>
	element.matches(`${inputs}, button, a`)
		? element
		: (element.querySelector<HTMLElement>(`${inputs}, button, a`) ?? element);

function controlAt(name: string, doer: OrganizationId): Control<HTMLElement> | undefined {
	for (const element of document.querySelectorAll<HTMLElement>(`[data-control="${CSS.escape(name)}"]`)) {
		if ((actingIn(element) ?? doer) !== doer || !element.checkVisibility()) continue;
		const part = operated(element);
		const isInput = part.matches(inputs);
		return {
			element,
			usable: part.ariaDisabled !== 'true' && !part.matches(':disabled'),
			on: part instanceof HTMLInputElement && part.checked,
			chosen: part.ariaSelected === 'true',
			value: isInput ? (part as HTMLInputElement).value : ''
		};
	}
	return undefined;
}

/** Types a text as a person would: fields hear of it. */
function type(element: HTMLElement, text: string): void {
	const field = operated(element) as HTMLInputElement;
	field.value = text;
	field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
