import { m } from '$lib/paraglide/messages';
import { toastDone, toastError } from '../kit/overlays/toasts';

/** Says what was decided about organizations from outside once it is noted, or that it could not be. */
export async function decided(decision: Promise<unknown>, told: string): Promise<void> {
	try {
		await decision;
		toastDone(told);
	} catch {
		toastError(m.sharing_not_noted());
	}
}
