import { toast } from 'svelte-sonner';
import { m } from '$lib/paraglide/messages';
import { cut, plainText } from './plain-text';

const shown = (message: string) => cut(plainText(message), 240);

/** Long enough to read the sentence and reach the button; it waits while it is hovered. */
const UNDO_MS = 12_000;
const INFO_MS = 6_000;

/** Says that something was done. */
export const toastDone = (message: string) => toast.success(shown(message), { duration: INFO_MS });

/** Says that there was nothing to do; asked for again, it is said once. */
export const toastNothing = (message: string) =>
	toast.info(shown(message), { id: message, duration: INFO_MS });

/** Says that something did not work. Lasting trouble belongs into a Notice on the page. */
export const toastError = (message: string) => toast.error(shown(message), { duration: UNDO_MS });

/** Says that something was done, with a button **Undo**. Pressing it closes the toast. */
export const toastWithUndo = (message: string, undo: () => void) =>
	toast.success(shown(message), {
		duration: UNDO_MS,
		action: { label: m.common_undo(), onClick: undo }
	});

/** Says what somebody else did, with a button that leads to it. */
export const toastNews = (message: string, label: string, show: () => void) =>
	toast.info(shown(message), { duration: UNDO_MS, action: { label, onClick: show } });
