import { m } from '$lib/paraglide/messages';
import { toastError } from './overlays/toasts';

/** Copies a text to the clipboard, and knows for two seconds that it did. A refusal of the browser is said. */
export class Copying {
	done = $state(false);

	async copy(text: string): Promise<void> {
		try {
			await navigator.clipboard.writeText(text);
			this.done = true;
			setTimeout(() => (this.done = false), 2000);
		} catch {
			toastError(m.common_copy_failed());
		}
	}
}
