import { m } from '$lib/paraglide/messages';
import { hasWebRtc } from '$lib/workspace/sharing/reachability';
import type { SharingState } from '$lib/workspace/sharing/tab-messages';

interface ConnectionText {
	/** Two or three words. */
	label: string;
	tone: 'neutral' | 'good' | 'info' | 'warning';
	/** What it means, and what to do about it. */
	detail: string;
}

/** The connection in plain words. */
export function connectionText({ connection, peers, signalling, relay }: SharingState): ConnectionText {
	switch (connection) {
		case 'off':
			return { label: m.sharing_off(), tone: 'neutral', detail: m.sharing_off_detail() };
		case 'connecting':
			return { label: m.sharing_connecting(), tone: 'info', detail: m.sharing_connecting_detail() };
		case 'waiting':
			return { label: m.sharing_waiting(), tone: 'info', detail: m.sharing_waiting_detail() };
		case 'relayed':
			return { label: m.sharing_relayed(), tone: 'good', detail: m.sharing_relayed_detail() };
		case 'connected':
			return {
				label: m.sharing_connected({ count: peers.length }),
				tone: 'good',
				detail: signalling.some(({ open }) => open)
					? m.sharing_connected_detail()
					: m.sharing_connected_alone_detail()
			};
		case 'unreachable':
			return {
				label: m.sharing_unreachable(),
				tone: 'warning',
				detail: unreachableDetail(signalling.length > 0 || relay !== null)
			};
	}
}

function unreachableDetail(isServerNamed: boolean): string {
	if (isServerNamed) return m.sharing_unreachable_detail();
	return hasWebRtc() ? m.sharing_no_servers_detail() : m.sharing_no_webrtc_text();
}
