import { m } from '$lib/paraglide/messages';
import { toasts } from './toast-list.svelte';
import { toastText } from './toast-text';

/** Long enough to reach the button; a toast waits while it is hovered. */
const UNDO_MS = 12_000;
const INFO_MS = 6_000;

/** How many toasts there are to see now; reactive. */
export const toastsShown = (): number => toasts.all.length;

/** A toast: something was done. */
export function toastDone(message: string) {
	toasts.show({ kind: 'done', ...toastText(message, INFO_MS) });
}

/** A toast: there was nothing to do. The same message is shown once at a time. */
export function toastNothing(message: string) {
	toasts.show({ id: message, kind: 'info', ...toastText(message, INFO_MS) });
}

/** A toast: something did not work. A lasting problem belongs into a Notice on the page. */
export function toastError(message: string) {
	toasts.show({ kind: 'error', ...toastText(message, UNDO_MS) });
}

/** A toast: something was done, with a button **Undo**, which closes it. */
export function toastWithUndo(message: string, undo: () => void) {
	const action = { label: m.common_undo(), run: undo };
	toasts.show({ kind: 'done', ...toastText(message, UNDO_MS), action });
}

/** A toast: what somebody else did, with a button that leads to it. */
export function toastNews(message: string, label: string, show: () => void) {
	toasts.show({ kind: 'info', ...toastText(message, UNDO_MS), action: { label, run: show } });
}

/** A toast: something takes long. It stays until the function that this answers with is called. */
export function toastWorking(message: string): () => void {
	const id = toasts.show({ kind: 'working', text: toastText(message, 0).text, duration: Infinity });
	return () => toasts.close(id);
}

/**
 * Takes away what was said of the organization that is left: its Undo would be pressed for another one. What stays, such
 * as a new version, is offered to whoever is here. `undoable`: only what has a button.
 */
export function dismissToasts({ undoable = false } = {}) {
	toasts.closeAll(({ duration, action }) => duration !== Infinity && (action !== undefined || !undoable));
}

/** A toast that stays: offers something. The same message is shown once at a time. */
export function toastOffer(message: string, label: string, take: () => void) {
	toasts.show({ id: message, kind: 'info', text: message, duration: Infinity, action: { label, run: take } });
}
