import { m } from '$lib/paraglide/messages';
import type { RefusedReason } from '$lib/workspace/files/partner-files';

const reasons: Record<RefusedReason, () => string> = {
	'too-large': m.sharing_refused_too_large,
	'too-fast': m.sharing_refused_too_fast,
	'not-a-message': m.sharing_refused_unreadable,
	'not-an-update': m.sharing_refused_unreadable,
	'not-plain': m.sharing_refused_unreadable,
	'not-text': m.sharing_refused_unreadable,
	unreadable: m.sharing_refused_unreadable,
	malformed: m.sharing_refused_malformed,
	'not-canonical': m.sharing_refused_malformed,
	'wrong-id': m.sharing_refused_changed,
	'other-workspace': m.sharing_refused_other_workspace,
	'bad-signature': m.sharing_refused_signature,
	'room-full': m.sharing_refused_room_full,
	'not-writable': m.sharing_refused_not_writable
};

/** Why something foreign was refused, as a clause. */
export const refusedReason = (reason: RefusedReason): string => reasons[reason]();

/** The distinct reasons of several refusals, each with how often it occurs. */
export function refusedReasons(refused: readonly { reason: RefusedReason }[]): string[] {
	const counts = new Map<string, number>();
	for (const { reason } of refused) {
		const words = refusedReason(reason);
		counts.set(words, (counts.get(words) ?? 0) + 1);
	}
	return [...counts].map(([words, count]) => (count > 1 ? `${words} (${count})` : words));
}
