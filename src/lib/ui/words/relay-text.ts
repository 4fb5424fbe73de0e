import { m } from '$lib/paraglide/messages';
import { plainText } from '../kit/text/plain-text';
import type { PoisonReason, RelayState } from '$lib/workspace/sharing/tab-messages';

const poisons: Record<PoisonReason, () => string> = {
	'too-large': m.sharing_poison_too_large,
	'not-plain': m.sharing_poison_not_plain,
	deleted: m.sharing_poison_deleted,
	overwritten: m.sharing_poison_overwritten,
	unreadable: m.sharing_poison_unreadable,
	refused: m.sharing_poison_refused
};

/** Why a relay's document was left, as a sentence. */
export const poisonText = (reason: PoisonReason): string => poisons[reason]();

/** What a failed connection says of itself. Of most, browsers tell nothing but a number that says just that. */
export const failureText = (detail: string): string =>
	detail === 'closed (1006)' ? m.sharing_closed_silently() : plainText(detail);

/** How it stands with a relay, in plain words. */
export function relayText({ connection, synced }: RelayState): {
	label: string;
	tone: 'good' | 'info' | 'warning';
	detail: string;
} {
	switch (connection) {
		case 'connecting':
			return { label: m.sharing_connecting(), tone: 'info', detail: m.sharing_relay_connecting_detail() };
		case 'connected':
			return synced
				? { label: m.sharing_relay_synced(), tone: 'good', detail: m.sharing_relay_synced_detail() }
				: { label: m.sharing_relay_syncing(), tone: 'info', detail: m.sharing_relay_syncing_detail() };
		case 'unreachable':
			return { label: m.sharing_relay_silent(), tone: 'warning', detail: m.sharing_relay_silent_detail() };
		case 'poisoned':
			return {
				label: m.sharing_relay_poisoned(),
				tone: 'warning',
				detail: m.sharing_relay_poisoned_detail()
			};
	}
}
