import type { Attachment } from 'svelte/attachments';
import { overlayPlace } from './overlay-place';

const DELAY = 350;
const GAP = 6;

let bubble: HTMLDivElement | undefined;
let owner: HTMLElement | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;
let whileShown: AbortController | undefined;

function hide() {
	clearTimeout(timer);
	whileShown?.abort();
	if (bubble?.matches(':popover-open')) bubble.hidePopover();
	if (owner?.getAttribute('aria-describedby') === bubble?.id) owner?.removeAttribute('aria-describedby');
	owner = undefined;
}

/** One bubble serves the whole page: a table of thousands of rows adds no element for its tips. */
function theBubble(): HTMLDivElement {
	if (bubble?.isConnected) return bubble;
	bubble = document.createElement('div');
	bubble.id = 'tip';
	bubble.className = 'tip';
	bubble.role = 'tooltip';
	bubble.popover = 'manual';
	overlayPlace().append(bubble);
	return bubble;
}

function place(tip: HTMLElement, target: HTMLElement) {
	const at = target.getBoundingClientRect();
	const { width, height } = tip.getBoundingClientRect();
	const below = at.bottom + GAP + height < innerHeight;
	const left = Math.min(Math.max(8, at.left + at.width / 2 - width / 2), innerWidth - width - 8);
	tip.style.left = `${left}px`;
	tip.style.top = `${below ? at.bottom + GAP : Math.max(8, at.top - GAP - height)}px`;
}

function show(target: HTMLElement, text: string, describes: boolean) {
	hide();
	const tip = theBubble();
	tip.textContent = text;
	owner = target;
	tip.showPopover();
	place(tip, target);
	if (describes) target.setAttribute('aria-describedby', tip.id);
	whileShown = new AbortController();
	const { signal } = whileShown;
	addEventListener('keydown', (event) => event.key === 'Escape' && hide(), { signal, capture: true });
	addEventListener('scroll', (event) => event.target !== tip && hide(), { signal, capture: true });
}

interface TipOptions {
	/** The tip says something that the element does not: it becomes its description. */
	describes?: boolean;
	/** Only where the element's own text does not fit. */
	onlyIfCut?: boolean;
}

interface Tip extends Required<TipOptions> {
	text: string;
}

const tips = new WeakMap<Element, Tip>();

/** Whether a text goes on beyond its one line, or beyond the last of several. */
const isCut = (element: HTMLElement) =>
	element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight + 1;

/** The nearest element around an event's target that has a tip to show now. */
function tipped({ target }: Event): [HTMLElement, Tip] | undefined {
	const element = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null;
	const found = element && tips.get(element);
	if (!found || (found.onlyIfCut && !isCut(element))) return undefined;
	return [element, found];
}

function over(event: PointerEvent) {
	// A pointer may move onto the tip, to read or select it.
	if (event.target === bubble) return clearTimeout(timer);
	const found = event.pointerType === 'touch' ? undefined : tipped(event);
	if (found && found[0] === owner) return clearTimeout(timer);
	clearTimeout(timer);
	if (found) timer = setTimeout(() => show(found[0], found[1].text, found[1].describes), DELAY);
	else if (owner) timer = setTimeout(hide, 100);
}

function focused(event: FocusEvent) {
	const found = tipped(event);
	if (found && found[0] === event.target && found[0].matches(':focus-visible'))
		show(found[0], found[1].text, found[1].describes);
}

let listening = false;

/**
 * The document listens once for all of them: rows of a long table come and go without a listener each. (The Tooltip of
 * bits-ui took a hundred times as long to render them: see "Choices that were measured" in docs/architecture.md.)
 */
function listen() {
	if (listening) return;
	listening = true;
	document.addEventListener('pointerover', over, { passive: true });
	document.addEventListener('pointerdown', (event) => event.target !== bubble && hide(), { passive: true });
	document.addEventListener('focusin', focused);
	document.addEventListener('focusout', hide);
	document.documentElement.addEventListener('pointerleave', hide);
}

/**
 * A tooltip for an element, shown on hover and on keyboard focus, put away by Escape: `{@attach tip(text)}`.
 * Nothing is shown for an empty text.
 */
export const tip =
	(
		text: string | undefined,
		{ describes = false, onlyIfCut = false }: TipOptions = {}
	): Attachment<HTMLElement> =>
	(element) => {
		if (!text) return;
		listen();
		tips.set(element, { text, describes, onlyIfCut });
		element.dataset.tip = '';
		return () => {
			tips.delete(element);
			delete element.dataset.tip;
			if (owner === element) hide();
		};
	};
