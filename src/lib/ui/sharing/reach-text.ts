import { m } from '$lib/paraglide/messages';
import type { Reachability } from '$lib/workspace/sharing/reachability';

/** How far an invitation reaches: a short word, and who can use it. */
export const reachText = (
	reach: Reachability
): { label: string; detail: string; tone: 'good' | 'info' | 'warning' } => {
	switch (reach) {
		case 'this-computer':
			return { label: m.sharing_reach_computer(), detail: m.sharing_reach_computer_detail(), tone: 'info' };
		case 'this-network':
			return { label: m.sharing_reach_network(), detail: m.sharing_reach_network_detail(), tone: 'info' };
		case 'anywhere':
			return { label: m.sharing_reach_anywhere(), detail: m.sharing_reach_anywhere_detail(), tone: 'good' };
		case 'nobody':
			return { label: m.sharing_reach_nobody(), detail: m.sharing_reach_nobody_detail(), tone: 'warning' };
	}
};
