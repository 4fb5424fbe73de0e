import { toast } from 'svelte-sonner';
import { m } from '$lib/paraglide/messages';
import { toastText } from './toast-text';

/** Long enough to reach the button; a toast waits while it is hovered. */
const UNDO_MS = 12_000;
const INFO_MS = 6_000;

/** How many toasts there are to see now; reactive. */
export const toastsShown = (): number => toast.getActiveToasts().length;

/** A toast: something was done. */
export function toastDone(message: string) {
	const { text, duration } = toastText(message, INFO_MS);
	return toast.success(text, { duration });
}

/** A toast: there was nothing to do. The same message is shown once at a time. */
export function toastNothing(message: string) {
	const { text, duration } = toastText(message, INFO_MS);
	return toast.info(text, { id: message, duration });
}

/** A toast: something did not work. A lasting problem belongs into a Notice on the page. */
export function toastError(message: string) {
	const { text, duration } = toastText(message, UNDO_MS);
	return toast.error(text, { duration });
}

/** A toast: something was done, with a button **Undo**, which closes it. */
export function toastWithUndo(message: string, undo: () => void) {
	const { text, duration } = toastText(message, UNDO_MS);
	return toast.success(text, { duration, action: { label: m.common_undo(), onClick: undo } });
}

/** A toast: what somebody else did, with a button that leads to it. */
export function toastNews(message: string, label: string, show: () => void) {
	const { text, duration } = toastText(message, UNDO_MS);
	return toast.info(text, { duration, action: { label, onClick: show } });
}

/**
 * Takes away what was said of the organization that is left: its Undo would be pressed for another one. What stays, such
 * as a new version, is offered to whoever is here. `undoable`: only what has a button.
 */
export function dismissToasts({ undoable = false } = {}) {
	for (const { id, duration, action } of toast.getActiveToasts())
		if (duration !== Infinity && (action || !undoable)) toast.dismiss(id);
}

/** A toast that stays: offers something. The same message is shown once at a time. */
export function toastOffer(message: string, label: string, take: () => void) {
	return toast.info(message, { id: message, duration: Infinity, action: { label, onClick: take } });
}
