import { untrack } from 'svelte';

/** What a toast tells: something was done, is so, did not work, or is going on. */
export type ToastKind = 'done' | 'info' | 'error' | 'working';

export interface Toast {
	/** Whoever sends another with the same id replaces it. */
	readonly id: string;
	readonly kind: ToastKind;
	readonly text: string;
	/** Milliseconds that it is to be seen; `Infinity` until it is closed. */
	readonly duration: number;
	/** Its button, which closes it. */
	readonly action?: { readonly label: string; readonly run: () => void };
}

/** So many are kept; of more, the oldest go that would not stay. */
const MOST = 3;

/** The toasts that there are to see, the newest first; reactive for who looks at them, not for who sends them. */
export class ToastList {
	#all = $state.raw<readonly Toast[]>([]);
	#sent = 0;

	get all(): readonly Toast[] {
		return this.#all;
	}

	/** Shows a toast in front of the others. Answers with its id. */
	show({ id = String(this.#sent++), ...toast }: Omit<Toast, 'id'> & { id?: string }): string {
		const others = untrack(() => this.#all).filter((each) => each.id !== id);
		const kept = others.filter(({ duration }, at) => at < MOST - 1 || duration === Infinity);
		this.#all = [{ ...toast, id }, ...kept];
		return id;
	}

	close(id: string): void {
		this.closeAll((toast) => toast.id === id);
	}

	closeAll(which: (toast: Toast) => boolean): void {
		this.#all = untrack(() => this.#all).filter((toast) => !which(toast));
	}
}

/** The toasts of this page. */
export const toasts = new ToastList();
