import { m } from '$lib/paraglide/messages';
import { attempt } from '../kit/attempt.svelte';
import { clauses } from '../kit/text/listing';
import { toastDone } from '../kit/overlays/toasts';

/** How many organizations wait and were left out, as clauses; '' where none are. */
export const countsText = ({ waiting, leftOut }: { waiting: number; leftOut: number }): string =>
	clauses([
		...(waiting > 0 ? [m.outsiders_wait_count({ count: waiting })] : []),
		...(leftOut > 0 ? [m.outsiders_left_out_count({ count: leftOut })] : [])
	]);

/** Shows a toast once a decision about organizations from outside is stored, or that it could not be. */
export async function decided(decision: Promise<unknown>, done: string): Promise<void> {
	if (await attempt(decision, m.sharing_not_noted())) toastDone(done);
}
