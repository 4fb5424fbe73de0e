import { toast } from 'svelte-sonner';
import { m } from '$lib/paraglide/messages';
import { toastText } from './toast-text';

/** Long enough to reach the button; a toast waits while it is hovered. */
const UNDO_MS = 12_000;
const INFO_MS = 6_000;

/** Says that something was done. */
export function toastDone(message: string) {
	const { text, duration } = toastText(message, INFO_MS);
	return toast.success(text, { duration });
}

/** Says that there was nothing to do; asked for again, it is said once. */
export function toastNothing(message: string) {
	const { text, duration } = toastText(message, INFO_MS);
	return toast.info(text, { id: message, duration });
}

/** Says that something did not work. Lasting trouble belongs into a Notice on the page. */
export function toastError(message: string) {
	const { text, duration } = toastText(message, UNDO_MS);
	return toast.error(text, { duration });
}

/** Says that something was done, with a button **Undo**. Pressing it closes the toast. */
export function toastWithUndo(message: string, undo: () => void) {
	const { text, duration } = toastText(message, UNDO_MS);
	return toast.success(text, { duration, action: { label: m.common_undo(), onClick: undo } });
}

/** Says what somebody else did, with a button that leads to it. */
export function toastNews(message: string, label: string, show: () => void) {
	const { text, duration } = toastText(message, UNDO_MS);
	return toast.info(text, { duration, action: { label, onClick: show } });
}

/** Offers something for as long as it takes; asked for again, it is offered once. */
export function toastOffer(message: string, label: string, take: () => void) {
	return toast.info(message, { id: message, duration: Infinity, action: { label, onClick: take } });
}
