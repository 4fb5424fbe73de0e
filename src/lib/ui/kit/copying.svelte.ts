import { m } from '$lib/paraglide/messages';
import { toastError } from './overlays/toasts';

/** Copies a text to the clipboard; `done` for two seconds after that. A refusal by the browser is shown as a toast. */
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
