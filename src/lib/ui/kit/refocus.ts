import { afterPaint } from './after-paint';

/** After an action took away what had the focus: gives it to the first thing left there, never to nothing. */
export async function refocus(place: HTMLElement | undefined): Promise<void> {
	// Whatever takes the focus is laid out at once: by then it is.
	await afterPaint();
	if (!place || (document.activeElement && document.activeElement !== document.body)) return;
	const first =
		place.querySelector<HTMLElement>('[data-cell][tabindex="0"]') ??
		place.querySelector<HTMLElement>('[data-cell] :is(input, button, a[href])') ??
		place.querySelector<HTMLElement>('button, input, a[href]');
	if (first) return first.focus();
	place.tabIndex = -1;
	place.dataset.programmaticFocus = '';
	place.focus();
}
